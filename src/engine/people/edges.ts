import type { Assignment, Quorum } from '#model/diagram.ts';
import type { AssignmentId, PersonId, RoleId } from '#model/ids.ts';
import { as } from '#model/ids.ts';
import type { CNode } from '../compiled.ts';
import type { Work } from '../request.ts';
import type { View } from '../run.ts';
import { holds, isActive, isMember } from './roles.ts';

/** An edge that asks for signatures: drawn (A or S), or the seat of a reviewer added by hand. */
export interface Seat extends Assignment {
  readonly person?: PersonId;
}

/** An added reviewer who recused or has left counts no longer, like a member of a role. */
export const seatLapsed = (view: View, node: CNode, seat: Seat): boolean =>
  seat.person !== undefined &&
  (!isActive(view, seat.person) || view.request.recused[node.id]?.includes(seat.person) === true);

/** Added reviewers have no row in the drawing; their seat is named after them. */
export const seatId = (person: PersonId): AssignmentId => as<AssignmentId>(`added/${person}`);

/** The signing edges of a gate's work: S and added seats first, A last. */
export function seats(node: CNode, work: Work): readonly Seat[] {
  if (work.added.length === 0) return node.signs;
  const added = work.added
    .filter((each) => each.letter === 'S')
    .map((each): Seat => ({
      id: seatId(each.person),
      role: as<RoleId>(''),
      node: node.id,
      letter: 'S',
      person: each.person,
    }));
  return [...added, ...node.signs];
}

/** A person in their own name; members of an escalated role may fill any drawn edge. */
export function holdsSeat(
  view: View,
  node: CNode,
  work: Work,
  seat: Seat,
  person: PersonId,
): boolean {
  // Nobody stands in for a reviewer who has left: their seat has lapsed.
  if (seat.person !== undefined) return seat.person === person && isActive(view, person);
  return holds(view, node, seat, person) || isEscalated(view, work, person);
}

export function isEscalated(view: View, work: Work, person: PersonId): boolean {
  for (const role of work.escalated) if (isMember(view, role, person)) return true;
  return false;
}

/** Edges whose holders work a step: R, and A where drawn. */
export const workers = (node: CNode): readonly Assignment[] =>
  node.keeper === null || node.works.includes(node.keeper)
    ? node.works
    : [...node.works, node.keeper];

/** Every edge that gives somebody a part in open work: of a gate all but those only told of it. */
export const edgesOf = (node: CNode, work: Work): readonly Seat[] =>
  node.kind === 'step' ? workers(node) : [...node.works, ...seats(node, work), ...node.consulted];

const one: Quorum = { kind: 'any' };
export const quorumOf = (seat: Seat): Quorum => seat.quorum ?? one;
