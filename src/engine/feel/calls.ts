/** The functions of the profile on values (DMN 1.5, 10.3.4). An argument of the wrong type gives null. */
import { day as dayMs, civil, dayNumber, weekday } from '../time/zone.ts';
import {
  Clock,
  Day,
  dayOf,
  isTemporal,
  Moment,
  Months,
  parts,
  readClock,
  readDay,
  readDuration,
  readMoment,
  Span,
  two,
} from './temporal.ts';
import { equals } from './compare.ts';
import type { Env } from './value.ts';

export type Call = (e: Env, a: unknown, b: unknown, c: unknown, d: unknown) => unknown;

/** A list of one stands for its element where one value is wanted. */
const one = (value: unknown): unknown =>
  Array.isArray(value) && value.length === 1 ? value[0] : value;
const text =
  (does: (a: string, b: string) => unknown): Call =>
  (e, a, b) => {
    const left = one(a);
    const right = b === undefined ? '' : one(b);
    if (typeof left !== 'string' || typeof right !== 'string') return null;
    e.left -= left.length >> 6;
    return does(left, right);
  };
const number =
  (does: (n: number, scale: number) => number): Call =>
  (_, a, b) => {
    const n = one(a);
    const scale = b === undefined ? 0 : one(b);
    if (typeof n !== 'number' || typeof scale !== 'number') return null;
    const result = does(n, scale);
    return Number.isFinite(result) ? result : null;
  };
const scaled =
  (does: (n: number) => number) =>
  (n: number, scale: number): number => {
    const by = 10 ** scale;
    const result = does(n * by) / by;
    return Number.isNaN(result) ? n : result;
  };
const half = (n: number, scale: number): boolean => Math.abs((n * 10 ** scale) % 1) === 0.5;

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
/** Day number of a date or a date and time. */
function dayIn(value: unknown): number | null {
  const of = one(value);
  if (of instanceof Day) return of.day;
  return of instanceof Moment ? Math.floor(of.wall / dayMs) : null;
}

function date(_: Env, a: unknown, b: unknown, c: unknown): unknown {
  if (b === undefined && c === undefined) {
    if (typeof a === 'string') return readDay(a);
    if (a instanceof Day) return a;
    return a instanceof Moment ? new Day(Math.floor(a.wall / dayMs)) : null;
  }
  const day = one(c);
  const month = one(b);
  if (!whole(a) || !whole(month) || !whole(day)) return null;
  if (month < 1 || month > 12 || day < 1 || a < 0 || a > 9999) return null;
  const at = dayNumber(a, month, day);
  return civil(at).month === month ? dayOf(at) : null;
}
const whole = (value: unknown): value is number => Number.isInteger(value);

