/** The whole in small, with a frame around what is seen; gone while all is seen. */
import { useReactFlow, useStore } from '@xyflow/react';
import { useMemo } from 'react';
import type { PointerEvent, ReactNode } from 'react';
import type { Diagram } from '#model/diagram.ts';
import { boundsOf, storedPaths } from '#ui/diagram/geometry.ts';
import { Overview } from '#ui/diagram/overview.tsx';
import classes from './canvas.module.css';
import { crowded } from './crowd.ts';

const width = 176;
const height = 92;

export function Minimap({ diagram }: { readonly diagram: Diagram }): ReactNode {
  const flow = useReactFlow();
  const bounds = useMemo(() => boundsOf(diagram, storedPaths(diagram)), [diagram]);
  const seen = useStore(
    ({ transform: [x, y, zoom], width: w, height: h }) =>
      [-x / zoom, -y / zoom, w / zoom, h / zoom] as const,
    (a, b) => a.every((value, at) => value === b[at]),
  );
  // Thousands of shapes in a stamp say nothing, and cost frames.
  if (Object.keys(diagram.nodes).length > crowded) return null;
  if (bounds === null || bounds.w === 0 || bounds.h === 0) return null;
  const [left, top, w, h] = seen;
  const all =
    left <= bounds.x &&
    top <= bounds.y &&
    left + w >= bounds.x + bounds.w &&
    top + h >= bounds.y + bounds.h;
  if (all) return null;
  const zoom = Math.min((width - 12) / bounds.w, (height - 12) / bounds.h);
  const at = (x: number, y: number): { x: number; y: number } => ({
    x: width / 2 + (x - bounds.x - bounds.w / 2) * zoom,
    y: height / 2 + (y - bounds.y - bounds.h / 2) * zoom,
  });
  const go = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.buttons !== 1) return;
    const rect = event.currentTarget.getBoundingClientRect();
    const x = (event.clientX - rect.left - width / 2) / zoom + bounds.x + bounds.w / 2;
    const y = (event.clientY - rect.top - height / 2) / zoom + bounds.y + bounds.h / 2;
    void flow.setCenter(x, y, { zoom: flow.getZoom() });
  };
  const from = at(left, top);
  const to = at(left + w, top + h);
  const x = inside(from.x, width);
  const y = inside(from.y, height);
  return (
    <div
      className={classes['minimap']}
      aria-hidden
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={go}
    >
      <Overview diagram={diagram} width={width} height={height} />
      <svg width={width} height={height}>
        <rect
          x={x}
          y={y}
          width={inside(to.x, width) - x}
          height={inside(to.y, height) - y}
          rx={3}
        />
      </svg>
    </div>
  );
}

/** Kept inside the small picture, so that its frame always has four sides. */
const inside = (value: number, most: number): number => Math.min(most - 1, Math.max(1, value));
