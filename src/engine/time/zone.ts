/** Time zones and days, the little that calendars, windows and durations share (CORE.md §7). */
import { Temporal } from 'temporal-polyfill';

export const minute = 60_000;
export const day = 86_400_000;

const known = new Map<string, boolean>();

/** Whether the zone is one the platform knows (IANA name, or UTC). */
export function isZone(zone: string): boolean {
  let is = known.get(zone);
  if (is === undefined) {
    try {
      Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
      is = true;
    } catch {
      is = false;
    }
    known.set(zone, is);
  }
  return is;
}

/** An unknown zone reckons as UTC: it is a finding of the diagram, and nothing may throw while a request runs. */
const safe = (zone: string): string => (isZone(zone) ? zone : 'UTC');

export const zoned = (ms: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(safe(zone));

/**
 * UTC ms of a wall time. A time that a spring change leaves out is the same time after the gap; one that an autumn
 * change repeats is the first of the two ("compatible", RFC 5545).
 * @param number days since 1970-01-01
 * @param minutes since local midnight, 0..1440 (1440 = the next midnight)
 */
export function wallTime(number: number, minutes: number, zone: string): number {
  const at = number * day + minutes * minute;
  if (zone === 'UTC') return at;
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO('UTC')
    .toPlainDateTime()
    .toZonedDateTime(safe(zone)).epochMilliseconds;
}

/** 1 = Monday … 7 = Sunday. 1970-01-01 was a Thursday. */
export const weekday = (number: number): number => ((((number + 3) % 7) + 7) % 7) + 1;

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`);

export interface Civil {
  readonly year: number;
  /** 1..12 */
  readonly month: number;
  readonly day: number;
}

/** Days since 1970-01-01 → proleptic Gregorian date (Hinnant, "chrono-compatible low-level date algorithms", 2013). */
export function civil(number: number): Civil {
  const z = number + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor(
    (doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365,
  );
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return {
    year: yoe + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: doy - Math.floor((153 * mp + 2) / 5) + 1,
  };
}

/** The inverse of `civil`; a month of 13 is the next January. */
export function dayNumber(year: number, month: number, dayOfMonth: number): number {
  const y0 = year + Math.floor((month - 1) / 12);
  const m = ((month - 1) % 12) + 1;
  const y = m <= 2 ? y0 - 1 : y0;
  const era = Math.floor(y / 400);
  const yoe = y - era * 400;
  const doy = Math.floor((153 * (m > 2 ? m - 3 : m + 9) + 2) / 5) + dayOfMonth - 1;
  return era * 146_097 + yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy - 719_468;
}

export const monthDay = (c: Civil): string => `${two(c.month)}-${two(c.day)}`;

/** ISO date of a day number. */
export function isoDate(number: number): string {
  const c = civil(number);
  return `${String(c.year).padStart(4, '0')}-${monthDay(c)}`;
}

/** Day number of an ISO date, or null where it is none (2026-02-30 is none). */
export function parseDate(date: string): number | null {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!m) return null;
  const number = dayNumber(Number(m[1]), Number(m[2]), Number(m[3]));
  return isoDate(number) === date ? number : null;
}
