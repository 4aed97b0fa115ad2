/** Both paths from the node at which they part (look/07): what was recorded above and dashed, what comes of it below. */
import type { ReactNode } from 'react';
import type { Tested } from '#store/backtest-row.ts';
import { dateText } from '#ui/format.ts';
import { named } from '#ui/named.ts';
import { hueOf, OutcomeShape, outcomes } from '#ui/outcome.tsx';
import type { Outcome } from '#ui/outcome.tsx';
import { SealShape } from '#ui/seal.tsx';
import classes from './backtest.module.css';
import type { RunStop, Side, TwoRuns } from './runs.ts';

const width = 448;
const height = 176;
const middle = 96;
const upper = 40;
const lower = 148;
/** px between two stops of a path. */
const pitch = 36;
/** Stops a path shows; of more it says how many. */
const most = 5;

export function Paths({
  runs,
  found,
  what,
}: {
  readonly runs: TwoRuns;
  readonly found: Tested;
  readonly what: string;
}): ReactNode {
  const { recorded, replayed, together } = runs;
  const part = partOf(runs, found);
  const was = restOf(recorded, part, together);
  const now = restOf(replayed, part, together);
  const skipped = Math.max(0, together - 2);
  const start = 150;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className={classes['paths']}
      {...named(
        `Both runs part at ${part?.name ?? 'the intake'}: ${endText(recorded)} as recorded, ${endText(replayed)} under ${what}`,
      )}
    >
      <path d={`M46 ${middle}H104`} className={classes['walked']} />
      <path
        d="M22 80h14l8 8v24H22Z"
        fill="var(--cs-ink-tint)"
        stroke="var(--cs-ink-solid)"
        strokeWidth={1.5}
      />
      <text x={33} y={130} textAnchor="middle" className={classes['axis']}>
        Intake
      </text>
      {skipped > 0 && (
        <text x={74} y={middle - 8} textAnchor="middle" className={classes['axis']}>
          {skipped} more
        </text>
      )}
      <PartNode stop={part} />
      <path d={bend(start, upper)} className={classes['was']} />
      <path
        d={bend(start, lower)}
        className={classes['now']}
        style={{ stroke: hueOfSide(replayed) }}
      />
      <Lane stops={was} y={upper} side={recorded} dashed />
      <Lane stops={now} y={lower} side={replayed} />
      <text x={width - 4} y={14} textAnchor="end" className={classes['axis']}>
        As recorded: {endText(recorded)}
        {recorded.outcome === null ? '' : ` on ${dateText(recorded.at)}`}
      </text>
      <text x={width - 4} y={lower + 26} textAnchor="end" className={classes['axis']}>
        Under {what}: {endText(replayed)}
        {dayOf(replayed) === dayOf(recorded)
          ? ` on day ${dayOf(recorded)} too`
          : `, day ${dayOf(replayed)} instead of ${dayOf(recorded)}`}
      </text>
    </svg>
  );
}

/** Down or up from the middle, then along the lane. */
function bend(from: number, y: number): string {
  const way = Math.sign(y - middle);
  return `M124 ${middle}H${from - 12}Q${from} ${middle} ${from} ${middle + 12 * way}V${y - 12 * way}Q${from} ${y} ${from + 12} ${y}H${from + 26}`;
}

/** Where they part: the gate that ends otherwise, or the last stop of both. */
function partOf({ recorded, replayed, together }: TwoRuns, { node }: Tested): RunStop | null {
  const was = recorded.stops[together];
  const now = replayed.stops[together];
  if (was !== undefined && (was.node === node || was.node === now?.node)) return was;
  return recorded.stops[together - 1] ?? null;
}

/** What comes after the node at which they part: gates, steps and ends. */
function restOf({ stops }: Side, part: RunStop | null, together: number): readonly RunStop[] {
  const rest = stops.slice(together);
  return rest[0]?.node === part?.node ? rest.slice(1) : rest;
}

function PartNode({ stop }: { readonly stop: RunStop | null }): ReactNode {
  return (
    <>
      {stop?.kind === 'gate' ? (
        <SealShape x={112} y={middle} r={17} number={stop.number} tone="ink" />
      ) : (
        <circle
          cx={112}
          cy={middle}
          r={11}
          fill="var(--cs-ink-tint)"
          stroke="var(--cs-ink-solid)"
          strokeWidth={1.5}
        />
      )}
      <text x={140} y={middle - 24} textAnchor="end" className={classes['place']}>
        {cut(stop?.name ?? 'Intake', 22)}
      </text>
    </>
  );
}

