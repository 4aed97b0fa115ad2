/**
 * A calendar or window as a sorted list of open intervals, compiled a stretch at a time as a simulation gets there. After
 * 28 years, when dates fall on the same weekdays again, the list starts over: a long forecast needs no more memory.
 * Differs from the engine's own reckoning (engine/time) beyond those years only.
 */
import { dateSet, openings, alwaysOpen } from '#engine/time/openings.ts';
import type { Interval } from '#engine/time/openings.ts';
import { nextOpening } from '#engine/time/window.ts';
import type { Holidays } from '#engine/time/window.ts';
import { day, isoDate } from '#engine/time/zone.ts';
import type { Calendar, Window } from '#model/diagram.ts';

/* Indices below are the program's own: `!` says that they are within bounds. */

const periodDays = 10_227;
const period = periodDays * day;
const stretch = 128;
const longestRest = 400;

/** Where a simulation's present stands in the list; each replication has its own. */
export interface Cursor {
  /** Whole periods behind it, ms. */
  shift: number;
  at: number;
}
export const cursor = (): Cursor => ({ shift: 0, at: 0 });

export class OpenTime {
  /** Not one opening in the first 400 days. */
  readonly never: boolean;
  readonly #days: (number: number) => readonly Interval[];
  #from = new Float64Array(1024);
  #to = new Float64Array(1024);
  /** Open ms before each interval. */
  #before = new Float64Array(1024);
  #count = 0;
  #nextDay: number;
  readonly #lastDay: number;
  #total = 0;

  /** @param start UTC ms; no question is asked about times before it */
  constructor(start: number, days: (number: number) => readonly Interval[]) {
    this.#days = days;
    // A local date is at most one off from UTC's.
    this.#nextDay = Math.floor(start / day) - 1;
    this.#lastDay = this.#nextDay + periodDays;
    const until = this.#nextDay + longestRest;
    while (this.#count === 0 && this.#nextDay < until) this.#extend();
    this.never = this.#count === 0;
  }

  #extend(): void {
    const end = Math.min(this.#lastDay, this.#nextDay + stretch);
    for (; this.#nextDay < end; this.#nextDay += 1)
      for (const [from, to] of this.#days(this.#nextDay)) this.#add(from, to);
  }
  #add(from: number, to: number): void {
    const n = this.#count;
    // Midnight is no pause: intervals that touch are one.
    if (n > 0 && this.#to[n - 1] === from) {
      this.#to[n - 1] = to;
      this.#total += to - from;
      return;
    }
    if (n === this.#from.length) {
      this.#from = grown(this.#from);
      this.#to = grown(this.#to);
      this.#before = grown(this.#before);
    }
    this.#from[n] = from;
    this.#to[n] = to;
    this.#before[n] = this.#total;
    this.#total += to - from;
    this.#count = n + 1;
  }

  /** Moves on to the first interval that ends after `now`, which never goes back. */
  #seek(c: Cursor, now: number): void {
    this.#compileTo(c.at + 1);
    while (this.#to[c.at]! + c.shift <= now) this.#step(c);
  }
  /** The last interval may yet grow over midnight, so one more than is read is wanted. */
  #compileTo(at: number): void {
    while (at >= this.#count && this.#nextDay < this.#lastDay) this.#extend();
  }
  #step(c: Cursor): void {
    c.at += 1;
    this.#compileTo(c.at + 1);
    if (c.at >= this.#count) {
      c.at = 0;
      c.shift += period;
    }
  }

  /** The first instant at or after `now` that is open. */
  next(c: Cursor, now: number): number {
    this.#seek(c, now);
    const from = this.#from[c.at]! + c.shift;
    return from > now ? from : now;
  }

  /** The instant at which so many open ms have passed since `now`: at a closing time it, not the next opening. */
  add(c: Cursor, now: number, ms: number): number {
    if (ms <= 0) return now;
    this.#seek(c, now);
    let from = this.#from[c.at]! + c.shift;
    let to = this.#to[c.at]! + c.shift;
    if (from < now) from = now;
    if (to - from >= ms) return from + ms;
    let left = ms - (to - from);
    const { at, shift } = c;
    for (;;) {
      this.#step(c);
      from = this.#from[c.at]! + c.shift;
      to = this.#to[c.at]! + c.shift;
      if (to - from >= left) break;
      left -= to - from;
    }
    c.at = at;
    c.shift = shift;
    return from + left;
  }

  /** Open ms from the beginning to `now`. */
  passed(c: Cursor, now: number): number {
    this.#seek(c, now);
    const from = this.#from[c.at]! + c.shift;
    const periods = (c.shift / period) * this.#total;
    return periods + this.#before[c.at]! + (now > from ? now - from : 0);
  }
}

function grown(old: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const copy = new Float64Array(old.length * 2);
  copy.set(old);
  return copy;
}

/** Null where it is always open. */
export function calendarTime(
  calendar: Calendar,
  holidays: readonly string[],
  start: number,
): OpenTime | null {
  if (holidays.length === 0 && alwaysOpen(calendar.open)) return null;
  const closed = dateSet(holidays);
  return new OpenTime(start, (number) =>
    closed.size > 0 && closed.has(isoDate(number))
      ? []
      : openings(calendar.open, calendar.zone, number),
  );
}

/** A closure closes a whole local day, so its first opening tells of the day. */
export function windowTime(window: Window, holidays: Holidays, start: number): OpenTime {
  let closedUntil = -Infinity;
  return new OpenTime(start, (number) => {
    const found = openings(window.open, window.zone, number);
    const [first] = found;
    if (first === undefined || first[0] < closedUntil) return [];
    const next = nextOpening(window, holidays, first[0]);
    if (next === first[0]) return found;
    closedUntil = next ?? first[0] + longestRest * day;
    return [];
  });
}
