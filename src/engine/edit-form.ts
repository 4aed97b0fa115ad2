/** Changing the form of a running request, by whichever command. */
import type { Json } from '#model/json.ts';
import type { Refusal } from './command.ts';
import { dataWith } from './data.ts';
import { dataChanged } from './data-changed.ts';
import { checkForm, tierOf } from './form.ts';
import { equal, normal } from './normal.ts';
import { listed } from './people/names.ts';
import type { Form } from './request.ts';
import { emit } from './run.ts';
import type { Run } from './run.ts';
import { dateAt } from './time/date.ts';

export function unknownKeys(run: Run, form: Form): Refusal | null {
  for (const key of Object.keys(form))
    if (!run.compiled.fields.has(key))
      return { refused: 'form_invalid', says: `“${key}” is no field of this form.` };
  return null;
}

/** What is wrong with a form; `only` these keys where just they changed. */
export function formRefusal(run: Run, form: Form, only: readonly string[] | null): Refusal | null {
  const { fields } = run.compiled;
  let problems = checkForm(fields, form, today(run));
  if (only !== null)
    problems = problems.filter(({ field }) => only.some((key) => fields.get(key)?.id === field));
  if (problems.length === 0) return null;
  return {
    refused: 'form_invalid',
    says:
      problems.length === 1
        ? (problems[0]?.says ?? '')
        : `${problems.length} fields have to be corrected.`,
    fields: problems,
  };
}

/** The local date, only where a field asks how far ahead a date may lie: it needs a calendar. */
function today(run: Run): string | undefined {
  for (const field of run.compiled.fields.values())
    if (field.type.kind === 'date' && field.type.maxDaysAhead !== undefined)
      return dateAt(run.now, run.compiled.diagram.control.zone);
  return undefined;
}

/** The changes that change something, keys in canonical order. */
export function realChanges(run: Run, changes: Form): { [key: string]: Json } {
  const real: { [key: string]: Json } = {};
  for (const key of Object.keys(changes).toSorted()) {
    const value = changes[key];
    if (value !== undefined && !equal(value, run.request.form[key] ?? null))
      real[key] = normal(value);
  }
  return real;
}

/** Refuses fields that may not be changed here. */
export function notEditable(run: Run, keys: readonly string[], allowed: ReadonlySet<string>) {
  const barred = keys.filter((key) => !allowed.has(key));
  if (barred.length === 0) return null;
  const labels = barred.map((key) => run.compiled.fields.get(key)?.label ?? key);
  return {
    refused: 'not_editable_now' as const,
    says: `${listed(labels, 'and')} cannot be changed at this point.`,
    fields: barred.flatMap((key) => {
      const field = run.compiled.fields.get(key);
      return field === undefined ? [] : [{ field: field.id, says: 'Cannot be changed now.' }];
    }),
  };
}

/** Records the change with the tier that follows, and what it touches. `changes` are real ones. */
export function change(run: Run, changes: Form, reason?: string): Refusal | null {
  const { compiled, request } = run;
  const keys = Object.keys(changes);
  const form = { ...request.form, ...changes };
  const invalid = formRefusal(run, form, keys);
  if (invalid !== null) return invalid;
  const tier = tierOf(compiled, dataWith(compiled, request, form, null, request.metrics));
  emit(
    run,
    reason === undefined
      ? { changes, keys, tier, type: 'edited' }
      : { changes, keys, reason, tier, type: 'edited' },
  );
  if (keys.length > 0) dataChanged(run, keys, null);
  return null;
}
