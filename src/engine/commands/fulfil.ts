import type { CommandOf, Refusal } from '../command.ts';
import { blank } from '../normal.ts';
import { mayFulfil, openCondition } from '../people/conditions.ts';
import { route } from '../route.ts';
import { actingFor, emit } from '../run.ts';
import type { Run } from '../run.ts';
import { personOf, reasonNeeded } from './admit.ts';

/** A condition has been met, with what shows it; a token that waited for it goes on. Also after the end. */
export function fulfil(run: Run, command: CommandOf<'fulfil'>): Refusal | null {
  const { condition: id, note, evidence } = command;
  const found = openCondition(run, id);
  if ('refused' in found) return found;
  const principal = mayFulfil(run, found.condition, found.gate, personOf(run));
  if (typeof principal === 'object') return principal;
  if (evidence !== undefined && !Object.hasOwn(run.request.evidence, evidence))
    return { refused: 'no_such_evidence', says: 'This evidence has not been attached.' };
  if (evidence === undefined && blank(note))
    return reasonNeeded('Say how the condition was met, or name the evidence.');
  actingFor(run, principal);
  emit(
    run,
    evidence === undefined
      ? { condition: id, how: 'fulfilled', note, type: 'settled' }
      : { condition: id, evidence, how: 'fulfilled', note, type: 'settled' },
  );
  route(run);
  return null;
}
