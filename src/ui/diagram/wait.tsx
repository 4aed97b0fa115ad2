import { Briefcase, Calendar, CalendarClock, CircleHelp, Clock3, Split } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Wait } from '#model/diagram.ts';
import { silhouette } from '#layout/silhouette.ts';
import { sizes } from '#layout/sizes.ts';
import type { DrawingProps } from './drawing.ts';
import { Body, isRaised, isTiny, lineOf, Marks, Outline } from './frame.tsx';
import { OutsideName } from './outside-name.tsx';

const r = sizes.wait.w / 2;
const ring = silhouette('wait', sizes.wait);

const icons: Readonly<Record<string, LucideIcon>> = {
  for: Clock3,
  business: Briefcase,
  until: Calendar,
  window: CalendarClock,
  first: Split,
};
const iconName = (wait: Wait | null): string =>
  wait?.kind === 'for' && wait.calendar !== undefined ? 'business' : (wait?.kind ?? '');

/** A wait: a double ring; its icon tells what it waits for, its name stands beneath. */
export function WaitDrawing({ node, state, level }: DrawingProps<'wait'>): ReactNode {
  const look = lineOf(state, { line: 'var(--cs-node-line)', width: 1.5 });
  const Icon = icons[iconName(node.wait)] ?? CircleHelp;
  return (
    <>
      {state.running !== undefined && (
        <circle cx={r} cy={r} r={r + 13} fill="var(--cs-token-halo)" />
      )}
      <Outline shapes={[ring]} state={state} />
      <Body
        {...look}
        d={ring}
        fill={
          state.visited !== undefined && state.heat === undefined ? 'var(--cs-ink-tint)' : look.fill
        }
        raised={isRaised(state)}
        flat={isTiny(level)}
      />
      <circle
        cx={r}
        cy={r}
        r={23}
        fill="none"
        stroke={look.line}
        strokeWidth={1.1}
        opacity={0.75}
      />
      <Icon
        x={r - 11}
        y={r - 11}
        size={22}
        strokeWidth={1.75}
        color="var(--cs-text-secondary)"
        aria-hidden
      />
      <OutsideName node={node} level={level} />
      <Marks state={state} x={r + 21} y={r - 21} />
    </>
  );
}
