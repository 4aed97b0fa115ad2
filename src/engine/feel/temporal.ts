/**
 * FEEL's dates, times and durations as small values: numbers and a zone. Classes, so that data can't forge them: what
 * comes as JSON is never an instance. Years 0 to 9999, to the millisecond.
 */
import { Temporal } from 'temporal-polyfill';
import { civil, dayNumber, isoDate, isZone, parseDate, day as dayMs } from '../time/zone.ts';

/** A date: days since 1970-01-01. */
export class Day {
  readonly day: number;
  constructor(day: number) {
    this.day = day;
  }
}
/** A time of day: ms since midnight; zone null where none was written. */
export class Clock {
  readonly ms: number;
  readonly zone: string | null;
  constructor(ms: number, zone: string | null) {
    this.ms = ms;
    this.zone = zone;
  }
}
/** A date and time: wall time as ms since 1970-01-01T00:00 there; zone null where none was written. */
export class Moment {
  readonly wall: number;
  readonly zone: string | null;
  constructor(wall: number, zone: string | null) {
    this.wall = wall;
    this.zone = zone;
  }
}
/** A duration of days and time, in ms; a day is 24 h. */
export class Span {
  readonly ms: number;
  constructor(ms: number) {
    this.ms = ms;
  }
}
/** A duration of years and months. */
export class Months {
  readonly months: number;
  constructor(months: number) {
    this.months = months;
  }
}
export type TimeValue = Day | Clock | Moment | Span | Months;
export const isTemporal = (value: unknown): value is TimeValue =>
  value instanceof Day ||
  value instanceof Clock ||
  value instanceof Moment ||
  value instanceof Span ||
  value instanceof Months;

const first = dayNumber(0, 1, 1);
const last = dayNumber(9999, 12, 31);
const inRange = (day: number): boolean => day >= first && day <= last;
export const dayOf = (day: number): Day | null =>
  Number.isInteger(day) && inRange(day) ? new Day(day) : null;
const momentOf = (wall: number, zone: string | null): Moment | null =>
  inRange(Math.floor(wall / dayMs)) ? new Moment(wall, zone) : null;
/** Ten thousand years of ms are still whole numbers. */
export const spanOf = (ms: number): Span | null => (Number.isSafeInteger(ms) ? new Span(ms) : null);

/** Texts of dates are short; nothing longer is looked at. */
const longest = 80;

/** `2026-10-16`; of a date and time without zone or with an offset the date. */
export function readDay(text: string): Day | null {
  if (text.length > longest) return null;
  const day = parseDate(text);
  if (day !== null) return new Day(day);
  if (!text.includes('T') || /[zZ]$|@/.test(text)) return null;
  const moment = readMoment(text);
  return moment === null ? null : new Day(Math.floor(moment.wall / dayMs));
}

