/** What an event of a request means to somebody: whom it concerns, and in which words. */
import type { CNode, Compiled } from '#engine/compiled.ts';
import type { Event, EventOf, EventType } from '#engine/event.ts';
import type { Entry } from '#engine/log/entry.ts';
import { dataOf } from '#engine/data.ts';
import { isFresh } from '#engine/fresh.ts';
import { filledIn } from '#engine/message.ts';
import { offers } from '#engine/offers.ts';
import type { Condition, Request, Work } from '#engine/request.ts';
import type { GateOutcome } from '#model/diagram.ts';
import type { Directory } from '#model/directory.ts';
import type { ConditionId, NodeId, PersonId, RoleId, WorkId } from '#model/ids.ts';
import { dateTimeText } from '#ui/format.ts';
import { personName } from '#ui/names.ts';
import { outcomes } from '#ui/outcome.tsx';
import { incidentWord } from '#ui/words/incident-words.ts';
import type { Sign } from '#ui/words/told.ts';

/** A person as a version's roles see them today: who they are, and for whom they stand in. */
export interface Me {
  readonly compiled: Compiled;
  readonly directory: Directory;
  readonly person: PersonId;
  /** UTC ms. */
  readonly now: number;
  readonly holds: (role: RoleId) => boolean;
}

export function meIn(compiled: Compiled, directory: Directory, person: PersonId, now: number): Me {
  const principals = [
    person,
    ...Object.values(directory.absences)
      .filter((away) => away.substitute === person && away.from <= now && now < away.to)
      .map((away) => away.person),
  ];
  const holds = (role: RoleId): boolean => {
    const row = compiled.diagram.nodes[role];
    if (row?.kind !== 'role' || row.group === null) return false;
    const members = directory.groups[row.group]?.members ?? [];
    return principals.some((each) => members.includes(each));
  };
  return { compiled, directory, person, now, holds };
}

/** Whether it can be a notice at all, before anything of the request is read. */
export function concerns(event: Event, me: Me): boolean {
  if (event.type === 'entered') return asked(me, event.node) || worksAsRequester(me, event.node);
  if (event.type === 'escalated') return me.holds(event.role);
  if (event.type === 'delegated') return event.to === me.person;
  if (event.type === 'added') return event.person === me.person;
  if (event.type === 'notified') return event.people.includes(me.person);
  return event.type in tellers;
}

const edgesOf = (node: CNode): CNode['signs'] => [...node.signs, ...node.works, ...node.consulted];

const isRequesters = (me: Me, role: RoleId): boolean =>
  role === me.compiled.diagram.control.requesters;

/** One of its edges asks a role they hold; the requesters' role means the requester alone but where it signs. */
function asked(me: Me, at: NodeId): boolean {
  const node = me.compiled.at.get(at);
  if (node === undefined) return false;
  return edgesOf(node).some(
    (edge) => me.holds(edge.role) && (!isRequesters(me, edge.role) || node.signs.includes(edge)),
  );
}
function worksAsRequester(me: Me, at: NodeId): boolean {
  const node = me.compiled.at.get(at);
  return node !== undefined && edgesOf(node).some((edge) => isRequesters(me, edge.role));
}

export interface Telling {
  readonly me: Me;
  readonly request: Request;
  readonly entry: Entry;
}
export interface Words {
  readonly says: string;
  readonly sign: Sign;
  /** It asks for something, so that it leads to the inbox. */
  readonly asks?: true;
  /** Which gate or condition of the request it leads to; absent: what is asked there first. */
  readonly place?: string;
}

const isMine = ({ me, request }: Telling): boolean => request.requester === me.person;
const nameOf = ({ me }: Telling, node: NodeId): string =>
  me.compiled.diagram.nodes[node]?.name || node;
const workOf = ({ request }: Telling, work: WorkId): Work | undefined =>
  request.work.find(({ id }) => id === work);
/** Who did it. */
const byWhom = ({ entry, me }: Telling): string =>
  entry.actor.kind === 'person' ? personName(me.directory, entry.actor.id) : 'Somebody';

/** With which outcome the node closed in this entry. */
function outcomeAt({ entry }: Telling, node: NodeId): GateOutcome | 'done' | null {
  for (const event of publicEvents(entry))
    if (event.type === 'closed' && event.node === node) return event.outcome;
  return null;
}

