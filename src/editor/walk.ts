/** Along the flows from node to node, as Alt and an arrow walk. */
import type { Diagram } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';
import { boxesOf } from './canvas/places.ts';

export type Walk = 'forward' | 'back' | 'up' | 'down';

/** Forward and back along the first flow; up and down to the branch beside, else along a flow that leads there. */
export function neighbour(diagram: Diagram, at: NodeId, direction: Walk): NodeId | undefined {
  const flows = Object.values(diagram.flows);
  if (direction === 'forward') return flows.find((flow) => flow.from === at)?.to;
  if (direction === 'back') return flows.find((flow) => flow.to === at)?.from;
  const sources = new Set(flows.filter((flow) => flow.to === at).map((flow) => flow.from));
  const boxes = boxesOf(diagram);
  const here = boxes.get(at);
  const siblings = flows
    .filter((flow) => sources.has(flow.from) && flow.to !== at)
    .flatMap((flow) => {
      const box = boxes.get(flow.to);
      return box === undefined || here === undefined ? [] : [{ id: flow.to, dy: box.y - here.y }];
    })
    .filter(({ dy }) => (direction === 'up' ? dy < 0 : dy > 0))
    .toSorted((a, b) => Math.abs(a.dy) - Math.abs(b.dy));
  if (siblings[0] !== undefined || here === undefined) return siblings[0]?.id;
  return flows.find((flow) => {
    const to = flow.from === at ? boxes.get(flow.to) : undefined;
    if (to === undefined) return false;
    return direction === 'up' ? to.y + to.h <= here.y : to.y >= here.y + here.h;
  })?.to;
}
