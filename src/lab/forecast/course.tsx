/** What happens where people are too few: requests take the longer the later they come. */
import type { ReactNode } from 'react';
import { named } from '#ui/named.ts';
import { numberText } from '#ui/format.ts';
import { useWidth } from '#ui/width.ts';
import { Card, Rows } from './card.tsx';
import classes from './chart.module.css';
import { ticksTo } from './spread.ts';
import type { Side } from './use-forecast.ts';
import { valueText } from './words.ts';

const height = 200;
const top = 12;
const bottom = 40;
const left = 44;

const hours = (took: number): string => valueText({ mean: took, half: null }, 'time');

export function Course({ side: { course, forecast } }: { readonly side: Side }): ReactNode {
  const [ref, width] = useWidth<HTMLDivElement>();
  if (course.length < 2) return null;
  const most = Math.max(...course);
  const inDays = most >= 72;
  const floor = height - bottom;
  const x = (at: number): number =>
    left + (at / (course.length - 1)) * Math.max(0, width - left - 8);
  const y = (took: number): number => floor - (took / most) * (floor - top);
  const each = forecast.cases / course.length;
  return (
    <Card
      title="From an empty beginning"
      table={
        <Rows
          head={['Requests finished', 'Cycle time, mean']}
          rows={course.map((took, i) => [numberText(Math.round((i + 1) * each)), hours(took)])}
        />
      }
    >
      <div ref={ref} className={classes['chart']}>
        <svg
          width={width}
          height={height}
          {...named(
            `Cycle time of one run from an empty beginning: ${hours(course[0] ?? 0)} at first, ${hours(course.at(-1) ?? 0)} at its end`,
          )}
        >
          {ticksTo(inDays ? most / 24 : most).map((tick) => {
            const at = y(inDays ? tick * 24 : tick);
            return (
              <g key={tick}>
                <path d={`M${left} ${at}H${width}`} className={classes['grid']} />
                <text x={left - 8} y={at + 4} className={classes['axis']} textAnchor="end">
                  {tick} {inDays ? 'd' : 'h'}
                </text>
              </g>
            );
          })}
          <path
            d={course.map((took, i) => `${i === 0 ? 'M' : 'L'}${x(i)} ${y(took)}`).join('')}
            className={classes['course']}
          />
          <path d={`M${left} ${floor}H${width}`} className={classes['base']} />
          <text x={left} y={floor + 16} className={classes['axis']}>
            0
          </text>
          <text x={width - 8} y={floor + 16} className={classes['axis']} textAnchor="end">
            {numberText(forecast.cases)}
          </text>
          <text x={width / 2} y={height - 6} className={classes['axis']} textAnchor="middle">
            Requests finished, one run
          </text>
        </svg>
      </div>
    </Card>
  );
}
