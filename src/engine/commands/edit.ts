import type { PersonId, RoleId } from '#model/ids.ts';
import type { CommandOf, Refusal } from '../command.ts';
import type { CNode } from '../compiled.ts';
import { change, notEditable, realChanges, unknownKeys } from '../edit-form.ts';
import { mayWork } from '../people/authority.ts';
import { workers } from '../people/edges.ts';
import { edgeNames, listed } from '../people/names.ts';
import { actingFor } from '../run.ts';
import type { Run } from '../run.ts';
import { personOf } from './admit.ts';

/** Changes fields at an open step, by those who work it; only the fields the step names in `edits`. */
export function edit(run: Run, command: CommandOf<'edit'>): Refusal | null {
  const unknown = unknownKeys(run, command.changes);
  if (unknown !== null) return unknown;
  const changes = realChanges(run, command.changes);
  const keys = Object.keys(changes);
  let closest: Refusal | null = null;
  for (const place of editable(run, personOf(run))) {
    const barred = notEditable(run, keys, place.keys);
    if (barred === null) {
      actingFor(run, place.principal);
      return change(run, changes);
    }
    closest ??= barred;
  }
  return closest ?? nobodyEdits(run);
}

/** The open steps at which this person may change fields, and which. */
function editable(run: Run, person: PersonId) {
  const places: { readonly principal: PersonId; readonly keys: ReadonlySet<string> }[] = [];
  for (const work of run.request.work) {
    const node = run.compiled.at.get(work.node);
    if (node?.kind !== 'step') continue;
    const may = mayWork(run, node, work, person, workers(node));
    if (may.ok) places.push({ principal: may.principal, keys: editableKeys(run, node) });
  }
  return places;
}

/** Keys a step may change: those it names; where it names none, all if the requester works it, else none. */
export function editableKeys(run: Pick<Run, 'compiled'>, node: CNode): ReadonlySet<string> {
  const { fields, diagram } = run.compiled;
  const edits = node.row.kind === 'step' ? node.row.edits : undefined;
  const { requesters } = diagram.control;
  if (edits === undefined)
    return requesters !== null && workers(node).some((edge) => edge.role === requesters)
      ? new Set(fields.keys())
      : new Set();
  const keys = new Set<string>();
  for (const [key, field] of fields) if (edits.includes(field.id)) keys.add(key);
  return keys;
}

function nobodyEdits(run: Run): Refusal {
  const names: string[] = [];
  const needs: RoleId[] = [];
  for (const work of run.request.work) {
    const node = run.compiled.at.get(work.node);
    if (node?.kind !== 'step' || editableKeys(run, node).size === 0) continue;
    names.push(edgeNames(run, node, workers(node)));
    for (const edge of workers(node)) needs.push(edge.role);
  }
  return {
    refused: 'not_editable_now',
    says:
      names.length === 0
        ? 'The form cannot be changed at this point.'
        : `At this point ${listed(names, 'or')} may change the form.`,
    needs,
  };
}
