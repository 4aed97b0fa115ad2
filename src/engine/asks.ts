/** What screens ask of a request: what is this person asked to do, who can sign, what is to be read, whose inbox. */
import type { Letter } from '#model/diagram.ts';
import type { Directory } from '#model/directory.ts';
import type {
  AssignmentId,
  EvidenceId,
  GroupId,
  NodeId,
  PersonId,
  RoleId,
  WorkId,
} from '#model/ids.ts';
import { as } from '#model/ids.ts';
import { itemsWith, outcomeOf } from './closing.ts';
import type { Refusal } from './command.ts';
import type { CNode, Compiled } from './compiled.ts';
import { isFresh, readingRows } from './fresh.ts';
import { unaffirmed } from './people/affirming.ts';
import { addedAdviser, mayFinish, maySign, mayWork } from './people/authority.ts';
import { claimedByOther } from './people/claims.ts';
import { seatId, seats, workers } from './people/edges.ts';
import type { Seat } from './people/edges.ts';
import { isMet } from './people/quorum.ts';
import { denial, seatHolders, withDeputies } from './people/refusals.ts';
import { groupOf, holders, holds, members, standsForRequester } from './people/roles.ts';
import type { Request, Signature, Work } from './request.ts';
import type { View } from './run.ts';

export type Ask = {
  readonly work: WorkId;
  readonly node: NodeId;
  /** `work`: finish the step, or fill a gate's checklist and bring its evidence. */
  readonly does: 'work' | 'sign' | 'recommend';
} & ({ readonly ok: true } | { readonly ok: false; readonly refusal: Refusal });

/**
 * What this person is asked for in open work, on their own or others' behalf. A refusal stands where they hold the edge
 * and still may not act: the requester at a gate whose role they hold. What they have signed is not asked again, unless
 * the signature is stale, or all have signed and the gate is still open. What somebody else has claimed is not asked.
 */
export function asks(
  compiled: Compiled,
  request: Request,
  person: PersonId,
  directory: Directory,
  now: number,
): Ask[] {
  const view: View = { compiled, request, directory, now };
  const found: Ask[] = [];
  for (const work of request.work) {
    const node = compiled.at.get(work.node);
    if (node === undefined) continue;
    if (node.kind === 'step') askStep(view, node, work, person, found);
    else askGate(view, node, work, person, found);
  }
  return found;
}

function askStep(view: View, node: CNode, work: Work, person: PersonId, found: Ask[]): void {
  const may = mayFinish(view, node, work, person, workers(node));
  const at = { work: work.id, node: node.id, does: 'work' as const };
  if (may.ok) found.push({ ...at, ok: true });
  else if (may.why !== 'not_allowed' && may.why !== 'claimed_by_other') {
    const refusal = denial(view, may, { node, work, person, verb: 'finish' });
    found.push({ ...at, ok: false, refusal });
  }
}

function askGate(view: View, node: CNode, work: Work, person: PersonId, found: Ask[]): void {
  const at = { work: work.id, node: node.id };
  const undone =
    itemsWith(node, work, ['open']).length > 0 ||
    node.own.some((row) => view.request.evidence[row.id] === undefined);
  if (undone && mayBring(view, node, work, person)) found.push({ ...at, does: 'work', ok: true });
  if (advises(view, node, work, person)) found.push({ ...at, does: 'recommend', ok: true });
  const may = maySign(view, node, work, person);
  if (may.ok) {
    if (
      may.earlier === null ||
      !isFresh(view, node, work, may.earlier) ||
      outcomeOf(view, node, work) !== null
    )
      found.push({ ...at, does: 'sign', ok: true });
  } else if (!silent.has(may.why)) {
    const refusal = denial(view, may, { node, work, person, verb: 'sign' });
    found.push({ ...at, does: 'sign', ok: false, refusal });
  }
}

/** Nothing is asked of them, and so nothing refused. */
const silent: ReadonlySet<string> = new Set(['not_allowed', 'already_signed', 'claimed_by_other']);

/** May fill the checklist, where nobody else has claimed to. */
function mayBring(view: View, node: CNode, work: Work, person: PersonId): boolean {
  const may = mayWork(view, node, work, person, node.works);
  return (
    may.ok &&
    node.works.some(
      (edge) =>
        holds(view, node, edge, may.principal) &&
        !claimedByOther(view, node, work, edge, may.principal),
    )
  );
}

function advises(view: View, node: CNode, work: Work, person: PersonId): boolean {
  const open = node.consulted.filter((edge) => work.recommended[edge.id] === undefined);
  if (open.length > 0 && mayWork(view, node, work, person, open).ok) return true;
  if (work.added.length === 0) return false;
  const added = addedAdviser(view, work, person);
  return added !== null && work.recommended[seatId(added)] === undefined;
}

export interface WhoCan {
  readonly edge: AssignmentId;
  readonly letter: Letter;
  /** '' for the seat of an added reviewer. */
  readonly role: RoleId;
  /** Who may act on this edge now, those who stand for others among them; not those who have. */
  readonly people: readonly PersonId[];
  readonly met: boolean;
  /** On this edge, in this round; stale ones too (`isFresh` tells). */
  readonly signed: readonly Signature[];
}

