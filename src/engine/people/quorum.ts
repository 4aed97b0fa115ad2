import type { PersonId } from '#model/ids.ts';
import type { CNode } from '../compiled.ts';
import { isFresh } from '../fresh.ts';
import type { Signature, Work } from '../request.ts';
import type { View } from '../run.ts';
import { isEscalated, quorumOf, seatLapsed } from './edges.ts';
import type { Seat } from './edges.ts';
import { holders, members } from './roles.ts';

export const isApproving = (verdict: Signature['verdict']): boolean =>
  verdict === 'approved' || verdict === 'conditional';

/** How many approvals this edge asks for today: `all` is the role's active members, less those recused, at least 1. */
export function needed(view: View, node: CNode, seat: Seat): number {
  const quorum = quorumOf(seat);
  if (seat.person !== undefined || quorum.kind === 'any') return 1;
  if (quorum.kind === 'atLeast') return quorum.n;
  return Math.max(1, eligible(view, node, seat).length);
}

/** Who of the role may fill its edge: not those who recused. */
export function eligible(view: View, node: CNode, seat: Seat): readonly PersonId[] {
  const recused = view.request.recused[node.id] ?? [];
  const people = holders(view, node, seat);
  return recused.length === 0 ? people : people.filter((person) => !recused.includes(person));
}

/** Enough fresh approving signatures on this edge? Of `all`, one who has left since does not stand in for another. */
export function isMet(view: View, node: CNode, work: Work, seat: Seat): boolean {
  if (seat.person !== undefined && seatLapsed(view, node, seat)) return true;
  if (work.signatures.length === 0) return false;
  const all = quorumOf(seat).kind === 'all' && seat.person === undefined;
  const people = all ? eligible(view, node, seat) : null;
  let count = 0;
  for (const each of work.signatures) {
    if (each.edge !== seat.id || !isApproving(each.verdict)) continue;
    if (!isFresh(view, node, work, each)) continue;
    if (people === null || people.includes(each.for) || isEscalated(view, work, each.for))
      count += 1;
  }
  return count >= needed(view, node, seat);
}

/** Whether the edge can be met still, by all who may fill it and have not voted against. */
export function canBeMet(view: View, node: CNode, work: Work, seat: Seat): boolean {
  if (isMet(view, node, work, seat)) return true;
  const voted = work.signatures.filter(
    (each) => each.edge === seat.id && isFresh(view, node, work, each),
  );
  const against = voted.filter((each) => !isApproving(each.verdict)).map((each) => each.for);
  const people = new Set(seat.person === undefined ? eligible(view, node, seat) : [seat.person]);
  const recused = view.request.recused[node.id] ?? [];
  for (const role of work.escalated)
    for (const person of members(view, role)) if (!recused.includes(person)) people.add(person);
  for (const each of voted) people.add(each.for);
  for (const person of against) people.delete(person);
  return people.size >= needed(view, node, seat);
}
