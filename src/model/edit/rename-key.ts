import type { Feel, SingleWait } from '../diagram.ts';
import type { FieldId } from '../ids.ts';
import { now, put, setFields } from './tables.ts';
import type { DraftDiagram } from './tables.ts';

export interface RenameKey {
  readonly field: FieldId;
  readonly key: string;
  /** `renamePath` of model/feel: given, since FEEL's grammar is as large as half an editor, and seldom wanted. */
  readonly renamed: (text: Feel, from: readonly string[], to: readonly string[]) => Feel;
}

/** Renames a field's key and, in the same step, every expression and message that reads it. Its id stays. */
export function renameKey(d: DraftDiagram, { field, key, renamed }: RenameKey): void {
  const diagram = now(d);
  const old = diagram.fields[field]?.key;
  if (old === undefined || old === key) return;
  setFields(d, 'fields', field, { key });
  const feel = (text: Feel): Feel => renamed(text, ['form', old], ['form', key]);
  const message = (text: string): string =>
    text.replaceAll(/\{([^{}]*)\}/g, (_, inner: string) => `{${feel(inner)}}`);

  for (const flow of Object.values(diagram.flows))
    if (flow.route.kind === 'when') {
      const when = feel(flow.route.when);
      if (when !== flow.route.when)
        setFields(d, 'flows', flow.id, { route: { kind: 'when', when } });
    }
  for (const item of Object.values(diagram.items)) {
    change(d, 'items', item, 'check', feel);
    change(d, 'items', item, 'when', feel);
    change(d, 'items', item, 'message', message);
  }
  for (const tier of Object.values(diagram.tiers)) change(d, 'tiers', tier, 'when', feel);
  for (const rule of Object.values(diagram.rules))
    if (rule.kind === 'onlyThrough') change(d, 'rules', rule, 'when', feel);
  for (const node of Object.values(diagram.nodes)) {
    if (node.kind === 'notify') change(d, 'nodes', node, 'message', message);
    if (node.kind === 'wait' && node.wait !== null) {
      const { wait } = node;
      const next =
        wait.kind === 'first'
          ? { ...wait, timers: map(wait.timers, (timer) => until(timer, feel)) }
          : until(wait, feel);
      if (JSON.stringify(next) !== JSON.stringify(wait)) put(d, 'nodes', { ...node, wait: next });
    }
    if (node.kind === 'subprocess') {
      const form = map(node.form, feel);
      if (JSON.stringify(form) !== JSON.stringify(node.form)) put(d, 'nodes', { ...node, form });
    }
  }
}

function change<R extends { readonly id: string }>(
  d: DraftDiagram,
  table: 'items' | 'tiers' | 'rules' | 'nodes',
  row: R,
  field: keyof R & string,
  by: (text: string) => string,
): void {
  const text = row[field];
  if (typeof text !== 'string') return;
  const next = by(text);
  if (next !== text) setFields(d, table, row.id, { [field]: next });
}
const until = (wait: SingleWait, feel: (text: Feel) => Feel): SingleWait =>
  wait.kind === 'until' ? { ...wait, at: feel(wait.at) } : wait;
const map = <V>(of: { readonly [key: string]: V }, by: (value: V) => V): { [key: string]: V } =>
  Object.fromEntries(Object.entries(of).map(([key, value]) => [key, by(value)]));
