/** When a gate closes, and what stands against an approving signature (CORE.md §5.2). */
import type { Evidence, GateOutcome } from '#model/diagram.ts';
import type { ConditionId, EvidenceId, ItemId, PersonId } from '#model/ids.ts';
import { as } from '#model/ids.ts';
import type { Refusal } from './command.ts';
import type { CNode } from './compiled.ts';
import { dataOf } from './data.ts';
import type { EventOf } from './event.ts';
import { isFresh, readingRows } from './fresh.ts';
import { itemMessage } from './message.ts';
import { move, noRoute } from './move.ts';
import { seats } from './people/edges.ts';
import type { Seat } from './people/edges.ts';
import { listed, nodeName, seatName } from './people/names.ts';
import { canBeMet, isApproving, isMet } from './people/quorum.ts';
import { tell } from './people/tell.ts';
import type { ConditionDraft, Work } from './request.ts';
import { emit, tokenOf } from './run.ts';
import type { Run, View } from './run.ts';
import { suspend } from './suspend.ts';

/** The outcome a gate closes with now, `unreachable` where no more votes could close it, or null: it stays open. */
export function outcomeOf(
  view: View,
  node: CNode,
  work: Work,
): Exclude<GateOutcome, 'expired'> | { readonly unreachable: Seat } | null {
  const fresh = work.signatures.filter((each) => isFresh(view, node, work, each));
  const all = seats(node, work);
  if (node.row.kind === 'gate' && node.row.rule === 'majority') {
    const lost = all.find((seat) => !canBeMet(view, node, work, seat));
    if (lost !== undefined) {
      const rejected = fresh.filter((each) => each.verdict === 'rejected').length;
      const returned = fresh.filter((each) => each.verdict === 'returned').length;
      if (rejected + returned === 0) return { unreachable: lost };
      return rejected > returned ? 'rejected' : 'returned';
    }
  } else {
    const against = fresh.find((each) => !isApproving(each.verdict));
    if (against !== undefined) return against.verdict;
  }
  const open = all.find((seat) => !isMet(view, node, work, seat));
  if (open !== undefined || all.length === 0) {
    const lost = all.find((seat) => !canBeMet(view, node, work, seat));
    return lost === undefined ? null : { unreachable: lost };
  }
  const conditional =
    fresh.some((each) => each.verdict === 'conditional') || Object.keys(work.waived).length > 0;
  return conditional ? 'conditional' : 'approved';
}

/**
 * After a recusal: those left may be enough to close the gate, or too few ever to. Where an item is still unanswered the
 * gate stays open, and who signed it is asked again.
 */
export function settle(run: Run, node: CNode, work: Work): void {
  const outcome = outcomeOf(run, node, work);
  if (outcome === null) return;
  if (typeof outcome === 'object') return unreachable(run, node, outcome.unreachable);
  if (isApproving(outcome) && !isReady(run, node, work)) return;
  close(run, node, work, outcome);
}

/** Whether everything but signatures is there for an approving outcome. */
const isReady = (view: View, node: CNode, work: Work): boolean =>
  itemsWith(node, work, ['fail', 'unknown', 'open']).length === 0 &&
  missingOwn(view, node) === null &&
  adviceMissing(view, node, work) === null &&
  conditionOpen(view, work) === null;

/** An edge nobody can meet any more is an incident. */
export const unreachable = (run: Run, node: CNode, seat: Seat): void =>
  suspend(run, {
    code: 'quorum_unreachable',
    node: node.id,
    ...(seat.role === '' ? null : { role: seat.role }),
  });

/** Closes the gate's work and moves its token on by the outcome's flow. */
export function close(run: Run, node: CNode, work: Work, outcome: GateOutcome): void {
  emit(run, closedEvent(run, node, work, outcome));
  tellInformed(run, node);
  const token = tokenOf(run.request, work.token);
  const flow = node.byOutcome.get(outcome);
  if (token === undefined || flow === undefined) return suspend(run, noRoute(node.id));
  move(run, token, flow);
}

const nothing: readonly EvidenceId[] = [];
function closedEvent(run: Run, node: CNode, work: Work, outcome: GateOutcome): EventOf<'closed'> {
  if (outcome !== 'approved' && outcome !== 'conditional')
    return { node: node.id, outcome, type: 'closed', work: work.id };
  const signers: PersonId[] = [];
  const drafts: ConditionDraft[] = [];
  for (const each of work.signatures) {
    if (!isApproving(each.verdict) || !isFresh(run, node, work, each)) continue;
    signers.push(each.for);
    for (const draft of each.conditions) drafts.push(draft);
  }
  const rows = readingRows(run.compiled, run.request, work);
  const reading = rows.length === 0 ? nothing : rows.map((row) => row.id);
  if (outcome === 'approved' || drafts.length === 0)
    return { node: node.id, outcome, reading, signers, type: 'closed', work: work.id };
  const conditions = drafts.map(({ due, effect, owner, text }, i) => ({
    due,
    effect,
    id: as<ConditionId>(`${work.id}/c${i + 1}`),
    owner,
    text,
  }));
  return { conditions, node: node.id, outcome, reading, signers, type: 'closed', work: work.id };
}

