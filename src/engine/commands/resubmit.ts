import type { CommandOf, Refusal } from '../command.ts';
import { change, notEditable, realChanges, unknownKeys } from '../edit-form.ts';
import { mayFinish, mayAs } from '../people/authority.ts';
import { workers } from '../people/edges.ts';
import { personName } from '../people/names.ts';
import { denial } from '../people/refusals.ts';
import { actingFor, workOf } from '../run.ts';
import type { Run } from '../run.ts';
import { openWork, personOf } from './admit.ts';
import { editableKeys } from './edit.ts';
import { finishStep } from './finish.ts';

/** The requester's `edit` and `finish` in one: the changed request goes back to who returned it. */
export function resubmit(run: Run, command: CommandOf<'resubmit'>): Refusal | null {
  const found = openWork(run, command.work);
  if ('refused' in found) return found;
  const { work, node } = found;
  const person = personOf(run);
  const { requester } = run.request;
  if (node.kind !== 'step' || mayAs(run, person, (each) => each === requester) === null)
    return {
      refused: 'not_allowed',
      says: `${personName(run, requester)}, who made this request, must resubmit it.`,
      who: [requester],
    };
  const may = mayFinish(run, node, work, person, workers(node));
  if (!may.ok) return denial(run, may, { node, work, person, verb: 'resubmit' });
  actingFor(run, may.principal);
  const unknown = unknownKeys(run, command.changes);
  if (unknown !== null) return unknown;
  const changes = realChanges(run, command.changes);
  const keys = Object.keys(changes);
  if (keys.length > 0) {
    const refused = notEditable(run, keys, editableKeys(run, node)) ?? change(run, changes);
    if (refused !== null) return refused;
  }
  return finishStep(run, { node, work: workOf(run.request, work.id) ?? work });
}
