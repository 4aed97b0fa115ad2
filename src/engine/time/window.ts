/** Deployment windows (DOMAIN.md §4): weekly openings minus closures, in the window's own time zone. */
import type { Closure, Window } from '#model/diagram.ts';
import type { HolidayListId } from '#model/ids.ts';
import { dateSet, openings } from './openings.ts';
import { civil, day, dayNumber, isoDate, monthDay, weekday } from './zone.ts';

/** The dates of a holiday list of the workspace; a list it doesn't have is empty. */
export type Holidays = (list: HolidayListId) => readonly string[];

/** A wait that finds no opening within so many days suspends its request (`no_window`). */
const horizonDays = 400;

interface Days {
  readonly holiday: (number: number) => boolean;
  /** Monday to Friday and in none of the window's holiday lists: what a bank calls a banking day. */
  readonly working: (number: number) => boolean;
}

/** Every kind of closure: whether it closes the local day. */
const closes: {
  readonly [K in Closure['kind']]: (
    closure: Extract<Closure, { readonly kind: K }>,
    number: number,
    days: Days,
    holidays: Holidays,
  ) => boolean;
} = {
  holidays: (closure, number, days, holidays) => {
    const list = dateSet(holidays(closure.list));
    if (list.has(isoDate(number))) return true;
    if (!closure.workingDayBefore || !days.working(number)) return false;
    // Every day off that follows has this one as its last working day before.
    for (let next = number + 1; !days.working(next) && next < number + 30; next++)
      if (list.has(isoDate(next))) return true;
    return false;
  },
  dates: (closure, number) => dateSet(closure.dates).has(isoDate(number)),
  yearly: (closure, number) => {
    const date = monthDay(civil(number));
    return closure.from <= closure.to
      ? closure.from <= date && date <= closure.to
      : closure.from <= date || date <= closure.to;
  },
  monthEnd: (closure, number, days) => {
    const c = civil(number);
    if (closure.months && !closure.months.includes(c.month)) return false;
    let left = closure.workingDays;
    // Closed from the n-th last working day to the end of the month.
    for (let at = dayNumber(c.year, c.month + 1, 1) - 1; left > 0; at--) {
      if (at === number) return true;
      if (civil(at).month !== c.month) return false;
      if (days.working(at)) left--;
    }
    return false;
  },
  weekOfQuarterEnd: (_, number) => {
    const monday = number - (weekday(number) - 1);
    for (let at = monday; at < monday + 7; at++) {
      const next = civil(at + 1);
      if (next.day === 1 && next.month % 3 === 1) return true;
    }
    return false;
  },
};

function daysOf(window: Window, holidays: Holidays): Days {
  const lists = window.closed
    .filter((c) => c.kind === 'holidays')
    .map((c) => dateSet(holidays(c.list)));
  const holiday = (number: number): boolean => {
    if (lists.length === 0) return false;
    const date = isoDate(number);
    return lists.some((l) => l.has(date));
  };
  return { holiday, working: (number) => weekday(number) <= 5 && !holiday(number) };
}

function closedBy<K extends Closure['kind']>(
  closure: Extract<Closure, { readonly kind: K }>,
  number: number,
  days: Days,
  holidays: Holidays,
): boolean {
  const kind: K = closure.kind;
  return closes[kind](closure, number, days, holidays);
}

/**
 * The first instant at or after `from` (UTC ms) at which the window is open: `from` itself if it is open now; null
 * where it doesn't open within 400 days.
 */
export function nextOpening(window: Window, holidays: Holidays, from: number): number | null {
  const days = daysOf(window, holidays);
  const first = Math.floor(from / day) - 1; // a local date is at most one off from UTC's
  for (let number = first; number <= first + horizonDays + 1; number++) {
    const found = openings(window.open, window.zone, number);
    if (!found.some(([, closing]) => closing > from)) continue;
    if (window.closed.some((c) => closedBy(c, number, days, holidays))) continue;
    for (const [opens, closing] of found) if (closing > from) return Math.max(opens, from);
  }
  return null;
}

/** Whether the window is open at the instant (UTC ms); at its closing time it is closed. */
export const isOpen = (window: Window, holidays: Holidays, at: number): boolean =>
  nextOpening(window, holidays, at) === at;
