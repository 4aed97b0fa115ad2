/** What takes room on the canvas, by node: shapes with seals, names outside them, trees beneath gates. px of the world. */
import type { Diagram, Node } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';
import type { Bends, Rect } from './graph.ts';
import { markRoom } from './links.ts';
import { nameGap, nameOutside } from './names.ts';
import { seal, sizeOf } from './sizes.ts';
import { treeHeight, treeOf } from './tree.ts';

/** One rectangle of a node; its shape is what no flow runs through, its name what flows and labels keep off. */
export interface Taken extends Rect {
  readonly id: NodeId;
  readonly what: 'shape' | 'tree' | 'name';
}

/** All rectangles of a node that stands somewhere; none for phases, which lie behind everything, and for roles in trees. */
export function takenBy(diagram: Diagram, node: Node, at?: { x: number; y: number }): Taken[] {
  const place = diagram.layout[node.id];
  const x = at?.x ?? place?.x;
  const y = at?.y ?? place?.y;
  if (node.kind === 'phase' || x === undefined || y === undefined) return [];
  const { w, h } = sizeOf(node);
  const { id } = node;
  const reach = node.kind === 'gate' ? seal.reach : 0;
  const taken: Taken[] = [{ id, what: 'shape', x: x - reach, y, w: w + reach, h }];
  const rows = treeOf(diagram, id);
  if (rows.length > 0) {
    const wide = Math.max(...rows.map((row) => row.x + row.w));
    taken.push({ id, what: 'tree', x, y: y + h, w: wide, h: treeHeight(rows.length) });
  }
  const marks = node.kind === 'gate' ? markRoom(diagram, id) : null;
  if (marks !== null && marks.below > 0)
    taken.push({ id, what: 'name', x: x + 206, y: y + h, w: marks.right - 206, h: marks.below });
  if (marks !== null && marks.above > 0)
    taken.push({ id, what: 'name', x: x + 150, y: y - marks.above, w: 80, h: marks.above });
  const name = nameOutside(node);
  if (name !== null) {
    const top = name.side === 'above' ? y - nameGap - name.h : y + h + nameGap;
    taken.push({ id, what: 'name', x: x + (w - name.w) / 2, y: top, w: name.w, h: name.h });
  }
  return taken;
}

/** Rectangles in squares of the world, so that those near a place are found at once. */
export interface Near<R extends Rect> {
  readonly add: (rect: R) => void;
  /** Those that touch the rectangle, each once. */
  readonly at: (rect: Rect) => readonly R[];
}
const square = 320;

export function near<R extends Rect>(rects: Iterable<R> = []): Near<R> {
  const squares = new Map<number, R[]>();
  const add = (rect: R): void => {
    const [x1, y1] = [cell(rect.x + rect.w), cell(rect.y + rect.h)];
    for (let i = cell(rect.x); i <= x1; i += 1)
      for (let j = cell(rect.y); j <= y1; j += 1) {
        const key = i * 100_003 + j;
        const list = squares.get(key);
        if (list === undefined) squares.set(key, [rect]);
        else list.push(rect);
      }
  };
  for (const rect of rects) add(rect);
  return {
    add,
    at: (rect) => {
      const found = new Set<R>();
      const [x1, y1] = [cell(rect.x + rect.w), cell(rect.y + rect.h)];
      for (let i = cell(rect.x); i <= x1; i += 1)
        for (let j = cell(rect.y); j <= y1; j += 1)
          for (const each of squares.get(i * 100_003 + j) ?? [])
            if (touch(each, rect)) found.add(each);
      return [...found];
    },
  };
}
const cell = (at: number): number => Math.floor(at / square);

/** Whether two rectangles are closer than `by` px. */
export const touch = (a: Rect, b: Rect, by = 0): boolean =>
  a.x <= b.x + b.w + by && b.x <= a.x + a.w + by && a.y <= b.y + b.h + by && b.y <= a.y + a.h + by;

const frames = new WeakMap<Bends, Rect>();
/** The frame around a way; remembered with it. */
export function frameOf(points: Bends): Rect {
  const known = frames.get(points);
  if (known !== undefined) return known;
  let [left, top, right, low] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    low = Math.max(low, y);
  }
  const frame = { x: left, y: top, w: right - left, h: low - top };
  frames.set(points, frame);
  return frame;
}
