/** Whose work it is: an edge that one of several may fill can be claimed, and then waits for the claimant. */
import type { Assignment } from '#model/diagram.ts';
import type { PersonId } from '#model/ids.ts';
import type { CNode } from '../compiled.ts';
import type { Work } from '../request.ts';
import type { View } from '../run.ts';
import { holds } from './roles.ts';
import { decidesUnder, separation } from './separation.ts';

/**
 * Who holds the claim on an edge, or null. A claim must not stop a request: it binds nobody once its holder has left the
 * role, has recused or is absent, or may not fill the edge any more (kept apart by a rule since, or their signature
 * stands on another edge), nor where the work was escalated.
 */
export function claimant(
  view: View,
  node: CNode,
  work: Work,
  edge: Pick<Assignment, 'id' | 'role' | 'letter' | 'node'>,
): PersonId | null {
  const person = work.claimed[edge.id];
  if (person === undefined || work.escalated.length > 0) return null;
  if (!holds(view, node, edge, person)) return null;
  if (view.request.recused[node.id]?.includes(person) === true) return null;
  return isAbsent(view, person) || isBarred(view, node, work, edge, person) ? null : person;
}

/** Whom the SOP's rules, or one signature for one person, keep from filling the edge they have claimed. */
function isBarred(
  view: View,
  node: CNode,
  work: Work,
  edge: Pick<Assignment, 'id' | 'letter'>,
  person: PersonId,
): boolean {
  if (node.kind === 'step') {
    const broken = separation(view, node, person, person, false);
    return broken !== null && broken.limitation === null;
  }
  if (edge.letter !== 'A' && edge.letter !== 'S') return false;
  const elsewhere = work.signatures.some(
    (each) => each.edge !== edge.id && (each.by === person || each.for === person),
  );
  return elsewhere || decidesUnder(view, node, person, person) === null;
}

/** Somebody else's claim stands between this person and the edge. */
export function claimedByOther(
  view: View,
  node: CNode,
  work: Work,
  edge: Assignment,
  principal: PersonId,
): boolean {
  if (work.claimed[edge.id] === undefined) return false;
  const holder = claimant(view, node, work, edge);
  return holder !== null && holder !== principal;
}

function isAbsent(view: View, person: PersonId): boolean {
  for (const absence of Object.values(view.directory.absences))
    if (absence.person === person && absence.from <= view.now && view.now < absence.to) return true;
  return false;
}
