/** Business time (CORE.md §7): it passes only while the calendar is open. */
import type { Calendar } from '#model/diagram.ts';
import { alwaysOpen, dateSet, openings } from './openings.ts';
import { day, isoDate, minute } from './zone.ts';

/** After so many days without an opening a calendar counts as one that never opens. */
const longestRest = 400;

/**
 * The intervals of open time after `from`, in order. The walk starts a day early: a zone's local date is at most one
 * off from UTC's, and so no local date need be computed. Ends after 400 days without an opening.
 */
function* openFrom(calendar: Calendar, holidays: readonly string[], from: number) {
  const closed = dateSet(holidays);
  let rest = 0;
  for (let number = Math.floor(from / day) - 1; rest <= longestRest; number++, rest++) {
    const found = openings(calendar.open, calendar.zone, number);
    if (found.length === 0 || (closed.size > 0 && closed.has(isoDate(number)))) continue;
    rest = 0;
    for (const interval of found) if (interval[1] > from) yield interval;
  }
}

/**
 * The instant at which so many minutes of open time have passed since `from`: at a closing time it is that closing
 * time, not the next opening.
 * @param holidays ISO dates on which it is closed all day
 * @param from UTC ms
 * @returns UTC ms, whole. Of a calendar that never opens: `from` and the minutes as elapsed time.
 */
export function addBusiness(
  calendar: Calendar,
  holidays: readonly string[],
  from: number,
  minutes: number,
): number {
  const whole = Math.round(minutes * minute);
  if (whole <= 0) return from;
  if (holidays.length === 0 && alwaysOpen(calendar.open)) return from + whole;
  let left = whole;
  for (const [opens, closes] of openFrom(calendar, holidays, from)) {
    const start = Math.max(opens, from);
    if (closes - start >= left) return start + left;
    left -= closes - start;
  }
  return from + whole;
}

/**
 * Minutes of open time between two instants (UTC ms); negative where `to` is before `from`. Not rounded: the
 * remaining minutes of a suspended clock, added again, give the same instant.
 */
export function businessBetween(
  calendar: Calendar,
  holidays: readonly string[],
  from: number,
  to: number,
): number {
  if (to < from) return -businessBetween(calendar, holidays, to, from);
  if (holidays.length === 0 && alwaysOpen(calendar.open)) return (to - from) / minute;
  let sum = 0;
  for (const [opens, closes] of openFrom(calendar, holidays, from)) {
    if (opens >= to) break;
    sum += Math.min(closes, to) - Math.max(opens, from);
  }
  return sum / minute;
}