/** Of a stop in its lane. */
const xOf = (i: number): number => 190 + i * pitch;

function Lane({
  stops,
  y,
  side,
  dashed = false,
}: {
  readonly stops: readonly RunStop[];
  readonly y: number;
  readonly side: Side;
  readonly dashed?: boolean;
}): ReactNode {
  const ends = stops.at(-1)?.kind === 'end';
  const between = ends ? stops.slice(0, -1) : stops;
  const shown = between.slice(0, most);
  const more = between.length - shown.length;
  const last = shown.length + (more > 0 ? 1 : 0);
  return (
    <g>
      {last > 0 && (
        <path
          d={`M${xOf(0)} ${y}H${xOf(last)}`}
          className={dashed ? classes['was'] : classes['now']}
          style={dashed ? {} : { stroke: hueOfSide(side) }}
        />
      )}
      {shown.map((stop, i) => (
        <LaneStop key={`${stop.node}${String(i)}`} stop={stop} x={xOf(i)} y={y} dashed={dashed} />
      ))}
      {more > 0 && (
        <g>
          <rect
            x={xOf(shown.length) - 12}
            y={y - 8}
            width={24}
            height={16}
            fill="var(--cs-bg-surface)"
          />
          <text x={xOf(shown.length)} y={y + 4} textAnchor="middle" className={classes['axis']}>
            +{more}
          </text>
        </g>
      )}
      {side.outcome === null ? (
        <g transform={`translate(${xOf(last)} ${y})`}>
          <rect x={-11} y={-11} width={22} height={22} rx={11} fill="var(--cs-bg-surface)" />
          <OutcomeShape outcome="rejected" hollow />
        </g>
      ) : (
        <OutcomeShape
          outcome={side.outcome}
          x={xOf(last)}
          y={y}
          r={10}
          halo="var(--cs-bg-surface)"
        />
      )}
    </g>
  );
}

function LaneStop({
  stop,
  x,
  y,
  dashed,
}: {
  readonly stop: RunStop;
  readonly x: number;
  readonly y: number;
  readonly dashed: boolean;
}): ReactNode {
  const outcome: Outcome | undefined =
    stop.outcome === null || stop.outcome === 'done' ? undefined : stop.outcome;
  const hue = outcome === undefined ? 'ink' : hueOf[outcome];
  if (stop.kind !== 'gate')
    return (
      <circle
        cx={x}
        cy={y}
        r={5}
        fill="var(--cs-bg-surface)"
        stroke={`var(--cs-${hue}-solid)`}
        strokeWidth={1.5}
      >
        <title>{stop.name}</title>
      </circle>
    );
  if (!dashed)
    return (
      <g>
        <title>{stop.name}</title>
        <SealShape x={x} y={y} r={14} number={stop.number} outcome={outcome} plain />
      </g>
    );
  return (
    <g>
      <title>{stop.name}</title>
      <circle
        cx={x}
        cy={y}
        r={13}
        fill="var(--cs-bg-surface)"
        stroke={`var(--cs-${hue}-solid)`}
        strokeWidth={1.5}
        strokeDasharray="3.2 2.4"
      />
      <text
        x={x}
        y={y + 4}
        textAnchor="middle"
        className={classes['number']}
        fill={`var(--cs-${hue}-text)`}
      >
        {stop.number ?? '–'}
      </text>
    </g>
  );
}

const hueOfSide = ({ outcome }: Side): string =>
  `var(--cs-${outcome === null ? 'rejected' : hueOf[outcome]}-solid)`;

const endText = ({ outcome }: Side): string =>
  outcome === null ? 'goes no further' : outcomes[outcome].status.toLowerCase();

/** Day 1 is the day of the submission. */
const dayOf = ({ from, at }: Side): number => Math.floor((at - from) / 86_400_000) + 1;

const cut = (text: string, letters: number): string =>
  text.length > letters ? `${text.slice(0, letters - 1)}…` : text;
