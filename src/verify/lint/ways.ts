/** What can be reached from where, over flows that are ever taken. */
import type { Diagram, Flow } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';
import { fits } from '#model/route.ts';
import { nodesOf } from '#model/rows.ts';

/** Flows whose route means something at their source; others are never taken. */
function takenFlows(d: Diagram): readonly Flow[] {
  return Object.values(d.flows).filter((flow) => {
    const source = d.nodes[flow.from];
    return source !== undefined && fits(source, flow.route);
  });
}

export function reachedFromIntake(d: Diagram): ReadonlySet<NodeId> {
  return spread(
    nodesOf(d, 'intake').map((node) => node.id),
    takenFlows(d).map(({ from, to }) => [from, to]),
  );
}

/** Nodes from which an end, or a node that nothing follows, can be reached. */
export function reachingAStop(d: Diagram): ReadonlySet<NodeId> {
  const flows = takenFlows(d);
  const goesOn = new Set(flows.map((flow) => flow.from));
  return spread(
    Object.values(d.nodes).flatMap(({ id }) => (goesOn.has(id) ? [] : [id])),
    flows.map(({ from, to }) => [to, from]),
  );
}

function spread(
  start: readonly NodeId[],
  steps: readonly (readonly [NodeId, NodeId])[],
): ReadonlySet<NodeId> {
  const next = new Map<NodeId, NodeId[]>();
  for (const [from, to] of steps) next.set(from, [...(next.get(from) ?? []), to]);
  const seen = new Set(start);
  for (const id of seen) for (const to of next.get(id) ?? []) seen.add(to);
  return seen;
}
