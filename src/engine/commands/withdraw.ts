import type { CommandOf, Refusal } from '../command.ts';
import { cancel } from '../move.ts';
import { mayOwnOrAsk, ownerRefusal } from '../people/owner.ts';
import { actingFor, emit } from '../run.ts';
import type { Run } from '../run.ts';
import { personOf } from './admit.ts';

/** Ends the request without a drawn end; its work is cancelled. */
export function withdraw(run: Run, { reason }: CommandOf<'withdraw'>): Refusal | null {
  const principal = mayOwnOrAsk(run, personOf(run));
  if (principal === null) return ownerRefusal(run, 'withdraw this request', true);
  actingFor(run, principal);
  emit(run, { reason, type: 'withdrawn' });
  cancel(run, run.request.tokens, 'withdrawn');
  emit(run, { outcome: 'withdrawn', type: 'completed' });
  return null;
}
