/** Equality and order (DMN 1.5, 10.3.2.13): between values of two types both are null, "cannot be told". */
import { Clock, Day, Moment, Months, Span, instant, isTemporal } from './temporal.ts';
import { isRecord } from './value.ts';
import type { Env } from './value.ts';

/** true, false, or null where the two cannot be compared. A list of one is its element, as FEEL has it. */
export function equals(a: unknown, b: unknown, e: Env, depth = 0): boolean | null {
  if (a === null || b === null) return a === b;
  if (typeof a !== 'object' && typeof b !== 'object') return typeof a === typeof b ? a === b : null;
  const left = single(a);
  const right = single(b);
  if (left === undefined || right === undefined) return left === right ? true : null;
  if (left === null || right === null) return left === right ? true : null;
  if (typeof left !== 'object' || typeof right !== 'object')
    return typeof left === typeof right ? left === right : null;
  if (isTemporal(left) || isTemporal(right)) return sameTime(left, right);
  if (depth > 20) return null;
  if (Array.isArray(left) && Array.isArray(right)) {
    if (left.length !== right.length) return false;
    e.left -= left.length;
    return left.every((each, i) => equals(each, right[i], e, depth + 1) === true);
  }
  if (!isRecord(left) || !isRecord(right)) return null;
  const keys = Object.keys(left);
  e.left -= keys.length;
  return (
    keys.length === Object.keys(right).length &&
    keys.every(
      (key) => Object.hasOwn(right, key) && equals(left[key], right[key], e, depth + 1) === true,
    )
  );
}
const single = (value: unknown): unknown =>
  Array.isArray(value) && value.length < 2 ? value[0] : value;

function sameTime(a: unknown, b: unknown): boolean | null {
  if (a instanceof Day && b instanceof Day) return a.day === b.day;
  if (a instanceof Span && b instanceof Span) return a.ms === b.ms;
  if (a instanceof Months && b instanceof Months) return a.months === b.months;
  if (a instanceof Clock && b instanceof Clock)
    return (a.zone === null) === (b.zone === null) && clock(a) === clock(b);
  if (a instanceof Moment && b instanceof Moment)
    return (a.zone === null) === (b.zone === null) && moment(a, 'UTC') === moment(b, 'UTC');
  return null;
}
const clock = (value: Clock): number => instant(value.ms, value.zone ?? 'UTC');
const moment = (value: Moment, zone: string): number => instant(value.wall, value.zone ?? zone);

/**
 * Negative, zero or positive; null where the two have no order. Wall time without a zone is read in `zone` where it
 * stands against a time that has one.
 */
export function order(a: unknown, b: unknown, zone: string): number | null {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (a instanceof Day && b instanceof Day) return a.day - b.day;
  if (a instanceof Moment && b instanceof Moment) {
    const local = a.zone === null && b.zone === null ? 'UTC' : zone;
    return moment(a, local) - moment(b, local);
  }
  if (a instanceof Clock && b instanceof Clock) return clock(a) - clock(b);
  if (a instanceof Span && b instanceof Span) return a.ms - b.ms;
  if (a instanceof Months && b instanceof Months) return a.months - b.months;
  return null;
}
