/**
 * Who may do what at a piece of work (CORE.md §5.1). The answer is a fact (who stands behind whom, on which edge);
 * sentences for refusals are made in refusals.ts, only when one is needed.
 */
import type { Assignment } from '#model/diagram.ts';
import type { AssignmentId, NodeId, PersonId, RuleId } from '#model/ids.ts';
import { as } from '#model/ids.ts';
import type { CNode } from '../compiled.ts';
import type { Signature, Work } from '../request.ts';
import type { View } from '../run.ts';
import { claimant, claimedByOther } from './claims.ts';
import { edgesOf, holdsSeat, seats } from './edges.ts';
import type { Seat } from './edges.ts';
import { holds, isActive } from './roles.ts';
import { limitationOnRequester, separation } from './separation.ts';
import { isMet } from './quorum.ts';

/** Themselves first, then who delegated this work to them, then who is absent with them as substitute. One step only. */
export function principals(view: View, person: PersonId, work: Work | null): readonly PersonId[] {
  if (!isActive(view, person)) return [];
  const found: PersonId[] = [person];
  if (work !== null)
    for (const from in work.delegated) {
      const principal = as<PersonId>(from);
      if (work.delegated[principal] === person && !found.includes(principal)) found.push(principal);
    }
  const { absences } = view.directory;
  for (const key in absences) {
    const absence = absences[key];
    if (absence === undefined || absence.substitute !== person) continue;
    if (absence.from > view.now || absence.to <= view.now) continue;
    if (!found.includes(absence.person)) found.push(absence.person);
  }
  return found;
}

/** The reviewer added for advice (C) as whom this person may give it: themselves, or who they stand for. */
export function addedAdviser(view: View, work: Work, person: PersonId): PersonId | null {
  if (work.added.length === 0) return null;
  const pool = principals(view, person, work);
  const found = work.added.find(
    (each) => each.letter === 'C' && pool.includes(each.person) && isActive(view, each.person),
  );
  return found?.person ?? null;
}

/** Whether somebody has a part in this work in their own name: on an edge, or added by name. */
export const holdsHere = (view: View, node: CNode, work: Work, person: PersonId): boolean =>
  isActive(view, person) &&
  (work.added.some((each) => each.person === person) ||
    edgesOf(node, work).some((edge) =>
      edge.letter === 'A' || edge.letter === 'S'
        ? holdsSeat(view, node, work, edge, person)
        : holds(view, node, edge, person),
    ));

export type Denied =
  | { readonly ok: false; readonly why: 'not_allowed'; readonly edges: readonly Assignment[] }
  | {
      readonly ok: false;
      readonly why: 'recused' | 'requester_cannot_sign' | 'already_signed';
      readonly principal: PersonId;
      readonly edges: readonly Assignment[];
    }
  | {
      readonly ok: false;
      readonly why: 'claimed_by_other';
      readonly principal: PersonId;
      readonly edges: readonly Assignment[];
      readonly claimant: PersonId;
    }
  | {
      readonly ok: false;
      readonly why: 'separation';
      readonly principal: PersonId;
      readonly edges: readonly Assignment[];
      readonly rule: RuleId;
      readonly at: NodeId | null;
      readonly kind: 'different' | 'same' | 'atMost';
    };
export interface MayWork {
  readonly ok: true;
  readonly principal: PersonId;
}
export interface MayFinish extends MayWork {
  readonly limitation: RuleId | null;
}
export interface MaySign extends MayFinish {
  readonly seat: Seat;
  /** The signature it replaces: the same pair signing again in this round. */
  readonly earlier: Signature | null;
}

/** May they work here, on one of these edges? Members of an escalated role have A; added reviewers S. */
export function mayWork(
  view: View,
  node: CNode,
  work: Work,
  person: PersonId,
  edges: readonly Assignment[],
): MayWork | Denied {
  let denied: Denied | null = null;
  for (const principal of principals(view, person, work)) {
    const held = edges.some((edge) =>
      edge.letter === 'A' || edge.letter === 'S'
        ? holdsSeat(view, node, work, edge, principal)
        : holds(view, node, edge, principal),
    );
    if (!held) continue;
    if (!isRecused(view, node, person, principal)) return { ok: true, principal };
    denied ??= { ok: false, why: 'recused', principal, edges };
  }
  return denied ?? { ok: false, why: 'not_allowed', edges };
}

