/** What is copied with nodes, and new ids for it: a clip is pasted under other ids than it was cut from. */
import type { Diagram, Node } from '../diagram.ts';
import { prefixes, rowPrefixes } from '../fresh.ts';
import { as } from '../ids.ts';
import type { Id, NodeId } from '../ids.ts';

export type Clip = Pick<
  Diagram,
  'nodes' | 'flows' | 'assignments' | 'items' | 'evidence' | 'layout'
>;

/**
 * Nodes with what hangs on them: flows between them, assignments (of roles that stay behind too), items, evidence,
 * places.
 */
export function copyOf(d: Diagram, nodeIds: Iterable<NodeId>): Clip {
  const ids = new Set<string>(nodeIds);
  const flows = pick(d.flows, ({ from, to }) => ids.has(from) && ids.has(to));
  const inside: { readonly [id: string]: unknown } = flows;
  return {
    nodes: pick(d.nodes, ({ id }) => ids.has(id)),
    flows,
    assignments: pick(d.assignments, ({ node }) => ids.has(node)),
    items: pick(d.items, ({ node }) => ids.has(node)),
    evidence: pick(d.evidence, ({ node }) => ids.has(node)),
    layout: pick(d.layout, ({ id }) => ids.has(id) || inside[id] !== undefined),
  };
}

type Rows<R> = { readonly [id: string]: R };
const pick = <R>(table: Rows<R>, is: (row: R) => boolean): Rows<R> =>
  Object.fromEntries(Object.entries(table).filter(([, row]) => is(row)));

/** The clip under new ids; `newId` makes one from a prefix. What is named but not in the clip keeps its id. */
export function rekeyed(clip: Clip, newId: (prefix: string) => string): Clip {
  const ids = new Map<string, string>();
  for (const node of Object.values(clip.nodes)) ids.set(node.id, newId(prefixes[node.kind]));
  for (const table of ['flows', 'assignments', 'items', 'evidence'] as const)
    for (const id of Object.keys(clip[table])) ids.set(id, newId(rowPrefixes[table]));
  const to = <I extends Id<string>>(id: I): I => as<I>(ids.get(id) ?? id);
  return {
    nodes: map(clip.nodes, (node) => ({ ...renamed(node, to), id: to(node.id) })),
    flows: map(clip.flows, (row) => ({
      ...row,
      id: to(row.id),
      from: to(row.from),
      to: to(row.to),
    })),
    assignments: map(clip.assignments, (row) => ({
      ...row,
      id: to(row.id),
      node: to(row.node),
      role: to(row.role),
    })),
    items: map(clip.items, (row) => ({ ...row, id: to(row.id), node: to(row.node) })),
    evidence: map(clip.evidence, (row) => ({ ...row, id: to(row.id), node: to(row.node) })),
    layout: map(clip.layout, (row) => ({ ...row, id: to(row.id) })),
  };
}

const map = <R extends { readonly id: string }>(table: Rows<R>, make: (row: R) => R): Rows<R> =>
  Object.fromEntries(
    Object.values(table)
      .map((row) => make(row))
      .map((row) => [row.id, row]),
  );

function renamed(node: Node, to: <I extends Id<string>>(id: I) => I): Node {
  const placed = node.phase === undefined ? node : { ...node, phase: to(node.phase) };
  if (placed.kind === 'notify')
    return { ...placed, to: placed.to.map((one) => (one === 'requester' ? one : to(one))) };
  if (placed.kind !== 'gate' || placed.sla?.breach.kind !== 'escalate') return placed;
  const { role } = placed.sla.breach;
  return { ...placed, sla: { ...placed.sla, breach: { kind: 'escalate', role: to(role) } } };
}
