import type { EndOutcome } from '#model/diagram.ts';
import type { CommandOf, Refusal } from '../command.ts';
import { blank } from '../normal.ts';
import { mayOwn, ownerRefusal } from '../people/owner.ts';
import { actingFor, emit } from '../run.ts';
import type { Run } from '../run.ts';
import { personOf, reasonNeeded } from './admit.ts';

const stands: ReadonlySet<EndOutcome | null> = new Set<EndOutcome>(['approved', 'completed']);

/** The owner takes back what was approved; its token goes on the status list. */
export function revoke(run: Run, { reason }: CommandOf<'revoke'>): Refusal | null {
  const principal = mayOwn(run, personOf(run));
  if (principal === null) return ownerRefusal(run, 'revoke this approval');
  const { status, outcome } = run.request;
  if (status !== 'completed')
    return {
      refused: 'not_allowed',
      says: 'Only a request that has ended can be revoked. Withdraw this one instead.',
    };
  if (!stands.has(outcome))
    return {
      refused: 'no_change',
      says: `There is no approval to revoke: this request ended ${outcome ?? ''}.`,
    };
  if (blank(reason)) return reasonNeeded('Say why the approval is revoked.');
  actingFor(run, principal);
  emit(run, { reason, type: 'revoked' });
  return null;
}
