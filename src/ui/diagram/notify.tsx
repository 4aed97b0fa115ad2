import { Bell } from 'lucide-react';
import type { ReactNode } from 'react';
import { silhouette } from '#layout/silhouette.ts';
import { sizeOf } from '#layout/sizes.ts';
import { cutText } from '#layout/text.ts';
import type { DrawingProps } from './drawing.ts';
import {
  Body,
  inkOn,
  isRaised,
  isTiny,
  Line,
  lineOf,
  Marks,
  Outline,
  TokenDisc,
} from './frame.tsx';

/** A notification: a tag that points on. */
export function NotifyDrawing({ node, state, level }: DrawingProps<'notify'>): ReactNode {
  const size = sizeOf(node);
  const tag = silhouette('notify', size);
  const look = lineOf(state, { line: 'var(--cs-node-line)', width: 1.4 });
  const visited = state.visited !== undefined && state.heat === undefined;
  const px = level.detail === 'compact' ? Math.min(20, 11 / level.zoom) : 12.5;
  return (
    <>
      <Outline shapes={[tag]} state={state} />
      <Body
        {...look}
        d={tag}
        fill={visited ? 'var(--cs-ink-tint)' : look.fill}
        raised={isRaised(state)}
        flat={isTiny(level)}
      />
      <Bell
        x={10}
        y={11}
        size={14}
        strokeWidth={2.1}
        color={visited ? 'var(--cs-ink-text)' : 'var(--cs-text-secondary)'}
        aria-hidden
      />
      <Line x={29} y={18 + px * 0.36} kind="small" fill={inkOn(state, 'text-primary')} size={px}>
        {cutText(node.name, size.w - 47, px, 550)}
      </Line>
      {state.running !== undefined && <TokenDisc y={size.h / 2} scale={0.9} />}
      <Marks state={state} x={size.w - 18} />
    </>
  );
}
