import type { PersonId } from '#model/ids.ts';
import type { CommandOf, Refusal } from '../command.ts';
import type { CNode } from '../compiled.ts';
import { holdsHere, isRecused } from '../people/authority.ts';
import { edgesOf } from '../people/edges.ts';
import { personName, quoted } from '../people/names.ts';
import { denial } from '../people/refusals.ts';
import type { Work } from '../request.ts';
import { emit } from '../run.ts';
import type { Run, View } from '../run.ts';
import { openWork, personOf } from './admit.ts';

/**
 * Lets somebody else act in one's place at this one work; separation of duties looks at both. Only what is held in
 * one's own name can be handed on: a delegate or substitute cannot (one step only). `null` takes it back.
 */
export function delegate(run: Run, { work: id, to }: CommandOf<'delegate'>): Refusal | null {
  const found = openWork(run, id);
  if ('refused' in found) return found;
  const { node, work } = found;
  const person = personOf(run);
  const refused = mayDelegate(run, node, work, person) ?? wrongDelegate(run, work, person, to);
  if (refused !== null) return refused;
  emit(run, { to, type: 'delegated', work: id });
  return null;
}

export function mayDelegate(view: View, node: CNode, work: Work, person: PersonId): Refusal | null {
  const edges = edgesOf(node, work);
  const doing = { node, work, person, verb: 'delegate', alone: 'act' };
  if (!holdsHere(view, node, work, person))
    return {
      ...denial(view, { ok: false, why: 'not_allowed', edges }, doing),
      says: `Only who has a part in ${quoted(view, node.id)} in their own name may delegate it.`,
    };
  return isRecused(view, node, person, person)
    ? denial(view, { ok: false, why: 'recused', principal: person, edges }, doing)
    : null;
}

function wrongDelegate(
  run: Run,
  work: Work,
  person: PersonId,
  to: PersonId | null,
): Refusal | null {
  const now = Object.hasOwn(work.delegated, person) ? work.delegated[person] : undefined;
  if (to === null)
    return now === undefined
      ? { refused: 'no_change', says: 'You have delegated nothing here.' }
      : null;
  const refused = wrongPerson(run, to);
  if (refused !== null) return refused;
  if (to === person)
    return { refused: 'no_change', says: 'This work is yours: delegate it to somebody else.' };
  return now === to
    ? { refused: 'no_change', says: `${personName(run, to)} has this work from you already.` }
    : null;
}

/** Somebody who is to get work has to be there. */
export function wrongPerson(run: View, person: PersonId): Refusal | null {
  const { people } = run.directory;
  const row = Object.hasOwn(people, person) ? people[person] : undefined;
  if (row === undefined)
    return { refused: 'unknown_person', says: 'This workspace has no such person.' };
  return row.active
    ? null
    : { refused: 'inactive_person', says: `${row.name} is not active in this workspace.` };
}
