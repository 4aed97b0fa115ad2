import type { CommandOf, Refusal } from '../command.ts';
import { change, realChanges, unknownKeys } from '../edit-form.ts';
import { blank } from '../normal.ts';
import { mayOwn, ownerRefusal } from '../people/owner.ts';
import { actingFor } from '../run.ts';
import type { Run } from '../run.ts';
import { personOf, reasonNeeded } from './admit.ts';

/** The owner mends the data of a suspended request, with a reason; `retry` then goes on. */
export function correct(run: Run, command: CommandOf<'correct'>): Refusal | null {
  const principal = mayOwn(run, personOf(run));
  if (principal === null) return ownerRefusal(run, 'correct this request');
  if (run.request.status !== 'suspended')
    return {
      refused: 'not_editable_now',
      says: 'A request is corrected while an incident suspends it.',
    };
  if (blank(command.reason)) return reasonNeeded('Say why the data has to be corrected.');
  actingFor(run, principal);
  const unknown = unknownKeys(run, command.changes);
  return unknown ?? change(run, realChanges(run, command.changes), command.reason);
}
