/** Alignment while dragging: edges and middles of other nodes draw the one in the hand, and a line says so. */
import { ViewportPortal } from '@xyflow/react';
import type { ReactNode } from 'react';
import type { Diagram } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';
import { useEditorState } from '../context.ts';
import type { Guides, Point } from '../state.ts';
import classes from './canvas.module.css';
import { boxesOf } from './places.ts';
import type { Box } from './places.ts';

/** px within which an alignment draws; pitch of the grid, coarse and fine. */
const pull = 7;
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
}

/** How far to move, drawn to alignments or to the grid, and the lines to show. */
export function aligned({ diagram, carried, box, by, fine }: Dragged): {
  by: Point;
  guides: Guides | null;
} {
  const others: Box[] = [];
  for (const [id, other] of boxesOf(diagram))
    if (!fine && !carried.has(id) && diagram.nodes[id]?.kind !== 'phase') others.push(other);
  const x = alongAxis(
    box.x + by.x,
    box.w,
    others.map((other) => [other.x, other.w]),
  );
  const y = alongAxis(
    box.y + by.y,
    box.h,
    others.map((other) => [other.y, other.h]),
  );
  // The grid counts from where the node stood: what was aligned stays so, and a small move is possible.
  const pitch = fine ? fineGrid : coarse;
  const grid = (value: number): number => Math.round(value / pitch) * pitch;
  return {
    by: {
      x: x.line === null ? grid(by.x) : x.at - box.x,
      y: y.line === null ? grid(by.y) : y.at - box.y,
    },
    guides: x.line === null && y.line === null ? null : { x: x.line, y: y.line },
  };
}

export function GuideLines(): ReactNode {
  const guides = useEditorState((state) => state.guides);
  if (guides === null) return null;
  return (
    <ViewportPortal>
      {guides.x !== null && <div className={classes['guideX']} style={{ left: guides.x }} />}
      {guides.y !== null && <div className={classes['guideY']} style={{ top: guides.y }} />}
    </ViewportPortal>
  );
}

/** The nearest alignment of [at, at + size] with the middles, else the edges, of others. */
function alongAxis(
  at: number,
  size: number,
  others: readonly (readonly [number, number])[],
): { at: number; line: number | null } {
  let best = pull;
  let found: { at: number; line: number | null } = { at, line: null };
  for (const [start, length] of others)
    for (const [mine, line] of [
      [at + size / 2, start + length / 2],
      [at, start],
      [at + size, start + length],
    ] as const) {
      const distance = Math.abs(mine - line);
      if (distance < best) {
        best = distance;
        found = { at: at + line - mine, line };
      }
    }
  return found;
}