function time(_: Env, a: unknown, b: unknown, c: unknown, d: unknown): unknown {
  if (typeof a === 'string') return readClock(a);
  if (a instanceof Clock) return a;
  if (a instanceof Moment) return new Clock(a.wall - Math.floor(a.wall / dayMs) * dayMs, a.zone);
  if (a instanceof Day) return new Clock(0, 'UTC');
  const minute = one(b);
  const second = one(c);
  if (!whole(a) || !whole(minute) || !whole(second)) return null;
  if (a < 0 || a > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return null;
  const ms = ((a * 60 + minute) * 60 + second) * 1000;
  if (d === undefined || d === null) return new Clock(ms, null);
  if (!(d instanceof Span) || Math.abs(d.ms) >= dayMs) return null;
  const { hours, minutes, seconds } = parts(Math.abs(d.ms));
  const zone = `${d.ms < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}${seconds === 0 ? '' : `:${two(seconds)}`}`;
  return new Clock(ms, zone);
}

function dateAndTime(e: Env, a: unknown, b: unknown): unknown {
  if (b === undefined) return typeof a === 'string' ? readMoment(a) : null;
  const at = b instanceof Moment ? time(e, b, undefined, undefined, undefined) : b;
  const day = a instanceof Day || a instanceof Moment ? dayIn(a) : null;
  return day === null || !(at instanceof Clock) ? null : new Moment(day * dayMs + at.ms, at.zone);
}

function contains(e: Env, list: unknown, element: unknown): unknown {
  if (list === null) return null;
  const elements = Array.isArray(list) ? list : [list];
  e.left -= elements.length;
  return elements.some(
    (each) => each === element || (isTemporal(each) && equals(each, element, e) === true),
  );
}

export const calls: { readonly [name: string]: Call } = {
  not: (_, a) => (typeof a === 'boolean' ? !a : null),
  date,
  time,
  'date and time': dateAndTime,
  duration: (_, a) => {
    const from = one(a);
    return typeof from === 'string' ? readDuration(from) : null;
  },
  'day of week': (_, a) => {
    const day = dayIn(a);
    return day === null ? null : (weekdays[weekday(day) - 1] ?? null);
  },
  'month of year': (_, a) => {
    const day = dayIn(a);
    return day === null ? null : (months[civil(day).month - 1] ?? null);
  },
  count: (_, a) => (a === null ? null : Array.isArray(a) ? a.length : 1),
  abs: (_, a) => {
    if (typeof a === 'number') return Math.abs(a);
    if (a instanceof Span) return new Span(Math.abs(a.ms));
    return a instanceof Months ? new Months(Math.abs(a.months)) : null;
  },
  floor: number((n, scale) => Math.floor(n * 10 ** scale) / 10 ** scale),
  ceiling: number((n, scale) => Math.ceil(n * 10 ** scale) / 10 ** scale),
  'round up': number((n, scale) => scaled(n > 0 ? Math.ceil : Math.floor)(n, scale)),
  'round down': number((n, scale) => scaled(n > 0 ? Math.floor : Math.ceil)(n, scale)),
  'round half up': number((n, scale) =>
    scaled(half(n, scale) ? (n > 0 ? Math.ceil : Math.floor) : Math.round)(n, scale),
  ),
  'round half down': number((n, scale) =>
    scaled(half(n, scale) ? (n > 0 ? Math.floor : Math.ceil) : Math.round)(n, scale),
  ),
  decimal: number(scaled(even)),
  'list contains': contains,
  'string length': text((a) => {
    let n = 0;
    for (const _ of a) n += 1;
    return n;
  }),
  contains: text((a, b) => a.includes(b)),
  'starts with': text((a, b) => a.startsWith(b)),
  'ends with': text((a, b) => a.endsWith(b)),
  'upper case': text((a) => a.toUpperCase()),
  'lower case': text((a) => a.toLowerCase()),
  year: ofDay((day) => civil(day).year),
  month: ofDay((day) => civil(day).month),
  day: ofDay((day) => civil(day).day),
  weekday: ofDay(weekday),
  hour: ofTime((ms) => parts(ms).hours),
  minute: ofTime((ms) => parts(ms).minutes),
  second: ofTime((ms) => parts(ms).seconds),
  days: ofSpan((ms) => parts(ms).days),
  hours: ofSpan((ms) => parts(ms).hours),
  minutes: ofSpan((ms) => parts(ms).minutes),
  seconds: ofSpan((ms) => parts(ms).seconds),
  years: property((a) => (a instanceof Months ? positive(a.months / 12) : null)),
  months: property((a) => (a instanceof Months ? positive(a.months % 12) : null)),
};

/** Whole, toward zero, and never −0. */
const positive = (n: number): number => Math.trunc(n) + 0;
/** To the nearest, a half to the even neighbor. */
function even(n: number): number {
  const low = Math.floor(n);
  return n - low === 0.5 ? low + (low % 2 === 0 ? 0 : 1) : Math.round(n);
}

/** What is read off a value; of a list: off each element. */
function property(read: (value: unknown) => unknown): Call {
  return (_, a) => (Array.isArray(a) ? a.map(read) : read(a));
}
function ofDay(read: (day: number) => number): Call {
  return property((value) => {
    const day = isTemporal(value) ? dayIn(value) : null;
    return day === null ? null : read(day);
  });
}
function ofTime(read: (ms: number) => number): Call {
  return property((value) => {
    if (value instanceof Clock) return read(value.ms);
    return value instanceof Moment
      ? read(value.wall - Math.floor(value.wall / dayMs) * dayMs)
      : null;
  });
}
function ofSpan(read: (ms: number) => number): Call {
  return property((value) => (value instanceof Span ? positive(read(value.ms)) : null));
}

/** sum, min, max and mean: of one list, or of the arguments. */
export const folds: { readonly [name: string]: (numbers: readonly number[]) => number } = {
  sum: (numbers) => numbers.reduce((a, b) => a + b),
  min: (numbers) => numbers.reduce((a, b) => Math.min(a, b)),
  max: (numbers) => numbers.reduce((a, b) => Math.max(a, b)),
  mean: (numbers) => numbers.reduce((a, b) => a + b) / numbers.length,
};
export function folded(
  e: Env,
  does: (numbers: readonly number[]) => number,
  values: readonly unknown[],
): number | null {
  const [first] = values;
  const list: readonly unknown[] = values.length === 1 && Array.isArray(first) ? first : values;
  e.left -= list.length;
  const numbers = list.filter((each) => typeof each === 'number');
  if (numbers.length === 0 || numbers.length < list.length) return null;
  const result = does(numbers);
  return Number.isFinite(result) ? result : null;
}
