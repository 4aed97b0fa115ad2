import type { AssignmentId, PersonId } from '#model/ids.ts';
import type { CommandOf, Refusal } from '../command.ts';
import type { CNode } from '../compiled.ts';
import { mayWork, principals } from '../people/authority.ts';
import type { MayWork } from '../people/authority.ts';
import { claimant } from '../people/claims.ts';
import type { Work } from '../request.ts';
import { actingFor, emit } from '../run.ts';
import type { Run, View } from '../run.ts';
import { openWork, personOf } from './admit.ts';
import { claimable, claimedBy } from './claim.ts';

/** Gives a claimed edge back to all who may fill it. */
export function release(run: Run, { work: id, assignment }: CommandOf<'release'>): Refusal | null {
  const found = openWork(run, id);
  if ('refused' in found) return found;
  const may = mayRelease(run, found.node, found.work, personOf(run), assignment);
  if ('refused' in may) return may;
  actingFor(run, may.principal);
  emit(run, { assignment, type: 'released', work: id });
  return null;
}

/** The claimant may, and who stands for them; of a claim that binds nobody any more, all who may fill the edge. */
export function mayRelease(
  view: View,
  node: CNode,
  work: Work,
  person: PersonId,
  assignment: AssignmentId,
): MayWork | Refusal {
  const edge = claimable(node).find((each) => each.id === assignment);
  const holder = work.claimed[assignment];
  if (holder === undefined || edge === undefined)
    return {
      refused: 'not_claimable',
      says: 'Nobody has claimed this.',
      needs: [assignment],
    };
  if (principals(view, person, work).includes(holder)) return { ok: true, principal: holder };
  if (claimant(view, node, work, edge) === null) {
    const may = mayWork(view, node, work, person, [edge]);
    if (may.ok) return may;
  }
  return claimedBy(view, work, edge);
}
