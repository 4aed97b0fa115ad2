/** Alignment while dragging: edges and middles of other nodes draw the one in the hand, and a line says so. */
import { ViewportPortal } from '@xyflow/react';
import type { ReactNode } from 'react';
import type { Diagram } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';
import { useEditorState } from '../context.ts';
import type { Guides, Point } from '../state.ts';
import classes from './canvas.module.css';
import { boxesOf, overlap } from './places.ts';
import type { Box } from './places.ts';

/** px of the screen within which an alignment draws; pitch of the grid, coarse and fine. */
const pull = 7;
/** px of the diagram, however small it is seen. */
const farthest = 24;
/** px of the diagram beyond which nobody sees that something is in line. */
const sight = 3000;
const coarse = 20;
const fineGrid = 4;

interface Dragged {
  readonly diagram: Diagram;
  readonly carried: ReadonlySet<NodeId>;
  /** Of the node under the hand, before the drag. */
  readonly box: Box;
  readonly by: Point;
  /** On the fine grid, without alignment. */
  readonly fine: boolean;
  /** What is seen is this much larger than drawn: an alignment draws as far on the screen at any zoom. */
  readonly zoom?: number;
}

/** How far to move, drawn to alignments or to the grid, and the lines to show. */
export function aligned({ diagram, carried, box, by, fine, zoom = 1 }: Dragged): {
  by: Point;
  guides: Guides | null;
} {
  const reach = Math.min(farthest, pull / zoom);
  const wish = { ...box, x: box.x + by.x, y: box.y + by.y };
  const others: Box[] = [];
  for (const [id, other] of boxesOf(diagram))
    if (overlap(other, wish, sight) && !fine && !carried.has(id))
      if (diagram.nodes[id]?.kind !== 'phase') others.push(other);
  const x = alongAxis(
    wish.x,
    box.w,
    others.map((other) => [other.x, other.w]),
    spaced(wish, others, across),
    reach,
  );
  const y = alongAxis(
    wish.y,
    box.h,
    others.map((other) => [other.y, other.h]),
    spaced(wish, others, down),
    reach,
  );
  // The grid counts from where the node stood: what was aligned stays so, and a small move is possible.
  const pitch = fine ? fineGrid : coarse;
  const grid = (value: number): number => Math.round(value / pitch) * pitch;
  const drawn = {
    x: x.drawn ? x.at - box.x : grid(by.x),
    y: y.drawn ? y.at - box.y : grid(by.y),
  };
  const there = { ...box, x: box.x + drawn.x, y: box.y + drawn.y };
  const gaps = [
    ...(x.drawn ? equalGaps(there, others, across) : []),
    ...(y.drawn ? equalGaps(there, others, down) : []),
  ];
  const some = x.line !== null || y.line !== null || gaps.length > 0;
  return { by: drawn, guides: some ? { x: x.line, y: y.line, gaps } : null };
}

export function GuideLines(): ReactNode {
  const guides = useEditorState((state) => state.guides);
  if (guides === null) return null;
  return (
    <ViewportPortal>
      {guides.x !== null && <div className={classes['guideX']} style={{ left: guides.x }} />}
      {guides.y !== null && <div className={classes['guideY']} style={{ top: guides.y }} />}
      {guides.gaps.length > 0 && (
        <svg className={classes['gaps']}>
          {guides.gaps.map(({ from, to }) => (
            <path key={`${from.x} ${from.y} ${to.x} ${to.y}`} d={bar(from, to)} />
          ))}
        </svg>
      )}
    </ViewportPortal>
  );
}

/** A gap as a line with a stroke at each end. */
function bar(from: Point, to: Point): string {
  const lies = from.y === to.y;
  const end = ({ x, y }: Point): string => (lies ? `M${x} ${y - 5}v10` : `M${x - 5} ${y}h10`);
  return `M${from.x} ${from.y}L${to.x} ${to.y}${end(from)}${end(to)}`;
}

/**
 * The nearest alignment of [at, at + size] with the middles, else the edges, of others, or the nearest place at which
 * the gaps to the neighbours are equal.
 */
