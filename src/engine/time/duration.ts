/** ISO 8601 durations (CORE.md §7): hours and minutes are elapsed time, days and longer are wall time of a zone. */
import { Temporal } from 'temporal-polyfill';
import type { Iso } from '#model/diagram.ts';
import { minute, zoned } from './zone.ts';

const parsed = new Map<string, Temporal.Duration | null>();

/** The duration, or null where the text is none or negative. Cached by text. */
function durationOf(iso: Iso): Temporal.Duration | null {
  let found = parsed.get(iso);
  if (found === undefined) {
    try {
      const d = Temporal.Duration.from(iso);
      found = d.sign < 0 ? null : d;
    } catch {
      found = null;
    }
    if (parsed.size > 1_000) parsed.clear();
    parsed.set(iso, found);
  }
  return found;
}

const hasDays = (d: Temporal.Duration): boolean =>
  d.years !== 0 || d.months !== 0 || d.weeks !== 0 || d.days !== 0;
const time = (d: Temporal.Duration): number =>
  ((d.hours * 60 + d.minutes) * 60 + d.seconds) * 1000 + d.milliseconds;

/**
 * `from` plus the duration: days, weeks, months and years move the wall clock of `zone` (a month's end stays a month's
 * end), what is shorter elapses: `PT24H` and `P1D` differ on the two days of a clock change.
 * @param from UTC ms
 * @returns UTC ms, or null where the text is no duration, is negative, or leads out of the calendar
 */
export function addDuration(iso: Iso, zone: string, from: number): number | null {
  const d = durationOf(iso);
  if (!d) return null;
  if (!hasDays(d)) return from + time(d);
  try {
    return zoned(from, zone).add(d).epochMilliseconds;
  } catch {
    return null;
  }
}

/**
 * The minutes of a duration that counts on a business calendar; null where it is none or names days, for a business
 * day has no length of its own.
 */
export function businessMinutes(iso: Iso): number | null {
  const d = durationOf(iso);
  return d && !hasDays(d) ? time(d) / minute : null;
}
