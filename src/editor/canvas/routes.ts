/** The ways of all flows: as stored or routed, and live ones for flows whose nodes are in the hand. */
import { gateEntry, portOf } from '#layout/ports.ts';
import type { Port } from '#layout/ports.ts';
import { routeFlows } from '#layout/route.ts';
import { sizeOf } from '#layout/sizes.ts';
import type { Diagram, Flow, Node } from '#model/diagram.ts';
import type { FlowId, NodeId } from '#model/ids.ts';
import type { Points } from '#ui/diagram/path.ts';
import type { Point } from '../state.ts';
import { boxesOf } from './places.ts';
import type { Box } from './places.ts';

export type Ways = ReadonlyMap<FlowId, Points>;
const none: Ways = new Map();

/**
 * Remembers the ways of the last diagram. They are reckoned anew only when something moved, grew or was joined, and a
 * way that came out as before stays the same object, so that typing a text re-draws no flow.
 */
export function wayFinder(): (diagram: Diagram) => Ways {
  let layout: Diagram['layout'] | null = null;
  let flows: Diagram['flows'] | null = null;
  let shapes = '';
  let ways = none;
  return (diagram) => {
    const now = shapesOf(diagram);
    if (layout === diagram.layout && flows === diagram.flows && shapes === now) return ways;
    layout = diagram.layout;
    flows = diagram.flows;
    shapes = now;
    const before = ways;
    ways = new Map(
      [...routeFlows(placedDiagram(diagram))].map(([id, points]) => {
        const known = before.get(id);
        return [id, known !== undefined && equal(known, points) ? known : points];
      }),
    );
    return ways;
  };
}

/** Nodes without a place stand where the canvas puts them. */
function placedDiagram(diagram: Diagram): Diagram {
  const homeless = [...boxesOf(diagram)].filter(([id]) => diagram.layout[id]?.x === undefined);
  if (homeless.length === 0) return diagram;
  const added = homeless.map(
    ([id, { x, y }]) => [id, { ...diagram.layout[id], id, x, y }] as const,
  );
  return { ...diagram, layout: { ...diagram.layout, ...Object.fromEntries(added) } };
}

const shapesOf = (diagram: Diagram): string =>
  Object.values(diagram.nodes)
    .map((node) => {
      const { w, h } = sizeOf(node);
      return `${node.id}${node.kind}${w}x${h}`;
    })
    .join();

const equal = (a: Points, b: Points): boolean =>
  a.length === b.length && a.every(([x, y], at) => x === b[at]?.[0] && y === b[at][1]);

/** While nodes are dragged: plain elbows for the flows at them; others stay. The true way is found on the drop. */
export function liveWay(
  diagram: Diagram,
  flow: Flow,
  places: ReadonlyMap<NodeId, Point>,
  way: Points | undefined,
): Points | undefined {
  const fromMoves = places.get(flow.from);
  const toMoves = places.get(flow.to);
  if (fromMoves === undefined && toMoves === undefined) return way;
  const source = diagram.nodes[flow.from];
  const target = diagram.nodes[flow.to];
  const boxes = boxesOf(diagram);
  const a = boxes.get(flow.from);
  const b = boxes.get(flow.to);
  if (source === undefined || target === undefined || a === undefined || b === undefined)
    return way;
  // Both ends carried by the same amount carry the whole way.
  if (fromMoves !== undefined && toMoves !== undefined && way !== undefined) {
    const dx = fromMoves.x - a.x;
    const dy = fromMoves.y - a.y;
    if (dx === toMoves.x - b.x && dy === toMoves.y - b.y)
      return way.map(([x, y]) => [x + dx, y + dy]);
  }
  const from = { ...a, ...fromMoves };
  const to = { ...b, ...toMoves };
  return elbow(leaving(source, flow, from, to), entering(target, from, to));
}

/** From a node's border to the pointer. */
export const wayToPointer = (source: Node, from: Box, to: Point): Points =>
  elbow(sideTowards(source, from, { ...to, w: 0, h: 0 }), {
    x: to.x,
    y: to.y,
    side: to.x >= from.x + from.w / 2 ? 'left' : 'right',
  });

function leaving(source: Node, flow: Flow, from: Box, to: Box): Port {
  const port = portOf(source, flow);
  if (port !== null) return { x: from.x + port.x, y: from.y + port.y, side: port.side };
  return sideTowards(source, from, to);
}

function entering(target: Node, from: Box, to: Box): Port {
  if (target.kind === 'gate')
    return { x: to.x + gateEntry.x, y: to.y + gateEntry.y, side: gateEntry.side };
  if (from.x + from.w <= to.x) return { x: to.x, y: to.y + to.h / 2, side: 'left' };
  if (from.y + from.h <= to.y) return { x: to.x + to.w / 2, y: to.y, side: 'top' };
  if (to.y + to.h <= from.y) return { x: to.x + to.w / 2, y: to.y + to.h, side: 'bottom' };
  return { x: to.x, y: to.y + to.h / 2, side: 'left' };
}

function sideTowards(source: Node, from: Box, to: Box): Port {
  const middle = from.y + from.h / 2;
  if (to.x >= from.x + from.w || source.kind === 'intake')
    return { x: from.x + from.w, y: middle, side: 'right' };
  if (to.y >= from.y + from.h)
    return { x: from.x + from.w / 2, y: from.y + from.h, side: 'bottom' };
  if (to.y + to.h <= from.y) return { x: from.x + from.w / 2, y: from.y, side: 'top' };
  return { x: from.x + from.w, y: middle, side: 'right' };
}

const out = 20;
const step = (port: Port): readonly [number, number] => {
  const [dx, dy] = { left: [-out, 0], right: [out, 0], top: [0, -out], bottom: [0, out] }[
    port.side
  ];
  return [port.x + (dx ?? 0), port.y + (dy ?? 0)];
};
const level = (port: Port): boolean => port.side === 'left' || port.side === 'right';

/** An orthogonal way between two ports; it may cross nodes, and does only while dragging. */
function elbow(a: Port, b: Port): Points {
  const [ax, ay] = step(a);
  const [bx, by] = step(b);
  const bends: (readonly [number, number])[] = [];
  if (level(a) && level(b)) {
    const forward = a.side === 'right' ? bx >= ax : bx <= ax;
    if (forward) bends.push([(ax + bx) / 2, ay], [(ax + bx) / 2, by]);
    else bends.push([ax, ay], [ax, (ay + by) / 2], [bx, (ay + by) / 2], [bx, by]);
  } else if (level(a)) bends.push([bx, ay]);
  else if (level(b)) bends.push([ax, by]);
  else bends.push([ax, (ay + by) / 2], [bx, (ay + by) / 2]);
  const path = [[a.x, a.y] as const, ...bends, [b.x, b.y] as const];
  return path.filter(
    ([x, y], at) => at === 0 || x !== path[at - 1]?.[0] || y !== path[at - 1]?.[1],
  );
}

/** How near a point is to a way, px. */
export function distanceTo(points: Points, { x, y }: Point): number {
  let least = Infinity;
  for (let at = 0; at + 1 < points.length; at += 1) {
    const [ax, ay] = points[at] ?? [0, 0];
    const [bx, by] = points[at + 1] ?? [0, 0];
    const px = Math.max(Math.min(ax, bx), Math.min(Math.max(ax, bx), x));
    const py = Math.max(Math.min(ay, by), Math.min(Math.max(ay, by), y));
    least = Math.min(least, Math.hypot(px - x, py - y));
  }
  return least;
}
