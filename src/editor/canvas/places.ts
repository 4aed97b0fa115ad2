/** Where nodes stand on the canvas, in px of the diagram. */
import { sizeOf } from '#layout/sizes.ts';
import type { Diagram, Node } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';
import type { Point } from '../state.ts';

export interface Box extends Point {
  readonly w: number;
  readonly h: number;
}
/** Everything drawn as a node of its own: all but roles that only hang in their gates' trees. */
export type Boxes = ReadonlyMap<NodeId, Box>;

const cache = new WeakMap<Diagram['layout'], { nodes: Diagram['nodes']; boxes: Boxes }>();

export function boxesOf(diagram: Diagram): Boxes {
  const known = cache.get(diagram.layout);
  if (known !== undefined && known.nodes === diagram.nodes) return known.boxes;
  const boxes = new Map<NodeId, Box>();
  const homeless: Node[] = [];
  for (const node of Object.values(diagram.nodes)) {
    const place = diagram.layout[node.id];
    if (place?.x !== undefined && place.y !== undefined) {
      const size = sizeOf(node);
      boxes.set(node.id, { x: place.x, y: place.y, w: place.w ?? size.w, h: place.h ?? size.h });
    } else if (node.kind !== 'role') homeless.push(node);
  }
  // Nodes without a place (an import, a hand-written file) stand in a row beneath all else until tidied.
  const all = boundsOf(boxes.values());
  let x = all?.x ?? 0;
  const y = all === null ? 0 : all.y + all.h + 80;
  for (const node of homeless) {
    const size = sizeOf(node);
    boxes.set(node.id, { x, y, ...size });
    x += size.w + 80;
  }
  cache.set(diagram.layout, { nodes: diagram.nodes, boxes });
  return boxes;
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

/** The node under a point; phases, which lie behind all, only where nothing else is. */
export function nodeAt(diagram: Diagram, boxes: Boxes, at: Point, but?: NodeId): NodeId | null {
  let found: NodeId | null = null;
  for (const [id, box] of boxes) {
    if (id === but || diagram.nodes[id]?.kind === 'phase') continue;
    if (overlap(box, { ...at, w: 0, h: 0 }, 8)) found = id;
  }
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
