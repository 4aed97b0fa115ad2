/** A deployment window's next days, open and closed, with now and the opening that is waited for. */
import type { ReactNode } from 'react';
import { openings } from '#engine/time/openings.ts';
import { dateAt } from '#engine/time/date.ts';
import { isOpen } from '#engine/time/window.ts';
import { day, parseDate, wallTime } from '#engine/time/zone.ts';
import type { Window } from '#model/diagram.ts';
import type { Directory } from '#model/directory.ts';
import { dateTimeText, whenText } from '#ui/format.ts';
import { named } from '#ui/named.ts';
import classes from './play.module.css';

const width = 328;
const most = 8;

export function WindowStrip({
  window,
  directory,
  now,
  opens,
}: {
  readonly window: Window;
  readonly directory: Directory;
  readonly now: number;
  readonly opens: number;
}): ReactNode {
  const { zone } = window;
  const first = (parseDate(dateAt(now, zone)) ?? Math.floor(now / day)) - 1;
  const until = (parseDate(dateAt(opens, zone)) ?? first) + 1;
  const count = Math.max(4, Math.min(most, until - first + 1));
  const numbers = Array.from({ length: count }, (_, i) => first + i);
  const each = width / count;
  const holidays = (list: keyof Directory['holidays']): readonly string[] =>
    directory.holidays[list]?.days ?? [];
  const x = (at: number): number => {
    const from = wallTime(first, 0, zone);
    const to = wallTime(first + count, 0, zone);
    return Math.max(0, Math.min(width, ((at - from) / (to - from)) * width));
  };
  const open = numbers.flatMap((number) =>
    openings(window.open, zone, number).filter(([from]) => isOpen(window, holidays, from)),
  );
  const inside = opens <= wallTime(first + count, 0, zone);
  return (
    <figure className={classes['window']}>
      <figcaption className={classes['muted']}>Window, {zone}</figcaption>
      <svg
        viewBox={`0 0 ${width} 64`}
        {...named(`Now ${dateTimeText(now, zone)}; opens ${whenText(opens, now, zone)}`)}
      >
        {numbers.map((number, i) => (
          <g key={number}>
            <text x={i * each + each / 2} y={12} textAnchor="middle">
              {dateTimeText(wallTime(number, 720, zone), zone)
                .split(' ')
                .slice(0, 2)
                .join(' ')}
            </text>
            <rect x={i * each + 1} y={20} width={each - 2} height={20} rx={2} data-closed />
          </g>
        ))}
        {open.map(([from, to]) => (
          <rect
            key={from}
            x={x(from)}
            y={20}
            width={Math.max(2, x(to) - x(from))}
            height={20}
            data-open
          />
        ))}
        {inside && <path d={`M${x(now)} 30H${x(opens)}`} data-waits />}
        <path d={`M${x(now)} 16V44`} data-now />
        <circle cx={x(now)} cy={16} r={4} />
        <text x={Math.max(12, x(now))} y={58} textAnchor="middle" data-now>
          now
        </text>
        {inside && x(opens) - x(now) > 40 && (
          <text x={Math.min(width - 18, x(opens))} y={58} textAnchor="middle">
            opens
          </text>
        )}
      </svg>
    </figure>
  );
}