/** `16:30:00`, `16:30`, with `Z`, `+01:00` or `@Europe/Paris` after it. There are no leap seconds. */
export function readClock(text: string): Clock | null {
  if (text.length > longest) return null;
  const { local, zone } = splitZone(text);
  const m = /^(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?$/.exec(local);
  if (!m || !isKnown(zone)) return null;
  const ms = msOf(Number(m[1]), Number(m[2]), Number(m[3] ?? 0), m[4] ?? '');
  return ms === null ? null : new Clock(ms, zone);
}

/** `2026-10-16T16:30:00` with or without a zone; a date alone is its midnight. */
export function readMoment(text: string): Moment | null {
  if (text.length > longest) return null;
  const { local, zone } = splitZone(text);
  const at = local.indexOf('T');
  const day = parseDate(at < 0 ? local : local.slice(0, at));
  const clock = at < 0 ? new Clock(0, null) : readClock(local.slice(at + 1));
  if (day === null || clock === null || clock.zone !== null || !isKnown(zone)) return null;
  return new Moment(day * dayMs + clock.ms, zone);
}

/** `P1Y2M` or `P2DT3H`; the two kinds don't mix (DMN 1.5, 10.3.2.3.7). */
export function readDuration(text: string): Span | Months | null {
  if (text.length > longest) return null;
  const m =
    /^(-?)P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(
      text,
    );
  if (!m) return null;
  const sign = m[1] === '-' ? -1 : 1;
  if (m[2] !== undefined || m[3] !== undefined) {
    if (m[4] !== undefined || text.includes('T')) return null;
    const months = amount(m[2]) * 12 + amount(m[3]);
    return months > 120_000 ? null : new Months(sign * months + 0);
  }
  const seconds = amount(m[4]) * 86_400 + amount(m[5]) * 3600 + amount(m[6]) * 60 + amount(m[7]);
  return spanOf(sign * Math.trunc(seconds * 1000) + 0);
}

const amount = (part: string | undefined): number => (part === undefined ? 0 : Number(part));

function splitZone(text: string): { local: string; zone: string | null } {
  const at = text.indexOf('@');
  if (at >= 0) return { local: text.slice(0, at), zone: text.slice(at + 1) };
  if (/[zZ]$/.test(text)) return { local: text.slice(0, -1), zone: 'UTC' };
  const offset = /[+-]\d{2}:\d{2}(?::\d{2})?$/.exec(text);
  if (offset) return { local: text.slice(0, offset.index), zone: offset[0] };
  return { local: text, zone: null };
}
function msOf(hour: number, minute: number, second: number, fraction: string): number | null {
  if (hour > 23 || minute > 59 || second > 59) return null;
  return ((hour * 60 + minute) * 60 + second) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
}

/** Seconds of a fixed offset; null for a named zone. */
function fixed(zone: string): number | null {
  if (zone === 'UTC') return 0;
  const m = /^([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(zone);
  if (!m) return null;
  const seconds = Number(m[2]) * 3600 + Number(m[3]) * 60 + Number(m[4] ?? 0);
  return m[1] === '-' ? -seconds : seconds;
}
function isKnown(zone: string | null): boolean {
  if (zone === null) return true;
  const seconds = fixed(zone);
  if (seconds !== null) return Math.abs(seconds) < 86_400;
  return /^[A-Za-z][\w/+-]*$/.test(zone) && isZone(zone);
}

/** UTC ms of wall time in a zone. */
export function instant(wall: number, zone: string): number {
  const seconds = fixed(zone);
  if (seconds !== null) return wall - seconds * 1000;
  return zonedAt(wall, zone).epochMilliseconds;
}
const zonedAt = (wall: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(wall)
    .toZonedDateTimeISO('UTC')
    .toPlainDateTime()
    .toZonedDateTime(isZone(zone) ? zone : 'UTC');

/** Added to wall time; in a named zone days are calendar days and hours are elapsed, as the zone's clock changes. */
export function shift(moment: Moment, by: Span | Months, sign: 1 | -1): Moment | null {
  const { wall, zone } = moment;
  if (by instanceof Months) {
    const day = addMonths(Math.floor(wall / dayMs), sign * by.months);
    return momentOf(day * dayMs + (wall - Math.floor(wall / dayMs) * dayMs), zone);
  }
  const ms = sign * by.ms;
  if (zone === null || fixed(zone) !== null) return momentOf(wall + ms, zone);
  const days = Math.trunc(ms / dayMs);
  if (momentOf(wall + ms, zone) === null) return null;
  const moved = zonedAt(wall, zone).add({ days, milliseconds: ms - days * dayMs });
  return momentOf(moved.toPlainDateTime().toZonedDateTime('UTC').epochMilliseconds, zone);
}

/** The same day some months on; the last of the month where it has no such day. */
export function addMonths(number: number, months: number): number {
  const { year, month, day } = civil(number);
  const at = year * 12 + month - 1 + months;
  const y = Math.floor(at / 12);
  const m = at - y * 12 + 1;
  const length = dayNumber(y, m + 1, 1) - dayNumber(y, m, 1);
  return dayNumber(y, m, Math.min(day, length));
}

export const two = (value: number): string => String(value).padStart(2, '0');

/** As ISO 8601 writes it; a named zone becomes its offset on that day. */
export function written(value: TimeValue): string {
  if (value instanceof Day) return isoDate(value.day);
  if (value instanceof Clock) return clockText(value.ms) + suffix(value.zone, value.ms);
  if (value instanceof Moment) {
    const day = Math.floor(value.wall / dayMs);
    return `${isoDate(day)}T${clockText(value.wall - day * dayMs)}${suffix(value.zone, value.wall)}`;
  }
  if (value instanceof Months) {
    const n = Math.abs(value.months);
    const years = Math.floor(n / 12);
    const text = `${years > 0 ? `${years}Y` : ''}${n % 12 > 0 || years === 0 ? `${n % 12}M` : ''}`;
    return `${value.months < 0 ? '-' : ''}P${text}`;
  }
  const { days, hours, minutes, seconds, ms } = parts(Math.abs(value.ms));
  const rest = ms === 0 ? '' : `.${String(ms).padStart(3, '0')}`;
  const time = `${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${seconds > 0 || ms > 0 ? `${seconds}${rest}S` : ''}`;
  const date = days > 0 ? `${days}D` : '';
  return `${value.ms < 0 ? '-' : ''}P${date}${time === '' ? (date === '' ? 'T0S' : '') : `T${time}`}`;
}
function clockText(ms: number): string {
  const { hours, minutes, seconds, ms: rest } = parts(ms);
  return `${two(hours)}:${two(minutes)}:${two(seconds)}${rest === 0 ? '' : `.${String(rest).padStart(3, '0')}`}`;
}
function suffix(zone: string | null, wall: number): string {
  if (zone === null) return '';
  if (zone === 'UTC') return 'Z';
  const seconds = Math.round((wall - instant(wall, zone)) / 1000);
  const n = Math.abs(seconds);
  const text = `${seconds < 0 ? '-' : '+'}${two(Math.floor(n / 3600))}:${two(Math.floor(n / 60) % 60)}`;
  return n % 60 === 0 ? text : `${text}:${two(n % 60)}`;
}

/** Toward zero, all of one sign. */
export function parts(ms: number): {
  days: number;
  hours: number;
  minutes: number;
  seconds: number;
  ms: number;
} {
  return {
    days: Math.trunc(ms / dayMs),
    hours: Math.trunc(ms / 3_600_000) % 24,
    minutes: Math.trunc(ms / 60_000) % 60,
    seconds: Math.trunc(ms / 1000) % 60,
    ms: ms % 1000,
  };
}