/** The edges of open work that ask for somebody: signing ones, keeper last, then consultations; of a step, R and A. */
export function whoCan(
  compiled: Compiled,
  request: Request,
  work: Work,
  directory: Directory,
  now: number,
): WhoCan[] {
  const view: View = { compiled, request, directory, now };
  const node = compiled.at.get(work.node);
  if (node === undefined) return [];
  if (node.kind === 'step')
    return workers(node).map((edge) => {
      const pool = withDeputies(view, work, holders(view, node, edge));
      const people = pool.filter((each) => mayFinish(view, node, work, each, [edge]).ok);
      return {
        edge: edge.id,
        letter: edge.letter,
        role: edge.role,
        people,
        met: false,
        signed: [],
      };
    });
  const signing = seats(node, work).map((seat) => ({
    edge: seat.id,
    letter: seat.letter,
    role: seat.role,
    people: signersOf(view, node, work, seat),
    met: isMet(view, node, work, seat),
    signed: work.signatures.filter((each) => each.edge === seat.id),
  }));
  const consulted = node.consulted.map((edge) => {
    const met = work.recommended[edge.id] !== undefined;
    const pool = met ? [] : withDeputies(view, work, holders(view, node, edge));
    const people = pool.filter((each) => mayWork(view, node, work, each, [edge]).ok);
    return { edge: edge.id, letter: edge.letter, role: edge.role, people, met, signed: [] };
  });
  const added = work.added
    .filter((each) => each.letter === 'C')
    .map((each) => {
      const edge = seatId(each.person);
      const met = work.recommended[edge] !== undefined;
      const people = met ? [] : withDeputies(view, work, [each.person]);
      const role = as<RoleId>('');
      return { edge, letter: each.letter, role, people, met, signed: [] };
    });
  return [...signing, ...consulted, ...added];
}

function signersOf(view: View, node: CNode, work: Work, seat: Seat): readonly PersonId[] {
  const pool = [...(seat.person === undefined ? holders(view, node, seat) : [seat.person])];
  if (seat.person === undefined)
    for (const role of work.escalated)
      for (const each of members(view, role)) if (!pool.includes(each)) pool.push(each);
  const able = withDeputies(view, work, pool).filter((person) => {
    const may = maySign(view, node, work, person);
    return may.ok && may.earlier === null;
  });
  return seatHolders(view, node, work, seat, able);
}

/** What a signer of this work has to have opened, the gate's own evidence first. */
export const readingList = (
  compiled: Compiled,
  request: Request,
  work: Work,
): readonly EvidenceId[] => readingRows(compiled, request, work).map((row) => row.id);

export interface Owner {
  readonly owner: PersonId | GroupId;
  readonly work: WorkId;
  readonly node: NodeId;
  /** UTC ms. */
  readonly due: number | null;
}

/**
 * Whose inbox shows which open work: groups of the roles it waits for, the requester where that role works or advises,
 * people it was delegated to, who claimed it or were added; of a gate that was overtaken its signers, who may affirm it
 * (`work` is then its last, closed one). Whether they may act is asked when it is shown.
 */
export function owners(compiled: Compiled, request: Request, directory: Directory): Owner[] {
  const view: View = { compiled, request, directory, now: request.at };
  const found: Owner[] = [];
  for (const work of request.work) {
    const node = compiled.at.get(work.node);
    if (node === undefined) continue;
    const offer = (owner: PersonId | GroupId | null): void => {
      if (owner !== null && !found.some((each) => each.owner === owner && each.work === work.id))
        found.push({ owner, work: work.id, node: node.id, due: work.due });
    };
    for (const edge of waitsFor(view, node, work))
      offer(
        standsForRequester(view, node, edge)
          ? request.requester
          : (edge.person ?? groupOf(view, edge.role)),
      );
    for (const role of work.escalated) offer(groupOf(view, role));
    for (const to of Object.values<PersonId>(work.delegated)) offer(to);
    for (const each of work.added)
      if (each.letter === 'C' && work.recommended[seatId(each.person)] === undefined)
        offer(each.person);
    for (const claimant of Object.values<PersonId>(work.claimed)) offer(claimant);
  }
  for (const node of compiled.nodes) overtakenBy(view, node, found);
  return found;
}

/** A gate that was overtaken waits for its signers, and for all of the role where one has left it. */
function overtakenBy(view: View, node: CNode, found: Owner[]): void {
  const result = view.request.results[node.id];
  if (result?.overtaken === undefined) return;
  const work = as<WorkId>(`${node.id}#${result.round}`);
  const offer = (owner: PersonId | GroupId | null): void => {
    if (owner !== null && !found.some((each) => each.owner === owner && each.work === work))
      found.push({ owner, work, node: node.id, due: null });
  };
  for (const { signer, edge } of unaffirmed(result)) {
    const row = node.signs.find((each) => each.id === edge) ?? node.keeper;
    if (row === null || holds(view, node, row, signer)) offer(signer);
    else offer(groupOf(view, row.role));
  }
}

function waitsFor(view: View, node: CNode, work: Work): readonly Seat[] {
  if (node.kind === 'step') return workers(node);
  return [
    ...node.works,
    ...seats(node, work).filter((seat) => !isMet(view, node, work, seat)),
    ...node.consulted.filter((edge) => work.recommended[edge.id] === undefined),
  ];
}
