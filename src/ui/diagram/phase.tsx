import type { ReactNode } from 'react';
import { phaseTab, silhouette } from '#layout/silhouette.ts';
import { sizeOf } from '#layout/sizes.ts';
import { cutText, textWidth } from '#layout/text.ts';
import { slaText } from '../format.ts';
import classes from './diagram.module.css';
import type { DrawingProps } from './drawing.ts';
import { factsOf } from './facts.ts';
import { Line, Marks, Outline } from './frame.tsx';

/** A phase: a tinted frame behind its nodes, with its name on a tab and its gates' time at the right. */
export function PhaseDrawing({ node, diagram, state, level }: DrawingProps<'phase'>): ReactNode {
  const place = diagram.layout[node.id];
  const least = sizeOf(node);
  const size = { w: place?.w ?? least.w, h: place?.h ?? least.h };
  const frame = silhouette('phase', size);
  const { minutes } = factsOf(diagram, node.id);
  const px = level.detail === 'full' ? 12.5 : 11 / level.zoom;
  const sum = minutes === 0 ? '' : `SLA ${slaText(minutes)}`;
  const name = cutText(node.name, size.w - 60 - (level.detail === 'full' ? 80 : 0), px, 600);
  return (
    <>
      <Outline shapes={[frame]} state={state} off={3} />
      <path
        d={frame}
        fill="var(--cs-phase-fill)"
        stroke="var(--cs-phase-line)"
        strokeWidth={1.25}
      />
      {level.detail === 'full' ? (
        <>
          <path
            d={phaseTab(Math.min(size.w - 20, textWidth(name, 12.5, 600) + 42))}
            fill="var(--cs-phase-tab)"
          />
          <Line x={14} y={18.5} kind="phase" fill="var(--cs-text-secondary)">
            {name}
          </Line>
          <text
            x={size.w - 14}
            y={18.5}
            textAnchor="end"
            className={classes['phaseSub']}
            fill="var(--cs-text-muted)"
          >
            {sum}
          </text>
        </>
      ) : (
        <Line x={14} y={px * 1.05} kind="phase" fill="var(--cs-text-secondary)" size={px}>
          {name}
        </Line>
      )}
      <Marks state={state} x={size.w - 8} />
    </>
  );
}