/** Ids and outcomes are public; private values are not read here. */
export const publicEvents = (entry: Entry): readonly Event[] =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what sealEntry wrote
  entry.events as readonly Event[];

type Teller<T extends EventType> = (event: EventOf<T>, at: Telling) => Words | null;

const openCondition = ({ request }: Telling, id: ConditionId): Condition | undefined =>
  request.conditions.find((each) => each.id === id && each.status === 'open');
/** The requesters' role means the requester alone. */
const ownsCondition = (at: Telling, { owner }: Condition): boolean =>
  isRequesters(at.me, owner) ? isMine(at) : at.me.holds(owner);

/** One teller an event that can be news; what is done already is none. */
const tellers: { readonly [T in EventType]?: Teller<T> } = {
  entered: (event, at) =>
    workOf(at, event.work) === undefined ? null : askedWords(event.node, at),
  reminded: (event, at) => {
    const work = workOf(at, event.work);
    if (work === undefined) return null;
    const { me } = at;
    if (!asked(me, work.node) && !(isMine(at) && worksAsRequester(me, work.node))) return null;
    const due = work.due === null ? '' : `, due ${dateTimeText(work.due)}`;
    return { says: `Reminder: ${nameOf(at, work.node)}${due}`, sign: 'time', asks: true };
  },
  escalated: (event, at) => {
    const work = workOf(at, event.work);
    if (work === undefined) return null;
    const why = event.why === 'breach' ? 'its time is over' : `by ${byWhom(at)}`;
    return { says: `Escalated to you: ${nameOf(at, work.node)}, ${why}`, sign: 'time', asks: true };
  },
  delegated: (event, at) => {
    const work = workOf(at, event.work);
    return work === undefined
      ? null
      : {
          says: `${byWhom(at)} delegated ${nameOf(at, work.node)} to you`,
          sign: 'person',
          asks: true,
        };
  },
  added: (event, at) => {
    const work = workOf(at, event.work);
    if (work === undefined) return null;
    const what = event.letter === 'S' ? 'to sign' : 'for a recommendation';
    return {
      says: `${byWhom(at)} asks you ${what} at ${nameOf(at, work.node)}`,
      sign: 'person',
      asks: true,
    };
  },
  notified: (event, at) => {
    const node = at.me.compiled.at.get(event.node)?.row;
    const message = node?.kind === 'notify' ? node.message : undefined;
    if (message !== undefined) {
      const says = filledIn(message, dataOf(at.me.compiled, at.request));
      return { says, sign: 'notify' };
    }
    const name = nameOf(at, event.node);
    // Of a gate or step it says what happened there in the same entry.
    const types = at.entry.events.map(({ type }) => type);
    if (types.includes('overdue'))
      return { says: `A condition of ${name} is overdue`, sign: 'time' };
    if (types.includes('reminded')) return { says: `Reminder: ${name}`, sign: 'time' };
    const outcome = outcomeAt(at, event.node);
    if (outcome === null) return { says: name, sign: 'notify' };
    return outcome === 'done'
      ? { says: `${name}: finished`, sign: 'completed' }
      : { says: `${name}: ${outcomes[outcome].status.toLowerCase()}`, sign: outcome };
  },
  closed: (event, at) => {
    if (isMine(at) && event.outcome === 'returned')
      return { says: `Returned to you from ${nameOf(at, event.node)}`, sign: 'returned' };
    const owned = (event.conditions ?? []).filter(({ id }) => {
      const condition = openCondition(at, id);
      return condition !== undefined && ownsCondition(at, condition);
    });
    const [first] = owned;
    if (first === undefined) return null;
    const what = owned.length === 1 ? 'A condition is' : `${owned.length} conditions are`;
    return {
      says: `${what} yours to fulfill, from ${nameOf(at, event.node)}`,
      sign: 'conditional',
      asks: true,
      place: first.id,
    };
  },
  overdue: (event, at) => {
    const condition = openCondition(at, event.condition);
    if (condition === undefined) return null;
    const keeper = at.me.compiled.at.get(condition.node)?.keeper ?? null;
    const asks = ownsCondition(at, condition) || (keeper !== null && at.me.holds(keeper.role));
    if (!asks && !isMine(at)) return null;
    const says = `A condition of ${nameOf(at, condition.node)} is overdue`;
    return { says, sign: 'time', ...(asks ? { asks, place: condition.id } : {}) };
  },
  overtaken: (event, at) => {
    const { me, request } = at;
    const result = request.results[event.node];
    if (result?.overtaken === undefined) return null;
    const may = offers(me.compiled, { ...request, work: [] }, me.person, me.directory, me.now).some(
      ({ does, node }) => does === 'affirm' && node === event.node,
    );
    if (!may) return null;
    const signed = result.signers?.includes(me.person) === true;
    const says = signed
      ? `Changed after you signed ${nameOf(at, event.node)}: sign the change`
      : `Changed after ${nameOf(at, event.node)} was signed: a signer’s place is yours to take`;
    return { says, sign: 'stop', asks: true, place: `${event.node}#${result.round}` };
  },
  edited: (_event, at) => againWords(at),
  attached: (_event, at) => againWords(at),
  commented: (_event, at) => {
    const { request, me } = at;
    const follows =
      isMine(at) || Object.values(request.acted).some((who) => who.includes(me.person));
    return follows ? { says: `${byWhom(at)} commented`, sign: 'comment' } : null;
  },
  withdrawn: (_event, at) =>
    Object.values(at.request.acted).some((who) => who.includes(at.me.person))
      ? { says: `Withdrawn by ${byWhom(at)}`, sign: 'stop' }
      : null,
  suspended: (event, at) => {
    const { owner } = at.me.compiled.diagram.control;
    const tells = isMine(at) || (owner !== null && at.me.holds(owner));
    return tells && at.request.status === 'suspended'
      ? { says: `Suspended: ${incidentWord[event.incident.code].toLowerCase()}`, sign: 'stop' }
      : null;
  },
  revoked: (_event, at) =>
    isMine(at) ? { says: 'The approval of your request was revoked', sign: 'revoked' } : null,
  completed: (event, at) =>
    isMine(at)
      ? {
          says: `Your request ended: ${outcomes[event.outcome].status.toLowerCase()}`,
          sign: event.outcome,
        }
      : null,
};

