import type { Condition, ConditionEffect } from '#engine/request.ts';
import { dateText } from '#ui/format.ts';

/** What an open condition holds up, after its due date. */
export const effectWords: Readonly<Record<ConditionEffect, string>> = {
  nextGate: 'blocks the next gate',
  end: 'blocks the end',
  runsOn: 'runs on after the end',
};
/** The same as a choice. */
export const effectChoices: readonly {
  readonly value: ConditionEffect;
  readonly label: string;
}[] = [
  { value: 'nextGate', label: 'Blocks the next gate' },
  { value: 'end', label: 'Blocks the end' },
  { value: 'runsOn', label: 'Runs on after the end' },
];

/** The last day on which it is in time, in the SOP's zone: `due` is the midnight that ends it. */
export const dueDay = ({ due }: Condition, zone: string): string => dateText(due - 1, zone);

const day = 86_400_000;

/** How an open condition stands against its due date, in words; amber on its last day. */
export function conditionDue(
  condition: Condition,
  zone: string,
  now: number,
): { readonly says: string; readonly tone: 'rejected' | 'conditional' | 'approved' } {
  const when = dueDay(condition, zone);
  if (condition.overdue || condition.due <= now)
    return { says: `was due ${when}`, tone: 'rejected' };
  return { says: `due ${when}`, tone: condition.due - now < day ? 'conditional' : 'approved' };
}
