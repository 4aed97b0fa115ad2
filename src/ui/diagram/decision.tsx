import { Signpost } from 'lucide-react';
import type { ReactNode } from 'react';
import { silhouette } from '#layout/silhouette.ts';
import { sizes } from '#layout/sizes.ts';
import type { DrawingProps } from './drawing.ts';
import { Body, isRaised, isTiny, lineOf, Marks, Outline, TokenDisc } from './frame.tsx';
import { OutsideName } from './outside-name.tsx';

const { w, h } = sizes.decision;
const diamond = silhouette('decision', sizes.decision);

/** A decision: a diamond with a signpost, its question above. */
export function DecisionDrawing({ node, state, level }: DrawingProps<'decision'>): ReactNode {
  const look = lineOf(state, { line: 'var(--cs-node-line)', width: 1.6 });
  return (
    <>
      <Outline shapes={[diamond]} state={state} />
      <Body
        {...look}
        d={diamond}
        fill={
          state.visited !== undefined && state.heat === undefined ? 'var(--cs-ink-tint)' : look.fill
        }
        raised={isRaised(state)}
        flat={isTiny(level)}
      />
      <Signpost
        x={w / 2 - 10}
        y={h / 2 - 10}
        size={20}
        strokeWidth={1.75}
        color="var(--cs-text-secondary)"
        aria-hidden
      />
      <OutsideName node={node} level={level} />
      {state.running !== undefined && <TokenDisc y={h / 2} />}
      <Marks state={state} x={w - 13} y={13} />
    </>
  );
}