/** Those with an I learn the outcome. */
export function tellInformed(run: Run, node: CNode): void {
  if (node.informed.length > 0)
    tell(
      run,
      node.id,
      node.informed.map((edge) => edge.role),
    );
}

/** Required items that apply, are not waived, and have one of these results (absent = open). */
export function itemsWith(node: CNode, work: Work, results: readonly string[]): ItemId[] {
  const found: ItemId[] = [];
  for (const { row } of node.items) {
    if (!row.required || work.waived[row.id] !== undefined) continue;
    if (results.includes(work.answers[row.id]?.result ?? 'open')) found.push(row.id);
  }
  return found;
}

/** Evidence required at this node and not attached. */
export function missingOwn(run: View, node: CNode): Refusal | null {
  const missing = node.own.filter((row) => run.request.evidence[row.id] === undefined);
  if (missing.length === 0) return null;
  return {
    refused: 'evidence_missing',
    says: `Still to be attached: ${listed(
      missing.map((row) => row.name),
      'and',
    )}.`,
    needs: missing.map((row) => row.id),
  };
}

/** What stands against this person's approving signature on this edge, or null. */
export function againstApproval(
  view: View,
  node: CNode,
  work: Work,
  person: PersonId,
  seat: Seat,
): Refusal | null {
  const advice = adviceMissing(view, node, work);
  if (advice !== null) return advice;
  const missing = missingOwn(view, node);
  if (missing !== null) return missing;
  const unopened = unopenedBy(view, person, readingRows(view.compiled, view.request, work));
  if (unopened !== null) return unopened;
  const failed = itemsWith(node, work, ['fail', 'unknown']);
  if (failed.length > 0)
    return { refused: 'checklist_failed', says: failures(view, node, failed), needs: failed };
  const blocked = conditionOpen(view, work);
  if (blocked !== null) return blocked;
  if (seat.letter !== 'A') return null;
  const open = seats(node, work).filter(
    (each) => each.letter === 'S' && !isMet(view, node, work, each),
  );
  if (open.length === 0) return null;
  return {
    refused: 'keeper_last',
    says: `${seatName(view, seat)} signs last: ${listed(
      open.map((each) => seatName(view, each)),
      'and',
    )} must sign first.`,
    needs: open.map((each) => each.id),
  };
}

/** What of the reading list this person has not opened in its latest version. */
export function unopenedBy(
  { request }: View,
  person: PersonId,
  rows: readonly Pick<Evidence, 'id' | 'name'>[],
): Refusal | null {
  const unopened: Pick<Evidence, 'id' | 'name'>[] = [];
  for (const row of rows) {
    const piece = request.evidence[row.id];
    if (piece !== undefined && request.opened[row.id]?.[person] !== piece.version)
      unopened.push(row);
  }
  if (unopened.length === 0) return null;
  return {
    refused: 'evidence_unopened',
    says: `Open before you approve: ${listed(
      unopened.map((row) => row.name),
      'and',
    )}.`,
    needs: unopened.map((row) => row.id),
  };
}

function adviceMissing(view: View, node: CNode, work: Work): Refusal | null {
  for (const edge of node.consulted)
    if (edge.before === true && work.recommended[edge.id] === undefined)
      return {
        refused: 'recommendation_missing',
        says: `${nodeName(view, edge.role)} is asked for a recommendation before anyone signs.`,
        needs: [edge.role],
      };
  return null;
}

/** A condition of an earlier gate that has to be met before anyone approves the next. */
function conditionOpen(view: View, work: Work): Refusal | null {
  for (const condition of view.request.conditions)
    if (condition.effect === 'nextGate' && condition.status === 'open' && condition.n <= work.n)
      return {
        refused: 'condition_open',
        says: `A condition of ${nodeName(view, condition.node)} has to be fulfilled first, by ${nodeName(view, condition.owner)}: ${condition.text}`,
        needs: [condition.id, condition.owner],
      };
  return null;
}

/** The messages of the items that fail, as a manager reads them. */
export function failures(view: View, node: CNode, failed: readonly ItemId[]): string {
  const data = dataOf(view.compiled, view.request);
  return node.items
    .filter(({ row }) => failed.includes(row.id))
    .map(({ row }) => itemMessage(row, data))
    .map((says) => (/[.!?]$/.test(says) ? says : `${says}.`))
    .join(' ');
}

/** The refusal of what would close with unanswered items. */
export function incomplete(view: View, open: readonly ItemId[]): Refusal {
  const names = open.map((id) => `“${view.compiled.diagram.items[id]?.text ?? id}”`);
  return {
    refused: 'checklist_incomplete',
    says: `Still to be answered: ${listed(names, 'and')}.`,
    needs: open,
  };
}

/** After time has passed or people have left: an edge nobody can meet any more is an incident. */
export function watchQuorum(run: Run, node: CNode, work: Work): void {
  const outcome = outcomeOf(run, node, work);
  if (outcome !== null && typeof outcome === 'object') unreachable(run, node, outcome.unreachable);
}
