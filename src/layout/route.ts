/** How flows run, for a diagram whose nodes stand somewhere: stored ways where they still fit, others routed anew. */
import { differing } from '#model/differing.ts';
import { as } from '#model/ids.ts';
import type { Diagram, Flow, Node } from '#model/diagram.ts';
import type { FlowId, NodeId } from '#model/ids.ts';
import { flowsFrom, flowsTo } from '#model/rows.ts';
import { takenBy, touch } from './boxes.ts';
import type { Bends, CalmFrame, Rect, Routes, Spot } from './graph.ts';
import { bendsOf, routable } from './lane-diagram.ts';
import { routeOnly } from './lanes.ts';
import { isLink, outStub } from './links.ts';
import { blocked, fieldOf, routeNear } from './live.ts';
import { calmFrames, overRows } from './wrap.ts';
import { sizeOf } from './sizes.ts';

/**
 * The whole polyline of every flow whose ends both stand somewhere, px, both ends included; of a link its first stub. A
 * stored way is kept while its ends lie on its nodes and no node stands in its way; moving one node so re-routes the
 * flows at it and those it blocks.
 */
export function routeFlows(diagram: Diagram): Routes {
  if (Object.keys(diagram.nodes).length > large) return routeAround(diagram);
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

/** In larger diagrams every flow is routed by itself, against what is near it. */
export const large = 250;

/**
 * As `routeFlows`, for large diagrams. With what was drawn before only what a change touches is looked at: flows at nodes
 * that moved or changed, flows whose own rows changed, and flows that a moved node now stands on.
 */
export function routeAround(
  diagram: Diagram,
  before?: { readonly diagram: Diagram; readonly ways: Routes },
): Routes {
  const moved = before === undefined ? null : movedSince(before.diagram, diagram);
  const touched = before === undefined ? null : flowsTouched(before.diagram, diagram, moved);
  const ways = new Map<FlowId, Bends>(touched === null ? [] : before?.ways);
  const open: Flow[] = [];
  const stored: Flow[] = [];
  for (const flow of touched ?? Object.values(diagram.flows)) {
    ways.delete(flow.id);
    const [from, to] = [diagram.layout[flow.from], diagram.layout[flow.to]];
    if (from?.x === undefined || to?.x === undefined) continue;
    const known = before?.ways.get(flow.id);
    const same =
      known !== undefined &&
      before !== undefined &&
      moved?.has(flow.from) === false &&
      !moved.has(flow.to) &&
      before.diagram.flows[flow.id] === flow &&
      before.diagram.layout[flow.id] === diagram.layout[flow.id];
    const stub = isLink(diagram, flow.id) ? outStub(diagram, flow) : null;
    const bends = diagram.layout[flow.id]?.bends;
    if (stub !== null) ways.set(flow.id, stub);
    else if (same) ways.set(flow.id, known);
    else if (bends !== undefined && bends.length >= 2) stored.push(flow);
    else open.push(flow);
  }
  const none = { nodes: new Set<NodeId>(), flows: new Set<FlowId>() };
  // Of a change only what is around it is looked at.
  const part = moved === null ? undefined : partOf(diagram, moved, [...stored, ...open]);
  let field = fieldOf(diagram, ways, none, part);
  const keep = (flow: Flow, bends: Bends): void => {
    if (!endsOn(diagram, flow, bends) || blocked(flow, bends, field.taken)) open.push(flow);
    else ways.set(flow.id, bends);
  };
  for (const flow of stored) keep(flow, diagram.layout[flow.id]?.bends ?? []);
  const untouched = open.length;
  for (const id of moved ?? []) {
    const node = diagram.nodes[id];
    for (const rect of node === undefined ? [] : takenBy(diagram, node))
      for (const { flow: id2 } of field.lines.at(rect)) {
        const flow = diagram.flows[id2];
        const way = ways.get(id2);
        if (flow === undefined || way === undefined || isLink(diagram, id2)) continue;
        if (!blocked(flow, way, field.taken)) continue;
        ways.delete(id2);
        open.push(flow);
      }
  }
  if (part !== undefined && moved !== null && open.length > untouched)
    field = fieldOf(diagram, ways, none, partOf(diagram, moved, open));
  const wishes = open.flatMap((flow) => {
    const from = endOf(diagram, flow.from);
    const to = endOf(diagram, flow.to);
    return from === null || to === null ? [] : [{ flow, from, to }];
  });
  for (const [id, points] of routeNear(diagram, wishes, field)) ways.set(id, points);
  return ways;
}

/** px around nodes and flows within which others matter to them. */
const around = 200;
/** The part of the diagram in which these nodes stand and these flows run, or may. */
function partOf(diagram: Diagram, nodes: ReadonlySet<NodeId>, flows: readonly Flow[]): Rect {
  let [left, top, right, low] = [Infinity, Infinity, -Infinity, -Infinity];
  const take = (x: number, y: number): void => {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    low = Math.max(low, y);
  };
  const takeNode = (id: NodeId): void => {
    const node = diagram.nodes[id];
    for (const { x, y, w, h } of node === undefined ? [] : takenBy(diagram, node)) {
      take(x, y);
      take(x + w, y + h);
    }
  };
  for (const id of nodes) takeNode(id);
  for (const { id, from, to } of flows) {
    takeNode(from);
    takeNode(to);
    for (const [x, y] of diagram.layout[id]?.bends ?? []) take(x, y);
  }
  return {
    x: left - around,
    y: top - around,
    w: right - left + 2 * around,
    h: low - top + 2 * around,
  };
}

function movedSince(before: Diagram, diagram: Diagram): ReadonlySet<NodeId> {
  const [rows, places] = [
    differing(before.nodes, diagram.nodes),
    differing(before.layout, diagram.layout),
  ];
  if (rows !== null && places !== null)
    return new Set(
      [...rows, ...places].map((id) => as<NodeId>(id)).filter((id) => id in diagram.nodes),
    );
  const moved = new Set<NodeId>();
  for (const node of Object.values(diagram.nodes))
    if (before.nodes[node.id] !== node || before.layout[node.id] !== diagram.layout[node.id])
      moved.add(node.id);
  return moved;
}

/** The flows that may run another way, where no flow is another; null: look at all. */
function flowsTouched(
  before: Diagram,
  diagram: Diagram,
  moved: ReadonlySet<NodeId> | null,
): readonly Flow[] | null {
  const places = differing(before.layout, diagram.layout);
  if (moved === null || places === null || before.flows !== diagram.flows) return null;
  if (differing(before.nodes, diagram.nodes) === null) return null;
  const flows = new Set(places.flatMap((id) => diagram.flows[as<FlowId>(id)] ?? []));
  for (const id of moved)
    for (const flow of [...flowsFrom(diagram, id), ...flowsTo(diagram, id)]) flows.add(flow);
  return [...flows];
}

function endOf(diagram: Diagram, id: NodeId): { node: Node; at: Spot } | null {
  const [node, place] = [diagram.nodes[id], diagram.layout[id]];
  if (node === undefined || place?.x === undefined || place.y === undefined) return null;
  return { node, at: { x: place.x, y: place.y } };
}

/** Whether a way begins and ends at the borders of its two nodes. */
function endsOn(diagram: Diagram, flow: Flow, bends: Bends): boolean {
  return (
    [
      [flow.from, bends[0]],
      [flow.to, bends.at(-1)],
    ] as const
  ).every(([id, point]) => {
    const node = diagram.nodes[id];
    const [shape] = node === undefined ? [] : takenBy(diagram, node);
    if (shape === undefined || point === undefined) return false;
    const [x, y] = point;
    return touch(shape, { x, y, w: 0, h: 0 }, 1) && !touch(shape, { x, y, w: 0, h: 0 }, -1.5);
  });
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
