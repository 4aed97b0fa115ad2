import type { CommandOf, Refusal } from '../command.ts';
import { blank } from '../normal.ts';
import { maySign } from '../people/authority.ts';
import { personName } from '../people/names.ts';
import { denial } from '../people/refusals.ts';
import { actingFor, emit } from '../run.ts';
import type { Run } from '../run.ts';
import { openWork, personOf, reasonNeeded } from './admit.ts';

/** Lets an item pass with a reason; the gate can then only end conditional. Whoever may not sign may not waive. */
export function waive(run: Run, command: CommandOf<'waive'>): Refusal | null {
  if ('condition' in command)
    return { refused: 'condition_closed', says: 'This condition is not open any more.' };
  const found = openWork(run, command.work);
  if ('refused' in found) return found;
  const { work, node } = found;
  const person = personOf(run);
  const row = node.items.find((each) => each.row.id === command.item)?.row;
  if (node.kind !== 'gate' || row?.waivable !== true)
    return {
      refused: 'not_waivable',
      says: `${row === undefined ? 'This item' : `“${row.text}”`} may not be waived.`,
      needs: [command.item],
    };
  const may = maySign(run, node, work, person, false);
  if (!may.ok)
    return denial(run, may, { node, work, person, verb: 'waive an item of', alone: 'waive it' });
  actingFor(run, may.principal);
  if (!node.byOutcome.has('conditional'))
    return {
      refused: 'not_waivable',
      says: 'This gate has no way for a conditional approval, so nothing may be waived.',
      needs: [command.item],
    };
  const before = work.waived[command.item];
  if (before !== undefined)
    return {
      refused: 'not_waivable',
      says: `${personName(run, before.by)} has waived this item already.`,
      needs: [command.item],
    };
  if (blank(command.reason)) return reasonNeeded('Say why this item may be waived.');
  emit(run, { item: command.item, reason: command.reason, type: 'waived', work: work.id });
  return null;
}
