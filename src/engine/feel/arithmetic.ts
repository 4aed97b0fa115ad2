/** + − * / ** (DMN 1.5, 10.3.2.12): what has no result is null, a division by zero and an overflow too. */
import { day as dayMs } from '../time/zone.ts';
import {
  addMonths,
  Clock,
  Day,
  dayOf,
  instant,
  Moment,
  Months,
  shift,
  Span,
  spanOf,
} from './temporal.ts';

/** Characters a joined text may have. */
const longest = 100_000;
const finite = (n: number): number | null => (Number.isFinite(n) ? n : null);

export function plus(a: unknown, b: unknown): unknown {
  if (typeof a === 'number') return typeof b === 'number' ? finite(a + b) : null;
  if (typeof a === 'string')
    return typeof b === 'string' && a.length + b.length <= longest ? a + b : null;
  return isDuration(a) && !isDuration(b) ? moved(b, a, 1) : moved(a, b, 1);
}

export function minus(a: unknown, b: unknown, zone: string): unknown {
  if (typeof a === 'number') return typeof b === 'number' ? finite(a - b) : null;
  if (isDuration(b)) return moved(a, b, -1);
  if (a instanceof Clock && b instanceof Clock) return new Span(a.ms - b.ms);
  const left = wallOf(a);
  const right = wallOf(b);
  if (left === null || right === null) return null;
  if (left.zone === right.zone) return spanOf(left.wall - right.wall);
  const at = (one: Moment): number => instant(one.wall, one.zone ?? zone);
  return spanOf(at(left) - at(right));
}
const wallOf = (value: unknown): Moment | null =>
  value instanceof Moment
    ? value
    : value instanceof Day
      ? new Moment(value.day * dayMs, null)
      : null;

const isDuration = (value: unknown): value is Span | Months =>
  value instanceof Span || value instanceof Months;

function moved(value: unknown, by: unknown, sign: 1 | -1): unknown {
  if (!isDuration(by)) return null;
  if (value instanceof Span && by instanceof Span) return spanOf(value.ms + sign * by.ms);
  if (value instanceof Months && by instanceof Months)
    return new Months(value.months + sign * by.months);
  if (value instanceof Moment) return shift(value, by, sign);
  if (value instanceof Day) {
    if (by instanceof Months) return dayOf(addMonths(value.day, sign * by.months));
    // A date and hours: a date and time in UTC, where bare dates stand.
    if (by.ms % dayMs !== 0) return shift(new Moment(value.day * dayMs, 'UTC'), by, sign);
    return dayOf(value.day + (sign * by.ms) / dayMs);
  }
  if (value instanceof Clock && by instanceof Span) {
    const ms = (value.ms + sign * by.ms) % dayMs;
    return new Clock(ms < 0 ? ms + dayMs : ms, value.zone);
  }
  return null;
}

export const times = (a: unknown, b: unknown): number | null =>
  typeof a === 'number' && typeof b === 'number' ? finite(a * b) : null;
export const divided = (a: unknown, b: unknown): number | null =>
  typeof a === 'number' && typeof b === 'number' && b !== 0 ? finite(a / b) : null;
export const power = (a: unknown, b: unknown): number | null =>
  typeof a === 'number' && typeof b === 'number' ? finite(a ** b) : null;
