/** The answer in words: how long, who holds it up, what the other side would have been. */
import type { Estimate } from '#simulate/forecast/estimate.ts';
import { busiest } from './busiest.ts';
import type { Result } from './use-forecast.ts';
import { isSure, written } from './words.ts';

/** What the other side is called where it is this one without what was changed. */
export const without = 'without';
/** Above it a role is called the bottleneck: its queue is what others wait in. */
const tight = 0.7;

export function answerOf({ own, difference }: Result, otherName: string): string {
  const { forecast } = own;
  const busy = busiest(forecast);
  const [answer = ''] = forecast.says;
  const load = busy?.utilisation?.mean ?? 0;
  return [
    answer,
    busy === null || load < tight
      ? ''
      : `“${busy.name}” is the bottleneck: ${Math.round(load * 100)} % busy.`,
    difference === null || difference.cycle === null ? '' : against(difference.cycle, otherName),
  ]
    .filter((each) => each !== '')
    .join(' ');
}

function against(cycle: Estimate, otherName: string): string {
  const from = otherName === without ? 'what it was before the changes' : otherName;
  if (!isSure(cycle)) return `It differs from ${from} by no more than chance.`;
  const than = otherName === without ? 'without the changes' : `in ${otherName}`;
  const { value, half } = written({ mean: Math.abs(cycle.mean), half: cycle.half }, 'time');
  return `That is ${value} (${half.replace('±', '± ')}) ${cycle.mean < 0 ? 'faster' : 'slower'} than ${than}.`;
}

/** Without the members' names, which only a scenario's file knows. */
export const plainly = (says: string): string =>
  says.replace(/ \((touch|duration|sop: arrivals, perWeek|sharePercent 0)\)/, '');
