import type { Assignment } from '#model/diagram.ts';
import type { AssignmentId, PersonId } from '#model/ids.ts';
import type { CommandOf, Refusal } from '../command.ts';
import type { CNode } from '../compiled.ts';
import { mayFinish, maySign, mayWork } from '../people/authority.ts';
import type { MayWork } from '../people/authority.ts';
import { claimant, claimedByOther } from '../people/claims.ts';
import { quorumOf, workers } from '../people/edges.ts';
import { personName, quoted } from '../people/names.ts';
import { isMet } from '../people/quorum.ts';
import { denial } from '../people/refusals.ts';
import type { Work } from '../request.ts';
import { actingFor, emit } from '../run.ts';
import type { Run, View } from '../run.ts';
import { openWork, personOf } from './admit.ts';

/** Takes an edge that one of several may fill: from here on it waits for the claimant, or who stands for them. */
export function claim(run: Run, { work: id, assignment }: CommandOf<'claim'>): Refusal | null {
  const found = openWork(run, id);
  if ('refused' in found) return found;
  const may = mayClaim(run, found.node, found.work, personOf(run), assignment);
  if ('refused' in may) return may;
  actingFor(run, may.principal);
  emit(run, { assignment, type: 'claimed', work: id });
  return null;
}

/** The edges of a node that can be claimed: those that one person fills. */
export const claimable = (node: CNode): readonly Assignment[] =>
  node.kind === 'step'
    ? workers(node)
    : [...node.works, ...node.signs.filter((edge) => quorumOf(edge).kind === 'any')];

export function mayClaim(
  view: View,
  node: CNode,
  work: Work,
  person: PersonId,
  assignment: AssignmentId,
): MayWork | Refusal {
  const edge = claimable(node).find((each) => each.id === assignment);
  if (edge === undefined)
    return {
      refused: 'not_claimable',
      says: `This part of ${quoted(view, node.id)} is not for one person to claim.`,
      needs: [assignment],
    };
  const signs = node.kind !== 'step' && (edge.letter === 'A' || edge.letter === 'S');
  const may = signs
    ? maySign(view, node, work, person, true, edge.id)
    : node.kind === 'step'
      ? mayFinish(view, node, work, person, [edge])
      : mayWork(view, node, work, person, [edge]);
  if (!may.ok) return denial(view, may, { node, work, person, verb: 'work on', alone: 'do it' });
  if (!signs && claimedByOther(view, node, work, edge, may.principal))
    return claimedBy(view, work, edge);
  if (claimant(view, node, work, edge) === may.principal)
    return { refused: 'no_change', says: 'This is claimed already.', needs: [assignment] };
  if (signs && isMet(view, node, work, edge))
    return {
      refused: 'not_claimable',
      says: `This part of ${quoted(view, node.id)} is signed already.`,
      needs: [assignment],
    };
  return may;
}

/** The refusal of an edge that somebody holds. */
export function claimedBy(view: View, work: Work, edge: Assignment): Refusal {
  const holder = work.claimed[edge.id];
  return {
    refused: 'claimed_by_other',
    says: `${holder === undefined ? 'Somebody' : personName(view, holder)} has claimed this, and does it or releases it.`,
    needs: [edge.id],
    ...(holder === undefined ? null : { who: [holder] }),
  };
}