/** As `mayWork`, and within the sets of the SOP: whom a step may not have, it does not get. */
export function mayFinish(
  view: View,
  node: CNode,
  work: Work,
  person: PersonId,
  edges: readonly Assignment[],
): MayFinish | Denied {
  const pool = principals(view, person, work);
  let denied: Denied | null = null;
  for (const principal of pool) {
    const held = edges.filter((edge) => holds(view, node, edge, principal));
    const [first] = held;
    if (first === undefined) continue;
    if (isRecused(view, node, person, principal)) {
      denied ??= { ok: false, why: 'recused', principal, edges };
      continue;
    }
    if (held.every((edge) => claimedByOther(view, node, work, edge, principal))) {
      denied ??= taken(view, node, work, first, principal);
      continue;
    }
    const broken = separation(view, node, person, principal, false);
    if (broken === null) return { ok: true, principal, limitation: null };
    if (broken.limitation !== null) return { ok: true, principal, limitation: broken.limitation };
    denied ??= { ok: false, why: 'separation', principal, edges, ...broken.breach };
  }
  return denied ?? { ok: false, why: 'not_allowed', edges };
}

/**
 * May they sign, and which edge do they fill: the one they filled before in this round, else the first not met, A last.
 * `again: false` leaves out rule 5 (one signature, one person, one edge) and claims, for acts that go with signing. `on`:
 * this edge and no other.
 */
export function maySign(
  view: View,
  node: CNode,
  work: Work,
  person: PersonId,
  again = true,
  on?: AssignmentId,
): MaySign | Denied {
  const every = seats(node, work);
  const all = on === undefined ? every : every.filter((seat) => seat.id === on);
  let denied: Denied | null = null;
  for (const principal of principals(view, person, work)) {
    const held = all.filter((seat) => holdsSeat(view, node, work, seat, principal));
    if (held.length === 0) continue;
    const refuse = (why: 'recused' | 'requester_cannot_sign' | 'already_signed'): void => {
      denied ??= { ok: false, why, principal, edges: held };
    };
    if (isRecused(view, node, person, principal)) {
      refuse('recused');
      continue;
    }
    const { requester } = view.request;
    let limitation: RuleId | null = null;
    if (
      view.compiled.rules.requesterNeverSigns &&
      (person === requester || principal === requester)
    ) {
      limitation = limitationOnRequester(view);
      if (limitation === null) {
        refuse('requester_cannot_sign');
        continue;
      }
    }
    const broken = separation(view, node, person, principal, true);
    if (broken !== null) {
      if (broken.limitation === null) {
        denied ??= { ok: false, why: 'separation', principal, edges: held, ...broken.breach };
        continue;
      }
      limitation ??= broken.limitation;
    }
    const earlier =
      work.signatures.find((each) => each.by === person && each.for === principal) ?? null;
    // Signing again keeps its edge; who has lost that edge cannot move to another.
    const kept = earlier === null ? undefined : held.find((each) => each.id === earlier.edge);
    const moved = earlier !== null && kept === undefined;
    if (again && (moved || signedOtherwise(work, person, principal, earlier))) {
      refuse('already_signed');
      continue;
    }
    const seat =
      kept ??
      held.find(
        (each) =>
          !isMet(view, node, work, each) &&
          !(again && claimedByOther(view, node, work, each, principal)),
      ) ??
      held[0];
    if (seat === undefined) continue;
    if (again && claimedByOther(view, node, work, seat, principal)) {
      denied ??= taken(view, node, work, seat, principal);
      continue;
    }
    return { ok: true, principal, seat, limitation, earlier };
  }
  return denied ?? { ok: false, why: 'not_allowed', edges: all };
}

function taken(view: View, node: CNode, work: Work, edge: Assignment, principal: PersonId): Denied {
  const holder = claimant(view, node, work, edge) ?? principal;
  return { ok: false, why: 'claimed_by_other', principal, edges: [edge], claimant: holder };
}

/** Either of the two has signed this round in another pair. */
function signedOtherwise(
  work: Work,
  person: PersonId,
  principal: PersonId,
  earlier: Signature | null,
): boolean {
  for (const each of work.signatures) {
    if (each === earlier) continue;
    if (each.by === person || each.for === person) return true;
    if (each.by === principal || each.for === principal) return true;
  }
  return false;
}

export function isRecused(view: View, node: CNode, person: PersonId, principal: PersonId): boolean {
  const recused = view.request.recused[node.id];
  return recused !== undefined && (recused.includes(person) || recused.includes(principal));
}

/** Who may act as a role outside any work: member, or substitute of an absent member. */
export function mayAs(
  view: View,
  person: PersonId,
  is: (principal: PersonId) => boolean,
): PersonId | null {
  for (const principal of principals(view, person, null)) if (is(principal)) return principal;
  return null;
}
