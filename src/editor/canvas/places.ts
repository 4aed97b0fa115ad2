/** Where nodes stand on the canvas, in px of the diagram. */
import { sizeOf } from '#layout/sizes.ts';
import type { Diagram, Node } from '#model/diagram.ts';
import { differing } from '#model/differing.ts';
import { as } from '#model/ids.ts';
import type { NodeId } from '#model/ids.ts';
import type { Point } from '../state.ts';

export interface Box extends Point {
  readonly w: number;
  readonly h: number;
}
/** Everything drawn as a node of its own: all but roles that only hang in their gates' trees. */
export type Boxes = ReadonlyMap<NodeId, Box>;

interface Placed {
  readonly layout: Diagram['layout'];
  readonly nodes: Diagram['nodes'];
  readonly boxes: Boxes;
}
const cache = new WeakMap<Diagram['layout'], Placed>();
/** What was reckoned last; held by its layout only, so that a closed diagram is forgotten. */
let last: WeakRef<Placed> | null = null;

/** A node that stands where it stood has the same box as before: the same object. */
export function boxesOf(diagram: Diagram): Boxes {
  const { layout, nodes } = diagram;
  const known = cache.get(layout);
  if (known?.nodes === nodes) return known.boxes;
  const before = known ?? last?.deref();
  const boxes = movedBoxes(diagram, before) ?? placedBoxes(diagram, before);
  const placed = { layout, nodes, boxes };
  cache.set(layout, placed);
  last = new WeakRef(placed);
  return placed.boxes;
}

/** After a move only what was moved is looked at; null: more than places changed. */
function movedBoxes({ nodes, layout }: Diagram, before: Placed | undefined): Boxes | null {
  if (before?.nodes !== nodes) return null;
  const ids = differing(before.layout, layout);
  if (ids === null) return null;
  const boxes = new Map(before.boxes);
  for (const id of ids.map((each) => as<NodeId>(each))) {
    const [node, place, was] = [nodes[id], layout[id], before.layout[id]];
    if (node === undefined) continue;
    if (place?.x === undefined || place.y === undefined || was?.x === undefined) return null;
    boxes.set(id, boxAt(node, place.x, place.y, place));
  }
  return boxes;
}

function placedBoxes({ nodes, layout }: Diagram, before: Placed | undefined): Boxes {
  const boxes = new Map<NodeId, Box>();
  const homeless: Node[] = [];
  for (const node of Object.values(nodes)) {
    const place = layout[node.id];
    if (place?.x !== undefined && place.y !== undefined) {
      const same = before?.nodes[node.id] === node && before.layout[node.id] === place;
      const was = same ? before.boxes.get(node.id) : undefined;
      boxes.set(node.id, was ?? boxAt(node, place.x, place.y, place));
    } else if (node.kind !== 'role') homeless.push(node);
  }
  if (homeless.length === 0) return boxes;
  // Nodes without a place (an import, a hand-written file) stand in a row beneath all else until tidied.
  const all = boundsOf(boxes.values());
  let x = all?.x ?? 0;
  const y = all === null ? 0 : all.y + all.h + 80;
  for (const node of homeless) {
    const box = boxAt(node, x, y, {});
    boxes.set(node.id, box);
    x += box.w + 80;
  }
  return boxes;
}

function boxAt(
  node: Node,
  x: number,
  y: number,
  own: { readonly w?: number; readonly h?: number },
): Box {
  const size = sizeOf(node);
  return { x, y, w: own.w ?? size.w, h: own.h ?? size.h };
}

export function boundsOf(boxes: Iterable<Box>): Box | null {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const box of boxes) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, box.x + box.w);
    bottom = Math.max(bottom, box.y + box.h);
  }
  return left === Infinity ? null : { x: left, y: top, w: right - left, h: bottom - top };
}

export const overlap = (a: Box, b: Box, margin = 0): boolean =>
  a.x < b.x + b.w + margin &&
  b.x < a.x + a.w + margin &&
  a.y < b.y + b.h + margin &&
  b.y < a.y + a.h + margin;

/** The node under a point, or within `reach` px of it; phases, which lie behind all, are none. */
export function nodeAt(
  diagram: Diagram,
  boxes: Boxes,
  at: Point,
  { but, reach = 8 }: { readonly but?: NodeId; readonly reach?: number } = {},
): NodeId | null {
  let found: NodeId | null = null;
  const point = { ...at, w: 0, h: 0 };
  for (const [id, box] of boxes)
    if (overlap(box, point, reach) && id !== but && diagram.nodes[id]?.kind !== 'phase') found = id;
  return found;
}

/** The phase whose frame holds a point, if any. */
export function phaseAt(diagram: Diagram, boxes: Boxes, at: Point): NodeId | null {
  for (const [id, box] of boxes)
    if (diagram.nodes[id]?.kind === 'phase' && overlap(box, { ...at, w: 0, h: 0 })) return id;
  return null;
}

/** The nearest place at `at`, beneath or above it (`across`: beside it) where a box of that size stands free. */
export function freePlace(
  diagram: Diagram,
  boxes: Boxes,
  at: Point,
  size: { readonly w: number; readonly h: number },
  way: 'down' | 'across' = 'down',
): Point {
  const others = [...boxes]
    .filter(([id]) => diagram.nodes[id]?.kind !== 'phase')
    .map(([, box]) => box);
  for (let steps = 0; steps < 60; steps += 1)
    for (const sign of steps === 0 ? [1] : [1, -1]) {
      const away = sign * steps * 40;
      const x = way === 'across' ? at.x + away : at.x;
      const y = way === 'down' ? at.y + away : at.y;
      if (!others.some((box) => overlap(box, { x, y, ...size }, 24))) return { x, y };
    }
  return at;
}

const grid = 4;
export const snap = (value: number): number => Math.round(value / grid) * grid;

/** px; nothing is drawn farther out, so that whatever was flung away is found again. */
const farthest = 100_000;
export const within = ({ x, y }: Point): Point => ({
  x: Math.max(-farthest, Math.min(farthest, Math.round(x))),
  y: Math.max(-farthest, Math.min(farthest, Math.round(y))),
});
