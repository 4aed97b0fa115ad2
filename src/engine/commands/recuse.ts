import type { PersonId } from '#model/ids.ts';
import type { CommandOf, Refusal } from '../command.ts';
import type { CNode } from '../compiled.ts';
import { settle } from '../closing.ts';
import { blank } from '../normal.ts';
import { isRecused, principals } from '../people/authority.ts';
import { holdsSeat, seats } from '../people/edges.ts';
import { quoted } from '../people/names.ts';
import { denial } from '../people/refusals.ts';
import type { Work } from '../request.ts';
import { route } from '../route.ts';
import { emit, workOf } from '../run.ts';
import type { Run, View } from '../run.ts';
import { openWork, personOf, reasonNeeded } from './admit.ts';

/**
 * Steps back from a gate, in all its rounds: who recused no longer counts for its quorum, signs neither for themselves
 * nor for others there, and nobody signs for them. Whom it leaves may be enough to close the gate, or too few.
 */
export function recuse(run: Run, { work: id, reason }: CommandOf<'recuse'>): Refusal | null {
  const found = openWork(run, id);
  if ('refused' in found) return found;
  const { node, work } = found;
  const refused = mayRecuse(run, node, work, personOf(run));
  if (refused !== null) return refused;
  if (blank(reason)) return reasonNeeded('Say why you recuse.');
  emit(run, { node: node.id, reason, type: 'recused', work: id });
  const left = workOf(run.request, id);
  if (left !== undefined) settle(run, node, left);
  route(run);
  return null;
}

/** Recusal is personal: who would sign for somebody else recuses in their own name too. */
export function mayRecuse(view: View, node: CNode, work: Work, person: PersonId): Refusal | null {
  if (node.kind !== 'gate')
    return { refused: 'not_allowed', says: 'Recusal is from a gate; a step is delegated.' };
  const all = seats(node, work);
  const doing = { node, work, person, verb: 'sign' };
  const signs = principals(view, person, work).some((each) =>
    all.some((seat) => holdsSeat(view, node, work, seat, each)),
  );
  if (!signs) return denial(view, { ok: false, why: 'not_allowed', edges: all }, doing);
  if (isRecused(view, node, person, person))
    return {
      refused: 'no_change',
      says: `You have recused from ${quoted(view, node.id)} already.`,
    };
  return work.signatures.some((each) => each.by === person || each.for === person)
    ? {
        refused: 'already_signed',
        says: `You, or somebody for you, signed ${quoted(view, node.id)} in this round: a signature that counts is not taken back by recusing.`,
      }
    : null;
}
