import type { CommandOf, Refusal } from '../command.ts';
import { blank } from '../normal.ts';
import { mayOwn, ownerRefusal } from '../people/owner.ts';
import { actingFor } from '../run.ts';
import type { Run } from '../run.ts';
import { personOf, reasonNeeded } from './admit.ts';
import { goOn } from './retry.ts';

/** The owner lets a suspended request go on, whatever suspended it; what was left of each clock counts from now. */
export function resume(run: Run, { reason }: CommandOf<'resume'>): Refusal | null {
  const principal = mayOwn(run, personOf(run));
  if (principal === null) return ownerRefusal(run, 'resume this request');
  if (run.request.status !== 'suspended')
    return { refused: 'not_suspended', says: 'This request is not suspended.' };
  if (blank(reason)) return reasonNeeded('Say why this request goes on.');
  actingFor(run, principal);
  goOn(run, reason);
  return null;
}
