import { FileText } from 'lucide-react';
import type { ReactNode } from 'react';
import { silhouette } from '#layout/silhouette.ts';
import { sizeOf } from '#layout/sizes.ts';
import { cutText } from '#layout/text.ts';
import type { DrawingProps } from './drawing.ts';
import { Body, isRaised, isTiny, Line, lineOf, Marks, Outline } from './frame.tsx';

/** A document: a sheet with a waved foot and its name. */
export function DocumentDrawing({ node, state, level }: DrawingProps<'document'>): ReactNode {
  const size = sizeOf(node);
  const sheet = silhouette('document', size);
  const px = level.detail === 'compact' ? Math.min(20, 11 / level.zoom) : 12.5;
  return (
    <>
      <Outline shapes={[sheet]} state={state} />
      <Body
        {...lineOf(state, { line: 'var(--cs-node-line)', width: 1.3 })}
        d={sheet}
        raised={isRaised(state)}
        flat={isTiny(level)}
      />
      <FileText
        x={10}
        y={9}
        size={16}
        strokeWidth={1.75}
        color="var(--cs-text-secondary)"
        aria-hidden
      />
      <Line x={33} y={17 + px * 0.36} kind="small" fill="var(--cs-text-primary)" size={px}>
        {cutText(node.name, size.w - 42, px, 550)}
      </Line>
      <Marks state={state} x={size.w - 8} />
    </>
  );
}
