/** The intervals a list of weekly openings makes of one local day; cached per (openings, zone, day). */
import type { Opening } from '#model/diagram.ts';
import { wallTime, weekday } from './zone.ts';

/** UTC ms, from inclusive, to exclusive. */
export type Interval = readonly [from: number, to: number];

/** Opening minutes by weekday (index 1..7), sorted, overlaps united. */
function weekly(open: readonly Opening[]): readonly (readonly Interval[])[] {
  return Array.from({ length: 8 }, (_, day) => {
    const rows = open
      .filter((o) => o.day === day)
      .map((o): Interval => [Math.max(0, o.from), Math.min(1440, o.to)])
      .filter(([from, to]) => from < to)
      .toSorted((a, b) => a[0] - b[0]);
    const united: [number, number][] = [];
    for (const [from, to] of rows) {
      const last = united.at(-1);
      if (last && from <= last[1]) last[1] = Math.max(last[1], to);
      else united.push([from, to]);
    }
    return united;
  });
}

interface Known {
  readonly week: readonly (readonly Interval[])[];
  readonly always: boolean;
  readonly zones: Map<string, Map<number, readonly Interval[]>>;
}
const cache = new WeakMap<readonly Opening[], Known>();

function knownOf(open: readonly Opening[]): Known {
  let known = cache.get(open);
  if (!known) {
    const week = weekly(open);
    const always = week
      .slice(1)
      .every((d) => d.length === 1 && d[0]?.[0] === 0 && d[0][1] === 1440);
    known = { week, always, zones: new Map() };
    cache.set(open, known);
  }
  return known;
}

/** Whether every minute of the week is open. */
export const alwaysOpen = (open: readonly Opening[]): boolean => knownOf(open).always;

/** The most days kept per zone: 20 years; a forecast that walks further starts anew. */
const most = 7_300;

/** The openings of a local day in order; wall times are resolved by the zone, so a DST day has 23 or 25 hours. */
export function openings(
  open: readonly Opening[],
  zone: string,
  number: number,
): readonly Interval[] {
  const known = knownOf(open);
  let days = known.zones.get(zone);
  if (!days) known.zones.set(zone, (days = new Map()));
  let found = days.get(number);
  if (!found) {
    found = (known.week[weekday(number)] ?? [])
      .map(([from, to]): Interval => [wallTime(number, from, zone), wallTime(number, to, zone)])
      .filter(([from, to]) => from < to);
    if (days.size >= most) days.clear();
    days.set(number, found);
  }
  return found;
}

const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** The dates of a list as a set; cached by the list. */
export function dateSet(dates: readonly string[]): ReadonlySet<string> {
  let set = sets.get(dates);
  if (!set) sets.set(dates, (set = new Set(dates)));
  return set;
}