function alongAxis(
  at: number,
  size: number,
  others: readonly (readonly [number, number])[],
  even: readonly number[],
  reach: number,
): { at: number; line: number | null; drawn: boolean } {
  let best = reach;
  let found: { at: number; line: number | null; drawn: boolean } = { at, line: null, drawn: false };
  for (const [start, length] of others)
    for (const [mine, line] of [
      [at + size / 2, start + length / 2],
      [at, start],
      [at + size, start + length],
    ] as const) {
      const distance = Math.abs(mine - line);
      if (distance < best) {
        best = distance;
        found = { at: at + line - mine, line, drawn: true };
      }
    }
  for (const place of even)
    if (Math.abs(place - at) < best) {
      best = Math.abs(place - at);
      found = { at: place, line: null, drawn: true };
    }
  return found;
}

/** An axis: along it gaps are measured, over its other one boxes have to stand side by side. */
interface Axis {
  readonly at: 'x' | 'y';
  readonly size: 'w' | 'h';
  readonly otherAt: 'x' | 'y';
  readonly otherSize: 'w' | 'h';
}
const across: Axis = { at: 'x', size: 'w', otherAt: 'y', otherSize: 'h' };
const down: Axis = { at: 'y', size: 'h', otherAt: 'x', otherSize: 'w' };

const start = (box: Box, { at }: Axis): number => box[at];
const stop = (box: Box, { at, size }: Axis): number => box[at] + box[size];
const inBand = (a: Box, b: Box, { otherAt, otherSize }: Axis): boolean =>
  a[otherAt] < b[otherAt] + b[otherSize] && b[otherAt] < a[otherAt] + a[otherSize];

/** The nearest box in the same band before one, and after it. */
function before(box: Box, others: readonly Box[], axis: Axis): Box | undefined {
  let best: Box | undefined;
  for (const other of others)
    if (other !== box && inBand(box, other, axis) && stop(other, axis) <= start(box, axis) + pull)
      if (best === undefined || stop(other, axis) > stop(best, axis)) best = other;
  return best;
}
function after(box: Box, others: readonly Box[], axis: Axis): Box | undefined {
  let best: Box | undefined;
  for (const other of others)
    if (other !== box && inBand(box, other, axis) && start(other, axis) >= stop(box, axis) - pull)
      if (best === undefined || start(other, axis) < start(best, axis)) best = other;
  return best;
}

/** Places at which gaps are equal: in the middle between two neighbours, or as far from one as that from its own. */
function spaced(box: Box, others: readonly Box[], axis: Axis): number[] {
  const a = before(box, others, axis);
  const b = after(box, others, axis);
  const places: number[] = [];
  const size = box[axis.size];
  if (a !== undefined && b !== undefined) places.push((stop(a, axis) + start(b, axis) - size) / 2);
  const aa = a === undefined ? undefined : before(a, others, axis);
  if (a !== undefined && aa !== undefined)
    places.push(stop(a, axis) + start(a, axis) - stop(aa, axis));
  const bb = b === undefined ? undefined : after(b, others, axis);
  if (b !== undefined && bb !== undefined)
    places.push(start(b, axis) - (start(bb, axis) - stop(b, axis)) - size);
  return places.map(Math.round);
}

/** The gaps beside a box that are equal, to show. */
function equalGaps(
  box: Box,
  others: readonly Box[],
  axis: Axis,
): { readonly from: Point; readonly to: Point }[] {
  const a = before(box, others, axis);
  const b = after(box, others, axis);
  const aa = a === undefined ? undefined : before(a, others, axis);
  const bb = b === undefined ? undefined : after(b, others, axis);
  const pairs = [
    [aa, a],
    [a, box],
    [box, b],
    [b, bb],
  ].flatMap(([one, two]) =>
    one === undefined || two === undefined
      ? []
      : [{ one, two, gap: start(two, axis) - stop(one, axis) }],
  );
  const own = pairs.filter(({ one, two }) => one === box || two === box);
  const gap = own.find((pair) =>
    pairs.some((other) => other !== pair && Math.abs(other.gap - pair.gap) <= 1),
  )?.gap;
  if (gap === undefined || gap <= 0) return [];
  return pairs
    .filter((pair) => Math.abs(pair.gap - gap) <= 1)
    .map(({ one, two }) => {
      const low = Math.max(one[axis.otherAt], two[axis.otherAt]);
      const high = Math.min(
        one[axis.otherAt] + one[axis.otherSize],
        two[axis.otherAt] + two[axis.otherSize],
      );
      const middle = (low + high) / 2;
      const point = (along: number): Point =>
        axis.at === 'x' ? { x: along, y: middle } : { x: middle, y: along };
      return { from: point(stop(one, axis)), to: point(start(two, axis)) };
    });
}
