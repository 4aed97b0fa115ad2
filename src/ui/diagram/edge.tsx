/** A flow: rounded and orthogonal, with its arrowhead, its colour by outcome and its text on a plate (LOOK.md §3.3). */
import { memo } from 'react';
import type { ReactNode } from 'react';
import type { Diagram, Flow } from '#model/diagram.ts';
import { flowLabel } from '#layout/names.ts';
import { textWidth } from '#layout/text.ts';
import classes from './diagram.module.css';
import { arrowHead, labelSpot, pointAt, roundedPath } from './path.ts';
import type { Points } from './path.ts';
import { full } from './state.ts';
import type { FlowState, Level } from './state.ts';

const colored: readonly string[] = ['conditional', 'rejected', 'expired', 'returned'];

/** The colour of a flow at rest: an outcome's own, but approvals run as any flow does. */
export function flowColor(diagram: Diagram, flow: Flow): string {
  if (flow.route.kind !== 'outcomes' || diagram.nodes[flow.from]?.kind !== 'gate')
    return 'var(--cs-edge)';
  const outcomes: readonly string[] = flow.route.outcomes;
  if (outcomes.includes('approved')) return 'var(--cs-edge)';
  const first = outcomes.find((outcome) => colored.includes(outcome));
  return first === undefined ? 'var(--cs-edge)' : `var(--cs-${first}-solid)`;
}

function lineOf(diagram: Diagram, flow: Flow, state: FlowState): { color: string; width: number } {
  if (state.selected === true) return { color: 'var(--cs-focus)', width: 2.4 };
  if (state.carrying === true) return { color: 'var(--cs-token-solid)', width: 2.75 };
  if (state.change !== undefined) return { color: `var(--cs-diff-${state.change})`, width: 2.2 };
  if (state.visited === true) return { color: 'var(--cs-ink-solid)', width: 2.75 };
  return { color: flowColor(diagram, flow), width: state.hover === true ? 2.4 : 1.6 };
}

const quiet: FlowState = {};
const none: Points = [];

export interface FlowPathProps {
  readonly flow: Flow;
  readonly diagram: Diagram;
  /** The whole polyline, both ends included. */
  readonly points: Points;
  /** Where it jumps over another flow. */
  readonly jumps?: Points;
  /** The upper left corner of its label's plate; else the label finds a place on the flow by itself. */
  readonly plate?: { readonly x: number; readonly y: number } | undefined;
  readonly state?: FlowState;
  readonly level?: Level;
}

export const FlowPath = memo(
  function FlowPath({
    flow,
    diagram,
    points,
    jumps = none,
    plate,
    state = quiet,
    level = full,
  }: FlowPathProps): ReactNode {
    const { color, width } = lineOf(diagram, flow, state);
    // 1.4 px on screen in the overview; never much less than 1.
    const least = level.detail === 'overview' ? 1.4 : 1.1;
    const scale = level.detail === 'full' ? 1 : Math.max(1, least / level.zoom / 1.6);
    const start = flow.route.kind === 'default' ? pointAt(points, 9) : null;
    return (
      <g className={state.dimmed === true ? classes['dimmed'] : undefined}>
        <path
          d={roundedPath(points, undefined, level.detail === 'overview' ? none : jumps)}
          fill="none"
          stroke={color}
          strokeWidth={width * scale}
          strokeLinecap="round"
          strokeDasharray={state.change === 'removed' ? '6 5' : undefined}
        />
        {level.detail !== 'overview' && (
          <path
            d={arrowHead(points)}
            fill={color}
            stroke={color}
            strokeWidth={0.8}
            strokeLinejoin="round"
          />
        )}
        {start !== null && level.detail === 'full' && (
          <path
            d={start.level ? 'M3 -6l-6 12' : 'M-6 -3l12 6'}
            transform={`translate(${start.x} ${start.y})`}
            stroke={color}
            strokeWidth={1.6}
          />
        )}
        {(level.detail === 'full' || state.hover === true) && (
          <FlowLabel flow={flow} diagram={diagram} points={points} plate={plate} />
        )}
      </g>
    );
  },
  (a, b) =>
    a.flow === b.flow &&
    a.points === b.points &&
    a.jumps === b.jumps &&
    a.plate?.x === b.plate?.x &&
    a.plate?.y === b.plate?.y &&
    a.state === b.state &&
    a.level === b.level &&
    a.diagram.nodes[a.flow.from] === b.diagram.nodes[b.flow.from],
);

/** The text of a flow on its plate: FEEL in mono with small corners, words in a pill. */
function FlowLabel({
  flow,
  diagram,
  points,
  plate,
}: {
  readonly flow: Flow;
  readonly diagram: Diagram;
  readonly points: Points;
  readonly plate: FlowPathProps['plate'];
}): ReactNode {
  const text = flowLabel(diagram, flow);
  if (text === null || points.length < 2) return null;
  const feel = flow.route.kind === 'when' && (flow.label ?? '').trim() === '';
  const width = (feel ? text.length * 6.95 : textWidth(text, 11.5, 600)) + 16;
  const at =
    plate === undefined ? labelSpot(points, width) : { x: plate.x + width / 2, y: plate.y + 10 };
  return (
    <g transform={`translate(${at.x} ${at.y})`}>
      {flow.route.kind === 'when' && <title>{flow.route.when}</title>}
      <rect
        x={-width / 2}
        y={-10}
        width={width}
        height={20}
        rx={feel ? 4 : 10}
        fill="var(--cs-bg-surface)"
        stroke="var(--cs-border-default)"
      />
      <text
        y={4}
        textAnchor="middle"
        className={classes[feel ? 'feel' : 'label']}
        fill="var(--cs-text-secondary)"
      >
        {text}
      </text>
    </g>
  );
}
