/** Other versions of a random diagram, for requests that are taken to them: what people change from one to the next. */
import * as fc from 'fast-check';
import type { Diagram, Item } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { NodeId } from '#model/ids.ts';

type Change = (d: Diagram, n: number) => Diagram;

/** One to three changes; `n` says which row of several. */
export const laterVersions = (d: Diagram): fc.Arbitrary<Diagram> =>
  fc
    .array(fc.tuple(fc.constantFrom(...changes), fc.nat(99)), { minLength: 1, maxLength: 3 })
    .map((made) => made.reduce((before, [change, n]) => change(before, n), d));

/** Keys that no expression of a random diagram reads. */
const rekeyed: Change = (d, n) => {
  const [from, to] = n % 2 === 0 ? (['note', 'remark'] as const) : (['name', 'title'] as const);
  const field = Object.values(d.fields).find(({ key }) => key === from);
  if (field === undefined) return d;
  return { ...d, fields: { ...d.fields, [field.id]: { ...field, key: to } } };
};
const withoutField: Change = (d) => {
  const fields = Object.values(d.fields).filter(({ key }) => key !== 'note' && key !== 'remark');
  return { ...d, fields: Object.fromEntries(fields.map((field) => [field.id, field])) };
};
const onItem =
  (change: (item: Item) => Item | null): Change =>
  (d, n) => {
    const all = Object.values(d.items);
    const item = all[n % Math.max(1, all.length)];
    if (item === undefined) return d;
    const { [item.id]: _, ...rest } = d.items;
    const now = change(item);
    return { ...d, items: now === null ? rest : { ...rest, [item.id]: now } };
  };
/** Another id: to a request that stands there the node is gone. */
const renamed =
  (kind: string): Change =>
  (d, n) => {
    const all = Object.values(d.nodes).filter((node) => node.kind === kind);
    const node = all[n % Math.max(1, all.length)];
    if (node === undefined) return d;
    const is = as<NodeId>(`${node.id}_x`);
    const there = (id: NodeId): NodeId => (id === node.id ? is : id);
    const moved = <R extends { readonly node: NodeId }>(rows: { readonly [id: string]: R }) =>
      Object.fromEntries(
        Object.entries(rows).map(([id, row]) => [id, { ...row, node: there(row.node) }]),
      );
    const { [node.id]: _, ...nodes } = d.nodes;
    const flows = Object.values(d.flows).map((flow) => [
      flow.id,
      { ...flow, from: there(flow.from), to: there(flow.to) },
    ]);
    return {
      ...d,
      nodes: { ...nodes, [is]: { ...node, id: is } },
      flows: Object.fromEntries(flows),
      assignments: moved(d.assignments),
      items: moved(d.items),
      evidence: moved(d.evidence),
    };
  };
const quorum: Change = (d, n) => {
  const all = Object.values(d.assignments).filter(({ letter }) => letter === 'S');
  const edge = all[n % Math.max(1, all.length)];
  if (edge === undefined) return d;
  const asks = n % 3 === 0 ? ({ kind: 'all' } as const) : ({ kind: 'atLeast', n: 2 } as const);
  return { ...d, assignments: { ...d.assignments, [edge.id]: { ...edge, quorum: asks } } };
};
const changes: readonly Change[] = [
  rekeyed,
  rekeyed,
  withoutField,
  onItem((item) => ({ ...item, text: `${item.text}, as it is now` })),
  onItem((item) => ({ ...item, waivable: false })),
  onItem((item) => ({ ...item, required: true })),
  onItem((item) => ({ ...item, check: 'form.amount <= 40' })),
  onItem(() => null),
  renamed('step'),
  renamed('parallel'),
  quorum,
];
