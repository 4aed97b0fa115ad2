/** How flows run, for a diagram whose nodes stand somewhere: stored ways where they still fit, others routed anew. */
import { as } from '#model/ids.ts';
import type { Diagram } from '#model/diagram.ts';
import type { FlowId } from '#model/ids.ts';
import type { CalmFrame, Rect, Spot } from './graph.ts';
import { bendsOf, routable } from './lane-diagram.ts';
import type { Routes } from './graph.ts';
import { routeOnly } from './lanes.ts';
import { calmFrames, overRows } from './wrap.ts';
import { sizeOf } from './sizes.ts';

/**
 * The whole polyline of every flow whose ends both stand somewhere, px, both ends included; of a link its first stub. A stored way is kept while its
 * ends lie on its nodes and no node stands in its way; moving one node so re-routes the flows at it and those it blocks.
 */
export function routeFlows(diagram: Diagram): Routes {
  const { lanes, at, stubs } = routable(diagram);
  if (lanes.nodes.length === 0) return new Map();
  const keep: { [id: string]: { readonly points: readonly Spot[] } } = {};
  for (const edge of lanes.edges) {
    const bends = diagram.layout[as<FlowId>(edge.id)]?.bends;
    if (bends && bends.length >= 2) keep[edge.id] = { points: bends.map(([x, y]) => ({ x, y })) };
  }
  const routed = routeOnly(
    lanes,
    { nodes: at },
    {
      lanes: 'none',
      keep: { edges: keep },
      calm: framesOf(diagram),
      tune: overRows,
    },
  );
  const ways = new Map(
    Object.entries(routed.edges).map(([id, { points }]) => [as<FlowId>(id), bendsOf(points)]),
  );
  return new Map([...ways, ...stubs]);
}

function framesOf(diagram: Diagram): readonly CalmFrame[] {
  const boxes: { [phase: string]: Rect } = {};
  for (const node of Object.values(diagram.nodes)) {
    const place = diagram.layout[node.id];
    if (node.kind !== 'phase' || place?.x === undefined || place.y === undefined) continue;
    const { w, h } = sizeOf(node);
    boxes[node.id] = { x: place.x, y: place.y, w: place.w ?? w, h: place.h ?? h };
  }
  return calmFrames(diagram, boxes);
}
