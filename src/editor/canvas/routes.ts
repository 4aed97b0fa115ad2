/** The ways of all flows: as stored or routed, and live ones for flows whose nodes are in the hand. */
import { near, takenBy } from '#layout/boxes.ts';
import type { Taken } from '#layout/boxes.ts';
import { platesAmong } from '#layout/labels.ts';
import type { Plates } from '#layout/labels.ts';
import { blocked, fieldOf, routeNear } from '#layout/live.ts';
import type { Field } from '#layout/live.ts';
import { isLink } from '#layout/links.ts';
import { gateEntry, portOf } from '#layout/ports.ts';
import type { Port } from '#layout/ports.ts';
import { large, routeAround, routeFlows } from '#layout/route.ts';
import { sizeOf } from '#layout/sizes.ts';
import type { Diagram, Flow, Node } from '#model/diagram.ts';
import { reanchored } from '#model/edit/reanchor.ts';
import type { FlowId, NodeId } from '#model/ids.ts';
import type { Points } from '#ui/diagram/path.ts';
import type { Point } from '../state.ts';
import { boxesOf } from './places.ts';
import type { Box, Boxes } from './places.ts';

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
  let big: { readonly diagram: Diagram; readonly ways: Ways } | undefined;
  return (diagram) => {
    if (boxesOf(diagram).size > large) {
      // Only what a change touches is looked at, or each drop among thousands would route them all.
      if (
        big?.diagram.layout === diagram.layout &&
        big.diagram.flows === diagram.flows &&
        big.diagram.nodes === diagram.nodes
      )
        return big.ways;
      const placed = placedDiagram(diagram);
      big = { diagram: placed, ways: routeAround(placed, big) };
      return big.ways;
    }
    big = undefined;
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

/** In larger diagrams only the flows at the nodes in the hand are routed live; flows that a node is held over wait. */
export const few = 80;

/**
 * What changes while nodes are in the hand: flows at them run around what is near, in each frame; in small diagrams so do the
 * flows they are held over. Flows between two carried nodes are carried whole; bends of a hand stay and are anchored
 * again. What stands still is looked at once a drag.
 */
export function liveDrawing(): (
  diagram: Diagram,
  at: Drawn,
  drag: ReadonlyMap<NodeId, Point>,
) => Drawn {
  let of: { diagram: Diagram; at: Drawn; ids: string } | null = null;
  let still: Still | null = null;
  return (diagram, at, drag) => {
    const ids = [...drag.keys()].join();
    if (still === null || of?.diagram !== diagram || of.at !== at || of.ids !== ids) {
      of = { diagram, at, ids };
      still = stillOf(diagram, at.ways, drag);
    }
    const moved = [...drag].flatMap(([id, spot]) => {
      const node = diagram.nodes[id];
      return node === undefined ? [] : takenBy(diagram, node, spot);
    });
    const ways = lived(diagram, at.ways, drag, still, moved);
    return { ways, plates: platesAmong(diagram, ways, at.plates, still.field, moved) };
  };
}
/** Ways of flows, and where their labels stand on them. */
export interface Drawn {
  readonly ways: Ways;
  readonly plates: Plates;
}

interface Still {
  readonly field: Field;
  /** Flows with an end in the hand. */
  readonly flows: readonly Flow[];
  readonly boxes: Boxes;
}

function stillOf(diagram: Diagram, ways: Ways, drag: ReadonlyMap<NodeId, Point>): Still {
  const flows = Object.values(diagram.flows).filter(
    ({ from, to }) => drag.has(from) || drag.has(to),
  );
  const without = { nodes: new Set(drag.keys()), flows: new Set(flows.map(({ id }) => id)) };
  return { field: fieldOf(diagram, ways, without), flows, boxes: boxesOf(diagram) };
}

function lived(
  diagram: Diagram,
  ways: Ways,
  drag: ReadonlyMap<NodeId, Point>,
  { field, flows, boxes }: Still,
  moved: readonly Taken[],
): Ways {
  const out = new Map<FlowId, Points>();
  const held = near(moved);
  const wishes: Parameters<typeof routeNear>[1][number][] = [];
  const wish = (flow: Flow): void => {
    const [from, to] = [diagram.nodes[flow.from], diagram.nodes[flow.to]];
    const a = drag.get(flow.from) ?? boxes.get(flow.from);
    const b = drag.get(flow.to) ?? boxes.get(flow.to);
    if (from !== undefined && to !== undefined && a !== undefined && b !== undefined)
      wishes.push({ flow, from: { node: from, at: a }, to: { node: to, at: b } });
  };
  for (const flow of flows) {
    const way = ways.get(flow.id);
    if (isLink(diagram, flow.id)) {
      if (way !== undefined && drag.has(flow.from)) {
        const by = shift(boxes, drag, flow.from);
        out.set(flow.id, reanchored(way, by, by));
      }
      continue;
    }
    const a = shift(boxes, drag, flow.from);
    const b = shift(boxes, drag, flow.to);
    const carried = a.x === b.x && a.y === b.y;
    const hand = diagram.layout[flow.id]?.pinned === true;
    const kept = way !== undefined && (carried || hand) ? reanchored(way, a, b) : undefined;
    if (kept !== undefined && !blocked(flow, kept, field.taken) && !blocked(flow, kept, held))
      out.set(flow.id, kept);
    else wish(flow);
  }
  if (ways.size <= few)
    for (const [id, points] of ways) {
      const flow = diagram.flows[id];
      if (flow === undefined || drag.has(flow.from) || drag.has(flow.to)) continue;
      if (blocked(flow, points, held)) wish(flow);
    }
  const routed = routeNear(diagram, wishes, field, moved);
  for (const { flow, from, to } of wishes) {
    const points = routed.get(flow.id) ?? plainWay(diagram, flow, from.at, to.at);
    if (points !== undefined) out.set(flow.id, points);
  }
  return out;
}

function shift(boxes: Boxes, drag: ReadonlyMap<NodeId, Point>, id: NodeId): Point {
  const [at, was] = [drag.get(id), boxes.get(id)];
  return at === undefined || was === undefined
    ? { x: 0, y: 0 }
    : { x: at.x - was.x, y: at.y - was.y };
}

/** Where no way leads around: a plain elbow. */
function plainWay(diagram: Diagram, flow: Flow, a: Point, b: Point): Points | undefined {
  const source = diagram.nodes[flow.from];
  const target = diagram.nodes[flow.to];
  if (source === undefined || target === undefined) return undefined;
  const from = { ...sizeOf(source), ...a };
  const to = { ...sizeOf(target), ...b };
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

/** An orthogonal way between two ports; it may cross nodes. */
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
