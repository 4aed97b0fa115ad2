/** Office hours as one list of open stretches, with holidays left out, that can be asked about any instant. */
import { alwaysOpen, dateSet, openings } from '#engine/time/openings.ts';
import { day, isoDate } from '#engine/time/zone.ts';
import type { Compiled } from '#engine/compiled.ts';
import type { Calendar } from '#model/diagram.ts';
import type { Directory } from '#model/directory.ts';
import { Assumptions } from '../forecast/assumptions.ts';

/* Indices below are the program's own: `!` says that they are within bounds. */

export class Office {
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  /** Open ms before each stretch. */
  readonly #before: number[] = [];
  #total = 0;

  /** `calendar` null: open around the clock. Outside of the time from `from` to `until` it is open too. */
  constructor(calendar: Calendar | null, directory: Directory, from: number, until: number) {
    if (calendar === null) return;
    const list = calendar.holidays === null ? undefined : directory.holidays[calendar.holidays];
    const closed = dateSet(list?.days ?? none);
    for (let n = Math.floor(from / day) - 1; n * day <= until; n += 1)
      if (!closed.has(isoDate(n)))
        for (const [opens, closes] of openings(calendar.open, calendar.zone, n)) {
          this.#from.push(opens);
          this.#to.push(closes);
          this.#before.push(this.#total);
          this.#total += closes - opens;
        }
  }

  /** The stretch that ends after `at`. */
  #index(at: number): number {
    let low = 0;
    let high = this.#to.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#to[middle]! <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The first open instant at or after `at`. */
  next(at: number): number {
    const i = this.#index(at);
    return i === this.#to.length ? at : Math.max(at, this.#from[i]!);
  }

  /** The instant at which so many open ms have passed since `at`. */
  add(at: number, ms: number): number {
    let i = this.#index(at);
    let left = ms;
    let now = at;
    for (; i < this.#to.length; i += 1) {
      now = Math.max(at, this.#from[i]!);
      if (this.#to[i]! - now >= left) return now + left;
      left -= this.#to[i]! - now;
      now = this.#to[i]!;
    }
    return now + left;
  }

  /** Open ms between two instants. */
  between(a: number, b: number): number {
    return this.#to.length === 0 ? b - a : this.#passed(b) - this.#passed(a);
  }
  #passed(at: number): number {
    const i = this.#index(at);
    if (i === this.#to.length) return this.#total + Math.max(0, at - (this.#to.at(-1) ?? at));
    return this.#before[i]! + Math.max(0, at - this.#from[i]!);
  }
}
const none: readonly string[] = [];

/** The calendar that is stated, or that most gates' clocks run by; null: nothing ever closes. */
export function officeCalendar({ diagram, nodes }: Compiled): Calendar | null {
  const stated = new Assumptions(diagram, {}).of('sop', 'sop').calendar;
  const uses = new Map<string, number>();
  for (const { row } of nodes)
    if (row.kind === 'gate' && row.sla !== undefined)
      uses.set(row.sla.calendar, (uses.get(row.sla.calendar) ?? 0) + 1);
  const closing = Object.values(diagram.calendars)
    .filter(({ id, open }) => id === stated || !alwaysOpen(open))
    .toSorted((a, b) => (uses.get(b.id) ?? 0) - (uses.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1));
  return closing.find(({ id }) => id === stated) ?? closing[0] ?? null;
}