const tell = <T extends EventType>(type: T, event: EventOf<T>, at: Telling): Words | null =>
  tellers[type]?.(event, at) ?? null;

/** The event in words to this person; null: it is no news to them. */
export const newsOf = (event: Event, at: Telling): Words | null =>
  concerns(event, at.me) ? tell(event.type, event, at) : null;

/** Work this person signed and has to look at again: the entry changed what they signed. */
function againWords(at: Telling): Words | null {
  const { me, request, entry } = at;
  for (const work of request.work) {
    const node = me.compiled.at.get(work.node);
    const mine = work.signatures.find((each) => each.by === me.person && each.n < entry.seq);
    if (node === undefined || mine === undefined) continue;
    if (!isFresh({ compiled: me.compiled, request }, node, work, mine))
      return {
        says: `Changed after you signed ${nameOf(at, work.node)}: your signature is asked for again`,
        sign: 'stop',
        asks: true,
        place: work.id,
      };
  }
  return null;
}

/** The weightiest that is asked. */
function askedWords(at: NodeId, { me, request }: Telling): Words | null {
  const node = me.compiled.at.get(at);
  if (node === undefined) return null;
  const mine = request.requester === me.person;
  const asks = (edges: CNode['signs'], signing: boolean): boolean =>
    edges.some((edge) => (isRequesters(me, edge.role) && !signing ? mine : me.holds(edge.role)));
  const name = node.row.name;
  if (node.kind === 'gate' && asks(node.signs, true))
    // Who requested it may hold the role and still not sign; the page tells them who can.
    return mine
      ? null
      : { says: `Your signature is asked for at ${name}`, sign: 'arrive', asks: true };
  if (asks(node.kind === 'step' ? edgesOf(node) : node.works, false))
    return { says: `Work for you: ${name}`, sign: 'arrive', asks: true };
  if (asks(node.consulted, false))
    return { says: `Your recommendation is asked for at ${name}`, sign: 'recommend', asks: true };
  return null;
}
