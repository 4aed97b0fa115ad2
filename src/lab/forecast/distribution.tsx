/** How long requests take: bars of this side, a dashed line of the other, each with its median and its P95. */
import type { ReactNode } from 'react';
import { named } from '#ui/named.ts';
import { useWidth } from '#ui/width.ts';
import { Card, Key, Rows } from './card.tsx';
import classes from './chart.module.css';
import { quantile, spreadOf, ticksTo } from './spread.ts';
import type { Result, Side } from './use-forecast.ts';
import { fullText, valueText } from './words.ts';

const height = 284;
const top = 40;
const bottom = 44;
const bars = 40;

export function Distribution({
  result: { own, other },
  ownName,
  otherName,
  children,
}: {
  readonly result: Result;
  readonly ownName: string;
  readonly otherName: string;
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <Card
      title="Cycle time"
      legend={
        <>
          <Key line={<span className={classes['bar']} />}>{ownName}</Key>
          {other !== null && (
            <Key
              line={
                <svg width={22} height={10} aria-hidden>
                  <path d="M0 5h22" className={classes['otherLine']} />
                </svg>
              }
            >
              {otherName}
            </Key>
          )}
        </>
      }
      table={<Percentiles own={own} other={other} ownName={ownName} otherName={otherName} />}
    >
      <Chart own={own} other={other} ownName={ownName} otherName={otherName} />
      {children}
    </Card>
  );
}

interface Sides {
  readonly own: Side;
  readonly other: Side | null;
  readonly ownName: string;
  readonly otherName: string;
}

function Percentiles({ own, other, ownName, otherName }: Sides): ReactNode {
  const both = [own, ...(other === null ? [] : [other])];
  return (
    <Rows
      head={['Share of requests', ownName, ...(other === null ? [] : [otherName])]}
      rows={[
        ...[50, 80, 90, 95].map((percent) => [
          `${percent} % take at most`,
          ...both.map(({ forecast }) => fullText(forecast.percentiles[`p${percent}`], 'time')),
        ]),
        ['Mean', ...both.map(({ forecast }) => fullText(forecast.cycle, 'time'))],
      ]}
    />
  );
}

function Chart({ own, other, ownName, otherName }: Sides): ReactNode {
  const [ref, width] = useWidth<HTMLDivElement>();
  const to = Math.max(
    1e-6,
    quantile(own.parts, 0.99),
    other === null ? 0 : quantile(other.parts, 0.97),
  );
  const mine = spreadOf(own.parts, to, bars).bars;
  const theirs = other === null ? null : spreadOf(other.parts, to, bars).bars;
  const highest = Math.max(...mine, ...(theirs ?? []), 1e-9);
  const x = (hours: number): number => (hours / to) * Math.max(0, width - 2) + 1;
  const floor = height - bottom;
  const y = (share: number): number => floor - (share / highest) * (floor - top);
  const inDays = to >= 72;
  const ticks = ticksTo(inDays ? to / 24 : to);
  return (
    <div ref={ref} className={classes['chart']}>
      <svg
        width={width}
        height={height}
        {...named(
          `Cycle time of ${ownName}: median ${fullText(own.forecast.percentiles['p50'], 'time')}`,
        )}
      >
        {ticks.map((tick) => {
          const at = x(inDays ? tick * 24 : tick);
          return (
            <g key={tick}>
              <path d={`M${at} ${top}V${floor}`} className={classes['grid']} />
              <text
                x={at}
                y={floor + 16}
                className={classes['axis']}
                textAnchor={anchor(at, width)}
              >
                {tick}
              </text>
            </g>
          );
        })}
        {mine.map((share, at) => (
          <rect
            key={at}
            x={x((at * to) / bars) + 0.75}
            y={y(share)}
            width={Math.max(0, x(to / bars) - x(0) - 1.5)}
            height={floor - y(share)}
            rx={1.5}
            className={classes['mine']}
          />
        ))}
        {theirs !== null && (
          <path
            d={theirs
              .map(
                (share, at) => `${at === 0 ? 'M' : 'L'}${x(((at + 0.5) * to) / bars)} ${y(share)}`,
              )
              .join('')}
            className={classes['otherLine']}
          />
        )}
        <path d={`M0 ${floor}H${width}`} className={classes['base']} />
        <Marks side={own} name={ownName} {...{ x, width, floor }} />
        {other !== null && <Marks side={other} name={otherName} dashed {...{ x, width, floor }} />}
        <text x={width / 2} y={height - 8} className={classes['axis']} textAnchor="middle">
          Cycle time in {inDays ? 'days' : 'hours'}, intake to end
        </text>
      </svg>
    </div>
  );
}
const anchor = (at: number, width: number): 'start' | 'middle' | 'end' =>
  at < 12 ? 'start' : at > width - 12 ? 'end' : 'middle';

/** Median and P95 as lines, named at their upper ends; those of the other side a line lower. */
function Marks({
  side: { forecast },
  name,
  dashed = false,
  x,
  width,
  floor,
}: {
  readonly side: Side;
  readonly name: string;
  readonly dashed?: boolean;
  readonly x: (hours: number) => number;
  readonly width: number;
  readonly floor: number;
}): ReactNode {
  const line = dashed ? classes['otherMark'] : classes['ownMark'];
  return (['p50', 'p95'] as const).map((percent) => {
    const found = forecast.percentiles[percent];
    if (found === null || found === undefined) return null;
    const at = x(found.mean);
    if (at > width) return null;
    const strong = percent === 'p50';
    const from = (strong ? 6 : top + 56) + (dashed ? 16 : 0);
    const left = at > width * 0.6;
    return (
      <g key={percent}>
        <path d={`M${at} ${from}V${floor}`} className={line} />
        <text
          x={at + (left ? -6 : 6)}
          y={from + 9}
          textAnchor={left ? 'end' : 'start'}
          className={`${classes['mark']} ${strong ? classes['strong'] : ''}`}
        >
          {strong ? name : 'P95'} {valueText(found, 'time')}
        </text>
      </g>
    );
  });
}
