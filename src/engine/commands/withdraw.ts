import type { CommandOf, Refusal } from '../command.ts';
import { cancel } from '../move.ts';
import { mayOwnOrAsk, ownerRefusal } from '../people/owner.ts';
import { actingFor, emit } from '../run.ts';
import type { Run } from '../run.ts';
import { byParent, personOf } from './admit.ts';

/** Ends the request without a drawn end; its work is cancelled. */
export function withdraw(run: Run, { reason }: CommandOf<'withdraw'>): Refusal | null {
  // A child request goes with the part of its parent that waited for it.
  if (!byParent(run)) {
    const principal = mayOwnOrAsk(run, personOf(run));
    if (principal === null) return ownerRefusal(run, 'withdraw this request', true);
    actingFor(run, principal);
  } else if (run.request.parent === null)
    return { refused: 'not_allowed', says: 'This request belongs to no other one.' };
  emit(run, { reason, type: 'withdrawn' });
  cancel(run, run.request.tokens, 'withdrawn');
  emit(run, { outcome: 'withdrawn', type: 'completed' });
  return null;
}
