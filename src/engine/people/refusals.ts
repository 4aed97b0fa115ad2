/** Sentences for a refusal: why, and who can. */
import type { Assignment } from '#model/diagram.ts';
import type { PersonId, RoleId, RuleId } from '#model/ids.ts';
import type { Refusal } from '../command.ts';
import type { CNode } from '../compiled.ts';
import type { Work } from '../request.ts';
import type { View } from '../run.ts';
import { mayFinish, maySign, principals } from './authority.ts';
import type { Denied } from './authority.ts';
import { holdsSeat, seats } from './edges.ts';
import { edgeNames, listed, personName, quoted } from './names.ts';
import { holders, members } from './roles.ts';

export interface Doing {
  readonly node: CNode;
  readonly work: Work;
  readonly person: PersonId;
  /** "sign", "finish" … as it stands in "Technical lead must … “Gate 1”". */
  readonly verb: string;
  /** Where that asks for something after it: "waive it". */
  readonly alone?: string;
}

/** The refusal of somebody who may not act at this work. */
export function denial(view: View, denied: Denied, doing: Doing): Refusal {
  const { node, work, person, verb, alone = verb } = doing;
  const signing = denied.edges.every(({ letter }) => letter === 'A' || letter === 'S');
  const who =
    signing && node.kind === 'gate'
      ? signers(view, node, work, denied.edges)
      : actors(view, node, work, denied.edges);
  const needs: (RoleId | RuleId)[] = rolesOf(denied.edges);
  const names = edgeNames(view, node, denied.edges);
  const others = `${names} must ${alone}${anybody(who)}.`;
  switch (denied.why) {
    case 'not_allowed':
      return {
        refused: 'not_allowed',
        says: `${names} must ${verb} ${quoted(view, node.id)}.`,
        needs,
        who,
      };
    case 'requester_cannot_sign':
      return {
        refused: 'requester_cannot_sign',
        says: `${
          person === view.request.requester
            ? 'You are the requester of this request'
            : `${personName(view, denied.principal)}, for whom you would sign, is the requester of this request`
        }: ${others}`,
        needs,
        who,
      };
    case 'recused':
      return {
        refused: 'recused',
        says: `${subject(view, person, denied.principal)} recused from ${quoted(view, node.id)}: ${others}`,
        needs,
        who,
      };
    case 'claimed_by_other':
      return {
        refused: 'claimed_by_other',
        says: `${personName(view, denied.claimant)} has claimed this part of ${quoted(view, node.id)}, and does it or releases it.`,
        needs,
        who: [denied.claimant],
      };
    case 'already_signed':
      return {
        refused: 'already_signed',
        says: `You or the person you stand for has signed ${quoted(view, node.id)} in this round. One signature, one person.`,
        needs,
        who,
      };
    case 'separation':
      return {
        refused: 'separation',
        says: `${separated(view, denied, doing)}${others}`,
        needs: [...needs, denied.rule],
        who,
      };
  }
}

function separated(
  view: View,
  denied: Extract<Denied, { why: 'separation' }>,
  { node, person }: Doing,
): string {
  const at = denied.at === null ? '' : quoted(view, denied.at);
  const here = quoted(view, node.id);
  if (denied.kind === 'different')
    return `${subject(view, person, denied.principal)} acted at ${at}, and ${here} asks for somebody else: `;
  if (denied.kind === 'same') {
    const people = (denied.at === null ? undefined : view.request.acted[denied.at]) ?? [];
    const names = people.map((each) => personName(view, each));
    return `${here} asks for whoever acted at ${at} (${listed(names, 'or')}): `;
  }
  return `${subject(view, person, denied.principal)} signed as many gates of this request as one person may: `;
}

/** Who has done what stands in the way, as the start of a sentence. */
const subject = (view: View, person: PersonId, principal: PersonId): string =>
  person === principal
    ? 'You have'
    : `You, or ${personName(view, principal)} for whom you would act, have`;

const anybody = (who: readonly PersonId[]): string =>
  who.length === 0 ? ', and nobody there may at present' : '';

const rolesOf = (edges: readonly Assignment[]): RoleId[] => {
  const roles: RoleId[] = [];
  for (const { role } of edges) if (role !== '' && !roles.includes(role)) roles.push(role);
  return roles;
};

/** Everyone who may sign here now, on one of these edges. */
function signers(
  view: View,
  node: CNode,
  work: Work,
  edges: readonly Assignment[],
): readonly PersonId[] {
  const pool: PersonId[] = [];
  for (const seat of seats(node, work)) {
    if (!edges.some(({ id }) => id === seat.id)) continue;
    const people = seat.person === undefined ? holders(view, node, seat) : [seat.person];
    for (const person of people) if (!pool.includes(person)) pool.push(person);
  }
  for (const role of work.escalated)
    for (const person of members(view, role)) if (!pool.includes(person)) pool.push(person);
  return withDeputies(view, work, pool).filter((person) => {
    const may = maySign(view, node, work, person);
    return may.ok && may.earlier === null;
  });
}

function actors(
  view: View,
  node: CNode,
  work: Work,
  edges: readonly Assignment[],
): readonly PersonId[] {
  const pool: PersonId[] = [];
  for (const edge of edges)
    for (const person of holders(view, node, edge)) if (!pool.includes(person)) pool.push(person);
  return withDeputies(view, work, pool).filter(
    (person) => node.kind !== 'step' || mayFinish(view, node, work, person, edges).ok,
  );
}

/** The people, and who may act for them now. */
export function withDeputies(
  view: View,
  work: Work | null,
  people: readonly PersonId[],
): readonly PersonId[] {
  const all = [...people];
  const offer = (deputy: PersonId | null | undefined): void => {
    if (deputy === null || deputy === undefined || all.includes(deputy)) return;
    if (principals(view, deputy, work).some((each) => people.includes(each))) all.push(deputy);
  };
  if (work !== null) for (const deputy of Object.values<PersonId>(work.delegated)) offer(deputy);
  for (const absence of Object.values(view.directory.absences)) offer(absence.substitute);
  return all;
}

/** Who of these holds the seat, with deputies; for screens. */
export const seatHolders = (
  view: View,
  node: CNode,
  work: Work,
  seat: Parameters<typeof holdsSeat>[3],
  people: readonly PersonId[],
): readonly PersonId[] =>
  people.filter((person) =>
    principals(view, person, work).some((each) => holdsSeat(view, node, work, seat, each)),
  );
