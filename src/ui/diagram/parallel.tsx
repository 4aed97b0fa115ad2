import type { ReactNode } from 'react';
import { silhouette } from '#layout/silhouette.ts';
import { sizes } from '#layout/sizes.ts';
import type { DrawingProps } from './drawing.ts';
import { Body, isRaised, lineOf, Marks, Outline, TokenDisc } from './frame.tsx';
import { OutsideName } from './outside-name.tsx';

const { w, h } = sizes.parallel;
const bar = silhouette('parallel', sizes.parallel);

/** A fork or join: one solid bar, read from its flows. */
export function ParallelDrawing({ node, state, level }: DrawingProps<'parallel'>): ReactNode {
  const { line } = lineOf(state, { line: 'var(--cs-node-bar)', width: 0 });
  const fill = state.heat === undefined ? line : `var(--cs-heat-${state.heat.step})`;
  return (
    <>
      <Outline shapes={[bar]} state={state} />
      <Body d={bar} line={fill} width={0} fill={fill} raised={isRaised(state)} />
      <OutsideName node={node} level={level} />
      {state.running !== undefined && <TokenDisc x={w / 2} y={h / 2} />}
      <Marks state={state} x={w + 2} />
    </>
  );
}
