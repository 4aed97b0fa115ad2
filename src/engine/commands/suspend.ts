import type { CommandOf, Refusal } from '../command.ts';
import { blank } from '../normal.ts';
import { mayOwn, ownerRefusal } from '../people/owner.ts';
import { actingFor } from '../run.ts';
import type { Run } from '../run.ts';
import { suspend as suspended } from '../suspend.ts';
import { personOf, reasonNeeded } from './admit.ts';

/** The owner stops a request by hand: clocks stand, waits go on, and nothing is decided until it is resumed. */
export function suspend(run: Run, { reason }: CommandOf<'suspend'>): Refusal | null {
  const principal = mayOwn(run, personOf(run));
  if (principal === null) return ownerRefusal(run, 'suspend this request');
  if (blank(reason)) return reasonNeeded('Say why this request is suspended.');
  actingFor(run, principal);
  suspended(run, { code: 'by_hand' }, reason);
  return null;
}
