/** What all kinds share: the outline that follows the shape when selected, the mark of a finding, the token's disc. */
import type { ReactNode } from 'react';
import { FindingShape } from '../outcome.tsx';
import classes from './diagram.module.css';
import type { Level, NodeState } from './state.ts';

/** Line and fill of a shape in a state; running over finding over change over visited (LOOK.md §3.2). */
export function lineOf(
  state: NodeState,
  base: { readonly line: string; readonly width: number },
): {
  readonly line: string;
  readonly width: number;
  readonly fill: string;
  readonly dashes?: string;
} {
  const fill =
    state.heat === undefined ? 'var(--cs-node-fill)' : `var(--cs-heat-${state.heat.step})`;
  if (state.running !== undefined) return { line: 'var(--cs-token-solid)', width: 2, fill };
  if (state.finding === 'error') return { line: 'var(--cs-rejected-solid)', width: 2, fill };
  if (state.change !== undefined) {
    const look = { line: `var(--cs-diff-${state.change})`, width: 2, fill };
    return state.change === 'removed' ? { ...look, dashes: '6 4' } : look;
  }
  if (state.visited !== undefined) return { line: 'var(--cs-ink-solid)', width: 2, fill };
  return { line: base.line, width: state.hover === true ? base.width + 0.6 : base.width, fill };
}

/** Text colour on a node: on heat its own. */
export const inkOn = (state: NodeState, token: string): string =>
  state.heat === undefined ? `var(--cs-${token})` : `var(--cs-heat-on-${state.heat.step})`;

/**
 * The outline of selection or focus, `off` px outside the shapes: their own outlines drawn wide, then hollowed with the
 * canvas' colour, so that any silhouette keeps its form.
 */
export function Outline({
  shapes,
  state,
  off = 4,
}: {
  readonly shapes: readonly string[];
  readonly state: NodeState;
  readonly off?: number;
}): ReactNode {
  if (state.selected !== true && state.focused !== true) return null;
  const ring = (outer: number, color: string): ReactNode =>
    shapes.map((d) => (
      <path
        key={d}
        d={d}
        fill={color}
        stroke={color}
        strokeWidth={2 * outer}
        strokeLinejoin="miter"
      />
    ));
  return (
    <g className={classes['outline']}>
      {state.focused === true && (
        <>
          {ring(off + 5, 'var(--cs-focus)')}
          {ring(off + 3, 'var(--cs-bg-canvas)')}
        </>
      )}
      {ring(off + 1, 'var(--cs-focus)')}
      {ring(off - 1, 'var(--cs-bg-canvas)')}
    </g>
  );
}

/** Seen so small that hairlines, marks and soft shadows are less than a pixel: they are not drawn. */
export const isTiny = ({ zoom }: Level): boolean => zoom < 0.5;

/** A shape with the soft shadow beneath it; raised while hovered or selected, `flat` without one. */
export function Body({
  d,
  line,
  width,
  fill,
  dashes,
  raised = false,
  flat = false,
}: {
  readonly d: string;
  readonly line: string;
  readonly width: number;
  readonly fill: string;
  readonly dashes?: string | undefined;
  readonly raised?: boolean;
  readonly flat?: boolean;
}): ReactNode {
  return (
    <>
      {(raised || !flat) && (
        <path
          d={d}
          transform={`translate(0 ${raised ? 3 : 1.5})`}
          className={raised ? classes['raised'] : classes['shadow']}
        />
      )}
      <path
        d={d}
        fill={fill}
        stroke={line}
        strokeWidth={width}
        strokeDasharray={dashes}
        strokeLinejoin="round"
      />
    </>
  );
}

export const isRaised = (state: NodeState): boolean =>
  state.hover === true || state.selected === true || state.focused === true;

/** Octagon or triangle at the upper right, and the tag of a change at the upper left. */
export function Marks({
  state,
  x,
  y = 0,
}: {
  readonly state: NodeState;
  readonly x: number;
  readonly y?: number;
}): ReactNode {
  return (
    <>
      {state.finding !== undefined && <FindingShape level={state.finding} x={x} y={y} />}
      {state.change !== undefined && (
        <g transform="translate(6 -4)">
          <circle r={8} fill={`var(--cs-diff-${state.change})`} />
          <path
            d={
              {
                added: 'M-4 0h8M0 -4v8',
                removed: 'M-4 0h8',
                changed: 'M-3.5 3.5l1-2.6 4-4 1.6 1.6-4 4z',
              }[state.change]
            }
            stroke="var(--cs-bg-surface)"
            strokeWidth={1.8}
            fill="none"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </g>
      )}
    </>
  );
}

/** A token's disc around (x, y), with its two halos; `count` when several stand there. It breathes three times, then rests. */
export function TokenDisc({
  x = 0,
  y = 0,
  count = 1,
  scale = 1,
}: {
  readonly x?: number;
  readonly y?: number;
  readonly count?: number;
  readonly scale?: number;
}): ReactNode {
  return (
    <g transform={`translate(${x} ${y}) scale(${scale})`}>
      <g className={classes['halo']}>
        <circle r={18} fill="var(--cs-token-halo)" opacity={0.55} />
        <circle r={13} fill="var(--cs-token-halo)" />
      </g>
      <circle r={9} fill="var(--cs-token-solid)" stroke="var(--cs-bg-surface)" strokeWidth={2.5} />
      {count > 1 && (
        <text y={3.6} textAnchor="middle" className={classes['tokenCount']}>
          {count}
        </text>
      )}
    </g>
  );
}

/** A text in one line, cut by the caller; the class gives its size. */
export function Line({
  x,
  y,
  kind,
  fill,
  middle = false,
  size,
  children,
}: {
  readonly x: number;
  readonly y: number;
  readonly kind: string;
  readonly fill: string;
  readonly middle?: boolean;
  /** px, where it differs from the class'. */
  readonly size?: number;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <text
      x={x}
      y={y}
      className={classes[kind]}
      fill={fill}
      style={size === undefined ? undefined : { fontSize: size }}
      {...(middle ? { textAnchor: 'middle' as const } : {})}
    >
      {children}
    </text>
  );
}
