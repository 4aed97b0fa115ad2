import type { ReactNode } from 'react';
import { silhouette } from '#layout/silhouette.ts';
import { sizeOf } from '#layout/sizes.ts';
import { cutText, wrapText } from '#layout/text.ts';
import type { DrawingProps } from './drawing.ts';
import { Line, Marks, Outline } from './frame.tsx';

/** A note: paper with a bar at the left and a folded corner, no outline. */
export function NoteDrawing({ node, state, level }: DrawingProps<'note'>): ReactNode {
  const { w, h } = sizeOf(node);
  const paper = silhouette('note', { w, h });
  const lines = wrapText(node.text, w - 28, 12.5, Math.max(1, Math.floor((h - 20) / 18)));
  return (
    <>
      <Outline shapes={[paper]} state={state} />
      <path d={paper} fill="var(--cs-note-fill)" />
      <path d={`M${w} ${h - 14}H${w - 14}V${h}Z`} fill="var(--cs-note-fold)" />
      <rect width={3} height={h} fill="var(--cs-note-bar)" />
      {level.detail === 'full' &&
        lines.map((line, at) => (
          <Line key={line} x={14} y={22 + at * 18} kind="note" fill="var(--cs-text-primary)">
            {cutText(line, w - 24, 12.5)}
          </Line>
        ))}
      <Marks state={state} x={w - 8} />
    </>
  );
}
