/** The four sides of a node: what is usually added there, where it stands, and which way out of a gate leads there. */
import { outcomePorts } from '#layout/ports.ts';
import { sizeOf } from '#layout/sizes.ts';
import { treeHeight, treeOf } from '#layout/tree.ts';
import type { Diagram, GateOutcome, NodeKind, Route } from '#model/diagram.ts';
import { mayConnect } from '#model/edit/may-connect.ts';
import { as } from '#model/ids.ts';
import type { FlowId, NodeId } from '#model/ids.ts';
import { flowsFrom, runs } from '#model/rows.ts';
import { boxesOf, freePlace } from './canvas/places.ts';
import { follows, newNode } from './kinds.ts';
import type { Point, Side } from './state.ts';

/** px between a node and the one added beside it. */
const gap = 72;

/** What a click on that side adds; null where nothing can. */
export function usualAt(diagram: Diagram, id: NodeId, side: Side): NodeKind | null {
  return side === 'left' || mayFollow(diagram, id, side) === true ? usual(diagram, id, side) : null;
}

function usual(diagram: Diagram, id: NodeId, side: Side): NodeKind | null {
  const node = diagram.nodes[id];
  if (node === undefined) return null;
  if (node.kind === 'role') return 'gate';
  if (!runs(node.kind)) return null;
  if (side === 'left')
    return node.kind === 'intake' ? null : node.kind === 'step' ? 'gate' : 'step';
  const [first, second] = follows[node.kind];
  if (node.kind === 'gate' && side === 'bottom') return 'end';
  if (node.kind === 'gate' && side === 'top') return 'step';
  return (side === 'right' || node.kind !== 'decision' ? first : second) ?? null;
}

/** Where a node of that kind stands when it is added on that side; beside others, never over them. */
export function placeBeside(diagram: Diagram, id: NodeId, kind: NodeKind, side: Side): Point {
  const boxes = boxesOf(diagram);
  const box = boxes.get(id) ?? { x: 0, y: 0, w: 0, h: 0 };
  const size = sizeOf(newNode(kind, as<NodeId>('new')));
  const middle = { x: box.x + box.w / 2 - size.w / 2, y: box.y + box.h / 2 - size.h / 2 };
  const at = {
    right: { x: box.x + box.w + gap, y: middle.y },
    left: { x: box.x - gap - size.w, y: middle.y },
    top: { x: middle.x, y: box.y - gap - size.h },
    bottom: { x: middle.x, y: box.y + box.h + gap },
  }[side];
  const node = diagram.nodes[id];
  // What leaves a gate's foot runs beside the roles that hang there.
  if (node?.kind === 'gate' && side === 'bottom') {
    at.x = box.x + outcomePorts.rejected.x - size.w / 2;
    at.y += treeHeight(treeOf(diagram, id).length);
  }
  const upright = side === 'top' || side === 'bottom';
  const free = freePlace(diagram, boxes, at, size, upright ? 'across' : 'down');
  return { x: Math.round(free.x), y: Math.round(free.y) };
}

/** px off the straight line within which a node dropped at the end of a flow is put on it. */
const nearly = 24;

/** The corner of a node dropped at the end of a flow drawn from that side: its near edge lies at the pointer. */
export function placeAtEnd(
  diagram: Diagram,
  id: NodeId,
  kind: NodeKind,
  side: Side,
  at: Point,
): Point {
  const box = boxesOf(diagram).get(id) ?? { ...at, w: 0, h: 0 };
  const { w, h } = sizeOf(newNode(kind, as<NodeId>('new')));
  const middle = { x: box.x + box.w / 2, y: box.y + box.h / 2 };
  const onX = Math.abs(at.x - middle.x) < nearly ? middle.x : at.x;
  const onY = Math.abs(at.y - middle.y) < nearly ? middle.y : at.y;
  switch (side) {
    case 'right':
      return { x: at.x, y: onY - h / 2 };
    case 'left':
      return { x: at.x - w, y: onY - h / 2 };
    case 'top':
      return { x: onX - w / 2, y: at.y - h };
    case 'bottom':
      return { x: onX - w / 2, y: at.y };
  }
}

/**
 * The outcome a flow out of a gate is drawn for, where its drawing tells: back to what led here it sends back; from the
 * top it sends back too, from the foot it rejects. Undefined: the next outcome that has no flow.
 */
export function routeByHand(
  diagram: Diagram,
  from: NodeId,
  to: NodeId,
  side?: Side,
): Route | undefined {
  if (diagram.nodes[from]?.kind !== 'gate') return undefined;
  const taken = new Set(
    flowsFrom(diagram, from).flatMap(({ route }) =>
      route.kind === 'outcomes' ? route.outcomes : [],
    ),
  );
  const goesOn = diagram.nodes[to]?.kind !== 'end';
  const wishes: GateOutcome[] = [];
  if (goesOn && (side === 'top' || leadsHere(diagram, to, from))) wishes.push('returned');
  else if (side === 'bottom') wishes.push('rejected', 'expired');
  const outcome = wishes.find((wish) => !taken.has(wish));
  return outcome === undefined ? undefined : { kind: 'outcomes', outcomes: [outcome] };
}

/** Does a way along the flows lead from one node to another? */
function leadsHere(diagram: Diagram, start: NodeId, goal: NodeId): boolean {
  const seen = new Set<NodeId>([start]);
  for (const id of seen) {
    if (id === goal) return true;
    for (const flow of flowsFrom(diagram, id)) seen.add(flow.to);
  }
  return false;
}

/** true, or in words why these two can't be joined. A role joins what it can be assigned to. */
export function mayJoin(diagram: Diagram, from: NodeId, to: NodeId): true | string {
  const ends = [diagram.nodes[from], diagram.nodes[to]];
  const role = ends.find((node) => node?.kind === 'role');
  if (role === undefined) return mayConnect(diagram, from, to);
  const other = ends.find((node) => node !== role);
  if (other?.kind !== 'gate' && other?.kind !== 'step')
    return 'A role is assigned to a gate or a step.';
  return true;
}

/** May something be added on that side? In a chain it may always stand between. */
export function mayFollow(diagram: Diagram, id: NodeId, side: Side): true | string {
  const node = diagram.nodes[id];
  if (node === undefined || node.kind === 'role') return true;
  if (side === 'right' && soleFlow(diagram, id) !== null) return true;
  const there = as<NodeId>('new');
  const nodes = { ...diagram.nodes, [there]: newNode('step', there) };
  return mayConnect({ ...diagram, nodes }, id, there);
}

/** The one flow out of a node whose chain a new node joins; null where it branches or ends. */
export function soleFlow(diagram: Diagram, from: NodeId): FlowId | null {
  const kind = diagram.nodes[from]?.kind;
  if (kind === 'gate' || kind === 'decision' || kind === 'parallel') return null;
  const [only, more] = flowsFrom(diagram, from);
  return only !== undefined && more === undefined ? only.id : null;
}
