import type { Diagram } from '../diagram.ts';
import { between, orders, sorted } from '../order.ts';
import type { Ordered } from '../order.ts';
import { now, setFields } from './tables.ts';
import type { DraftDiagram } from './tables.ts';

export interface Reordering {
  readonly table: 'items' | 'evidence' | 'flows' | 'fields' | 'tiers';
  readonly id: string;
  /** The row it shall stand before; null: last. */
  readonly before: string | null;
}

/** Moves a row within its group: items and evidence of a node, flows out of one, fields, tiers. */
export function reorder(d: DraftDiagram, { table, id, before }: Reordering): void {
  const group = siblings(now(d), table, id);
  const at = group.findIndex((row) => row.id === id);
  const rest = group.filter((row) => row.id !== id);
  const to = before === null ? rest.length : rest.findIndex((row) => row.id === before);
  if (at < 0 || to < 0 || at === to) return;
  const low = rest[to - 1]?.order ?? null;
  const high = rest[to]?.order ?? null;
  const order = between(low, high);
  if ((low === null || low < order) && (high === null || order < high))
    return setFields(d, table, id, { order });
  // No room between equal keys: the group is keyed anew.
  const keys = orders(group.length);
  const next = [
    ...rest.slice(0, to).map((row) => row.id),
    id,
    ...rest.slice(to).map((row) => row.id),
  ];
  for (const [i, row] of next.entries()) setFields(d, table, row, { order: keys[i] });
}

function siblings(d: Diagram, table: Reordering['table'], id: string): readonly Ordered[] {
  const rows: {
    readonly [id: string]: Ordered & { readonly node?: string; readonly from?: string };
  } = d[table];
  const row = rows[id];
  if (row === undefined) return [];
  return sorted(
    Object.values(rows).filter((one) => one.node === row.node && one.from === row.from),
  );
}
