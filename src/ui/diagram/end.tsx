import { KeyRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { sealPath, silhouette } from '#layout/silhouette.ts';
import { sizes } from '#layout/sizes.ts';
import { hueOf, OutcomeShape, outcomes } from '../outcome.tsx';
import type { DrawingProps } from './drawing.ts';
import { Body, isRaised, isTiny, lineOf, Marks, Outline } from './frame.tsx';
import { OutsideName } from './outside-name.tsx';

const r = sizes.end.w / 2;
const disc = silhouette('end', sizes.end);

/** An end: a ring around its outcome; heavy where it ends everything, with a key where it issues a token. */
export function EndDrawing({ node, state, level }: DrawingProps<'end'>): ReactNode {
  const look = lineOf(state, {
    line: outcomes[node.outcome].solid,
    width: node.terminating ? 3.5 : 2,
  });
  const tinted = state.visited !== undefined && state.heat === undefined;
  return (
    <>
      {state.running !== undefined && (
        <circle cx={r} cy={r} r={r + 11} fill="var(--cs-token-halo)" />
      )}
      <Outline shapes={[disc]} state={state} />
      <Body
        {...look}
        d={disc}
        line={
          state.finding === 'error' || state.change !== undefined
            ? look.line
            : outcomes[node.outcome].solid
        }
        width={node.terminating ? 3.5 : 2}
        fill={tinted ? `var(--cs-${hueOf[node.outcome]}-tint)` : look.fill}
        raised={isRaised(state)}
        flat={isTiny(level)}
      />
      <OutcomeShape outcome={node.outcome} x={r} y={r} r={13} />
      {node.issues && (
        <g transform={`translate(${r + 19} ${r - 19})`}>
          <path
            d={sealPath(0, 0, 11, 12)}
            fill="var(--cs-ink-solid)"
            stroke="var(--cs-bg-canvas)"
            strokeWidth={2}
            paintOrder="stroke"
          />
          <KeyRound
            x={-6}
            y={-6}
            size={12}
            strokeWidth={2.1}
            color="var(--cs-ink-on)"
            aria-hidden
          />
        </g>
      )}
      <OutsideName node={node} level={level} />
      <Marks state={state} x={node.issues ? r - 19 : r + 19} y={r - 19} />
    </>
  );
}
