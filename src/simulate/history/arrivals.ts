/** When requests come: in office hours, more on Mondays and at the end of a month, few in summer and around new year. */
import { civil, day, weekday } from '#engine/time/zone.ts';
import type { Chance } from './chance.ts';
import type { Office } from './office.ts';

const most = 3;

/** So many instants between two, in order. */
export function arrivals(
  chance: Chance,
  office: Office,
  {
    from,
    until,
    requests,
  }: { readonly from: number; readonly until: number; readonly requests: number },
): readonly number[] {
  const open = office.between(from, until);
  const times: number[] = [];
  if (open <= 0) return times;
  while (times.length < requests) {
    const at = office.add(from, chance.uniform() * open);
    if (at < until && chance.often(weight(at) / most)) times.push(Math.floor(at / 1000) * 1000);
  }
  return times.toSorted((a, b) => a - b);
}

function weight(at: number): number {
  const number = Math.floor(at / day);
  const { month, day: dayOfMonth } = civil(number);
  const { month: soon } = civil(number + 3);
  const weekly = weekday(number) === 1 ? 1.2 : 1;
  if (soon !== month) return 2.5 * weekly;
  if (month === 8) return 0.55 * weekly;
  if ((month === 12 && dayOfMonth > 19) || (month === 1 && dayOfMonth < 4)) return 0.35 * weekly;
  return weekly;
}
