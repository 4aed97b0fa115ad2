import type { PersonId } from '#model/ids.ts';
import type { CommandOf, Refusal } from '../command.ts';
import type { CNode } from '../compiled.ts';
import { maySign } from '../people/authority.ts';
import type { MayWork } from '../people/authority.ts';
import { seatId } from '../people/edges.ts';
import { personName, quoted } from '../people/names.ts';
import { denial } from '../people/refusals.ts';
import type { Work } from '../request.ts';
import { actingFor, emit } from '../run.ts';
import type { Run, View } from '../run.ts';
import { openWork, personOf } from './admit.ts';
import { wrongPerson } from './delegate.ts';

/** The keeper asks one more person: with S the gate waits for their signature too, with C they are asked for advice. */
export function add(run: Run, { work: id, person, letter }: CommandOf<'add'>): Refusal | null {
  const found = openWork(run, id);
  if ('refused' in found) return found;
  const { node, work } = found;
  const may = mayAdd(run, node, work, personOf(run));
  if ('refused' in may) return may;
  const wrong = wrongPerson(run, person) ?? wrongReviewer(run, node, work, person, letter);
  if (wrong !== null) return wrong;
  actingFor(run, may.principal);
  emit(run, { letter, person, type: 'added', work: id });
  return null;
}

/** Who could sign as keeper may; a seat added only makes the gate stricter. */
export function mayAdd(view: View, node: CNode, work: Work, person: PersonId): MayWork | Refusal {
  if (node.kind !== 'gate' || node.keeper === null)
    return { refused: 'not_allowed', says: 'Reviewers are added to a gate, by its keeper.' };
  const may = maySign(view, node, work, person, false, node.keeper.id);
  return may.ok
    ? may
    : denial(view, may, { node, work, person, verb: 'add reviewers to', alone: 'add them' });
}

/** Somebody whose signature would be refused must not be waited for. */
function wrongReviewer(
  run: Run,
  node: CNode,
  work: Work,
  person: PersonId,
  letter: 'S' | 'C',
): Refusal | null {
  const name = personName(run, person);
  if (work.added.some((each) => each.person === person))
    return { refused: 'no_change', says: `${name} has been added already.` };
  if (letter === 'C') return null;
  const by = { person, letter, by: person };
  const seated: Work = { ...work, added: [...work.added, by] };
  const could = maySign(run, node, seated, person, true, seatId(person));
  if (could.ok && could.principal === person) return null;
  return {
    refused: could.ok ? 'not_allowed' : could.why,
    says: `${name} could not sign ${quoted(run, node.id)}${could.ok ? '' : because[could.why]}: ask somebody else.`,
  };
}

const because = {
  not_allowed: '',
  recused: ', having recused',
  requester_cannot_sign: ', being the requester of this request',
  already_signed: ' again in this round',
  separation: ' under the rules that keep people apart',
  claimed_by_other: '',
} as const;
