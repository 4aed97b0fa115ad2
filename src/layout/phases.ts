/** The order of phases: that in which the flow first reaches them. */
import type { Diagram } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';
import { bandsOf } from './bands.ts';

/** Ids of all phases; those no flow reaches come last, by name. */
export function phasesInOrder(diagram: Diagram): readonly string[] {
  const nodes = Object.values(diagram.nodes);
  const depth = depths(diagram);
  const reached = new Map<string, number>();
  for (const node of nodes) {
    const at = depth.get(node.id);
    if (node.phase === undefined || at === undefined) continue;
    reached.set(node.phase, Math.min(reached.get(node.phase) ?? Infinity, at));
  }
  const key = (id: string): number => reached.get(id) ?? Infinity;
  return nodes
    .filter((node) => node.kind === 'phase')
    .toSorted((a, b) => {
      const [x, y] = [key(a.id), key(b.id)];
      if (x !== y) return x - y;
      return a.name < b.name ? -1 : 1;
    })
    .map((node) => node.id);
}

/** Longest ways over the approving path without going round, so that a short cut for the low tier brings no phase forward. */
function depths(diagram: Diagram): ReadonlyMap<NodeId, number> {
  const bands = bandsOf(diagram);
  const flows = Object.values(diagram.flows).filter(
    (flow) => bands.get(flow.from) === 'path' && bands.get(flow.to) === 'path',
  );
  const depth = new Map<NodeId, number>();
  const onWay = new Set<NodeId>();
  const out = (id: NodeId): readonly NodeId[] =>
    flows.filter((flow) => flow.from === id && flow.to !== id).map((flow) => flow.to);
  const order: NodeId[] = [];
  const done = new Set<NodeId>();
  const back = new Set<string>();
  const visit = (id: NodeId): void => {
    onWay.add(id);
    for (const to of out(id)) {
      if (onWay.has(to)) back.add(`${id} ${to}`);
      else if (!done.has(to)) visit(to);
    }
    onWay.delete(id);
    done.add(id);
    order.push(id);
  };
  for (const node of Object.values(diagram.nodes)) {
    if (node.kind === 'intake' && !done.has(node.id)) visit(node.id);
  }
  for (const id of order.toReversed()) {
    const here = depth.get(id) ?? 0;
    depth.set(id, here);
    for (const to of out(id)) {
      if (!back.has(`${id} ${to}`)) depth.set(to, Math.max(depth.get(to) ?? 0, here + 1));
    }
  }
  return depth;
}
