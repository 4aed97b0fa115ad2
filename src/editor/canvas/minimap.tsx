/** The whole in small, with a frame around what is seen; gone while all is seen. */
import { useReactFlow, useStore } from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
import type { PointerEvent, ReactNode } from 'react';
import type { Diagram } from '#model/diagram.ts';
import { boundsOf, storedPaths } from '#ui/diagram/geometry.ts';
import { afterPaint } from '#ui/after-paint.ts';
import { Overview } from '#ui/diagram/overview.tsx';
import classes from './canvas.module.css';
import { begun, crowded } from './crowd.ts';
import { boundsOf as placedBounds, boxesOf } from './places.ts';
import { useScheme } from './scheme.ts';

const width = 176;
const height = 92;

export function Minimap({ diagram }: { readonly diagram: Diagram }): ReactNode {
  const flow = useReactFlow();
  const many = boxesOf(diagram).size > crowded;
  const bounds = useMemo(
    () =>
      many ? placedBounds(boxesOf(diagram).values()) : boundsOf(diagram, storedPaths(diagram)),
    [diagram, many],
  );
  const seen = useStore(
    ({ transform: [x, y, zoom], width: w, height: h }) =>
      [-x / zoom, -y / zoom, w / zoom, h / zoom] as const,
    (a, b) => a.every((value, at) => value === b[at]),
  );
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
      {many ? (
        <Specks diagram={diagram} zoom={zoom} left={at(0, 0).x} top={at(0, 0).y} />
      ) : (
        <Overview diagram={diagram} width={width} height={height} />
      )}
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

/** Thousands of nodes in a stamp: a speck each, painted when there is time. */
function Specks({
  diagram,
  zoom,
  left,
  top,
}: {
  readonly diagram: Diagram;
  readonly zoom: number;
  /** px, where the diagram's origin is. */
  readonly left: number;
  readonly top: number;
}): ReactNode {
  const element = useRef<HTMLCanvasElement>(null);
  const scheme = useScheme();
  useEffect(
    () =>
      afterPaint(() => {
        const look = { x: left, y: top, zoom, w: width, h: height, scheme };
        const ready = element.current === null ? null : begun(element.current, look);
        if (ready === null) return;
        const { context, ink } = ready;
        const least = 1 / zoom;
        for (const phases of [true, false]) {
          context.fillStyle = ink(phases ? '--cs-phase-fill' : '--cs-node-line');
          for (const [id, { x, y, w, h }] of boxesOf(diagram))
            if ((diagram.nodes[id]?.kind === 'phase') === phases)
              context.fillRect(x, y, Math.max(w, least), Math.max(h, least));
        }
      }),
    [diagram, zoom, left, top, scheme],
  );
  return <canvas ref={element} className={classes['specks']} />;
}

/** Kept inside the small picture, so that its frame always has four sides. */
const inside = (value: number, most: number): number => Math.min(most - 1, Math.max(1, value));
