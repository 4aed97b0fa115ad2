/** Local dates and instants (CORE.md §7). */
import { Temporal } from 'temporal-polyfill';
import { isZone, parseDate, wallTime, zoned } from './zone.ts';

/** UTC ms at which the local day begins; null where the text is no ISO date. */
export function startOfDay(date: string, zone: string): number | null {
  const number = parseDate(date);
  return number === null ? null : wallTime(number, 0, zone);
}

/** UTC ms at which the local day is over: the start of the next one; null where the text is no ISO date. */
export function endOfDay(date: string, zone: string): number | null {
  const number = parseDate(date);
  return number === null ? null : wallTime(number, 1440, zone);
}

/** The local date of an instant, `2026-10-16`. */
export const dateAt = (ms: number, zone: string): string =>
  zoned(ms, zone).toPlainDate().toString();

/** The date a duration of days, weeks, months or years later; null where either text cannot be read. */
export function dateAfter(date: string, duration: string): string | null {
  try {
    return Temporal.PlainDate.from(date).add(Temporal.Duration.from(duration)).toString();
  } catch {
    return null;
  }
}

/** The instant as local time with its offset, `2026-10-16T15:40:00-05:00`. */
export const isoAt = (ms: number, zone: string): string =>
  zoned(ms, zone).toString({ timeZoneName: 'never', fractionalSecondDigits: 'auto' });

/**
 * UTC ms of what an `until` expression gave: a date means its start or its end in the zone; a date and time with an
 * offset is that instant, one without is wall time of the zone. Null where the text is neither.
 */
export function instantOf(text: string, zone: string, edge: 'start' | 'end'): number | null {
  const date = edge === 'start' ? startOfDay(text, zone) : endOfDay(text, zone);
  if (date !== null) return date;
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return null;
  try {
    return /(?:Z|[+-]\d{2}:?\d{2})(?:\[.*\])?$/.test(text)
      ? Temporal.Instant.from(text).epochMilliseconds
      : Temporal.PlainDateTime.from(text).toZonedDateTime(isZone(zone) ? zone : 'UTC')
          .epochMilliseconds;
  } catch {
    return null;
  }
}
