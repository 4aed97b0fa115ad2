import type { CommandOf, Refusal } from '../command.ts';
import { blank } from '../normal.ts';
import { maySign } from '../people/authority.ts';
import { mayWaiveCondition, openCondition } from '../people/conditions.ts';
import { personName } from '../people/names.ts';
import { denial } from '../people/refusals.ts';
import { route } from '../route.ts';
import { actingFor, emit } from '../run.ts';
import type { Run } from '../run.ts';
import { openWork, personOf, reasonNeeded } from './admit.ts';

type WaivesItem = Extract<CommandOf<'waive'>, { readonly item: unknown }>;
type WaivesCondition = Extract<CommandOf<'waive'>, { readonly condition: unknown }>;

/**
 * Lets an item pass with a reason; the gate can then only end conditional. Or lets a condition go that a gate asked
 * for, also after the end. Whoever may not sign may not waive.
 */
export function waive(run: Run, command: CommandOf<'waive'>): Refusal | null {
  return 'condition' in command ? waiveCondition(run, command) : waiveItem(run, command);
}

function waiveItem(run: Run, command: WaivesItem): Refusal | null {
  const found = openWork(run, command.work);
  if ('refused' in found) return found;
  const { work, node } = found;
  const person = personOf(run);
  const row = node.items.find((each) => each.row.id === command.item)?.row;
  if (node.kind !== 'gate' || row?.waivable !== true)
    return {
      refused: 'not_waivable',
      says:
        row === undefined
          ? 'This gate has no such item to waive.'
          : `Nobody may waive “${row.text}”: it has to pass.`,
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

function waiveCondition(run: Run, { condition: id, reason }: WaivesCondition): Refusal | null {
  const found = openCondition(run, id);
  if ('refused' in found) return found;
  const principal = mayWaiveCondition(run, found.condition, found.gate, personOf(run));
  if (typeof principal === 'object') return principal;
  if (blank(reason)) return reasonNeeded('Say why this condition may be waived.');
  actingFor(run, principal);
  emit(run, { condition: id, how: 'waived', note: reason, type: 'settled' });
  route(run);
  return null;
}
