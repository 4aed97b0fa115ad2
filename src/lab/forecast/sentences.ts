/** The answer in words: how long, who holds it up, what the other side would have been. */
import type { Estimate } from '#simulate/forecast/estimate.ts';
import { busiest } from './busiest.ts';
import type { Result } from './use-forecast.ts';
import { isSure, written } from './words.ts';

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
  const than = otherName === 'as stated' ? 'than as stated' : `than ${otherName}`;
  if (!isSure(cycle)) return `No difference ${than.replace('than', 'to')} is left beyond chance.`;
  const { value, half } = written({ mean: Math.abs(cycle.mean), half: cycle.half }, 'time');
  return `That is ${value} (${half.replace('±', '± ')}) ${cycle.mean < 0 ? 'faster' : 'slower'} ${than}.`;
}
