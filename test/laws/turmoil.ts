/**
 * What goes on around a request beside its way: people come, leave, are away and change roles; work is claimed, handed
 * on, stepped back from; more people are called in; conditions are settled, changes affirmed, the request stopped. Half
 * of it is tried by somebody who may.
 */
import { asks, whoCan } from '#engine/asks.ts';
import { offers } from '#engine/offers.ts';
import type { Offer } from '#engine/offers.ts';
import type { Actor, Command } from '#engine/command.ts';
import type { Compiled } from '#engine/compiled.ts';
import type { Request, Work } from '#engine/request.ts';
import type { Directory } from '#model/directory.ts';
import type { AssignmentId, CommandId, EvidenceId, PersonId, RoleId } from '#model/ids.ts';
import { as } from '#model/ids.ts';

/** A request at some time, and dice. */
export interface Moment {
  readonly compiled: Compiled;
  readonly request: Request;
  readonly directory: Directory;
  readonly now: number;
  /** Versions it may be taken to. */
  readonly versions: readonly Compiled[];
  readonly everyone: readonly PersonId[];
  die(sides: number): number;
  pick<T>(all: readonly T[]): T | undefined;
  id(): CommandId;
}
/** Who sends what, or the people as they are from now on; null: nothing comes of it. */
export type Stir =
  | { readonly by: PersonId; readonly command: Command }
  | { readonly actor: Actor; readonly command: Command; readonly target?: Compiled }
  | { readonly directory: Directory }
  | null;

const everyone = (m: Moment): readonly PersonId[] => m.everyone;

/** Who is asked something at this work, and may do it. */
export const ableAt = (m: Moment, work: Work): readonly PersonId[] =>
  everyone(m).filter((id) =>
    asks(m.compiled, m.request, id, m.directory, m.now).some(
      (ask) => ask.work === work.id && ask.ok,
    ),
  );

export function stir(m: Moment): Stir {
  const kind = m.die(16);
  if (kind < 4) return staff(m, kind);
  const work = m.pick(m.request.work);
  if (kind === 13 && m.die(2) === 0) return replace(m);
  if (kind >= 14 || work === undefined) return m.die(2) === 0 ? settle(m) : stop(m);
  const by = m.pick(m.die(3) > 0 ? ableAt(m, work) : everyone(m)) ?? m.pick(everyone(m));
  if (by === undefined) return null;
  const other = m.pick(everyone(m)) ?? by;
  const at = { id: m.id(), work: work.id };
  switch (kind) {
    case 4:
    case 5:
      return { by, command: { ...at, type: 'delegate', to: m.die(4) === 0 ? null : other } };
    case 6:
      return { by, command: { ...at, type: 'recuse', reason: 'Mine.' } };
    case 7:
    case 8: {
      const keeper = m.die(3) > 0 ? keeperOf(m, work) : by;
      const letter = m.die(4) === 0 ? 'C' : 'S';
      return { by: keeper, command: { ...at, type: 'add', person: other, letter } };
    }
    case 9: {
      const role = m.pick(rolesOf(m));
      const caller = m.die(3) > 0 ? keeperOf(m, work) : by;
      return role === undefined
        ? null
        : { by: caller, command: { ...at, type: 'escalate', role, reason: 'Late.' } };
    }
    case 10:
    case 11:
      return claim(m, work, by, 'claim');
    case 12:
      return claim(m, work, by, 'release');
    default:
      return advise(m, work, by);
  }
}

/** Who holds the keeper's edge there, or anybody. */
function keeperOf(m: Moment, work: Work): PersonId {
  const rows = whoCan(m.compiled, m.request, work, m.directory, m.now);
  const people = rows.find((row) => row.letter === 'A')?.people ?? [];
  return m.pick(people) ?? m.pick(everyone(m)) ?? m.request.requester;
}

const rolesOf = ({ compiled }: Moment): RoleId[] =>
  Object.values(compiled.diagram.nodes).flatMap((node) =>
    node.kind === 'role' ? [as<RoleId>(node.id)] : [],
  );

function claim(m: Moment, work: Work, by: PersonId, type: 'claim' | 'release'): Stir {
  const claimed = Object.keys(work.claimed).map((id) => as<AssignmentId>(id));
  const at = m.compiled.at.get(work.node);
  const edges = [...(at?.signs ?? []), ...(at?.works ?? [])].map(({ id }) => id);
  const assignment = m.pick(type === 'release' && claimed.length > 0 ? claimed : edges);
  return assignment === undefined
    ? null
    : { by, command: { type, id: m.id(), work: work.id, assignment } };
}

function advise(m: Moment, { id: work, added }: Work, by: PersonId): Stir {
  const asked = added.find((each) => each.letter === 'C')?.person ?? by;
  const text = 'As asked.';
  return { by: asked, command: { type: 'recommend', id: m.id(), work, verdict: 'approved', text } };
}

/** People come and go, are away, and change roles in the middle of a request. */
function staff(m: Moment, kind: number): Stir {
  const { directory, request } = m;
  const all = everyone(m);
  const signers = request.work.flatMap((work) => work.signatures.map((each) => each.by));
  const added = request.work.flatMap((work) => work.added.map((each) => each.person));
  // Whom it concerns most: who has signed, who was added, who is away already.
  const absent = directory.absences['law']?.person ?? [];
  const who = m.pick(
    [...signers, ...signers, ...signers, ...added, ...added, ...all].concat(absent),
  );
  const other = m.pick(all);
  if (who === undefined || other === undefined) return null;
  const { people, absences, groups } = directory;
  const person = people[who];
  if (kind === 0 && person !== undefined) {
    const row = { ...person, active: !person.active };
    return { directory: { ...directory, people: { ...people, [who]: row } } };
  }
  if (kind === 1) {
    const group = m.pick(Object.entries(groups));
    if (group === undefined) return null;
    const [id, row] = group;
    const without = row.members.filter((each) => each !== who);
    const members = without.length < row.members.length ? without : [...without, who];
    return { directory: { ...directory, groups: { ...groups, [id]: { ...row, members } } } };
  }
  const { law: before, ...rest } = absences;
  // Open-ended: an auditor reads entry times, the engine the clock, and here clocks run back.
  const away = { person: who, substitute: other, from: 0, to: Number.MAX_SAFE_INTEGER };
  return {
    directory: { ...directory, absences: before === undefined ? { ...rest, law: away } : rest },
  };
}

/** The requester brings a piece of evidence again: whoever read it has not read this one. */
function replace(m: Moment): Stir {
  const evidence = m.pick(Object.keys(m.request.evidence));
  const id = m.id();
  if (evidence === undefined) return null;
  const metrics = m.compiled.diagram.evidence[as<EvidenceId>(evidence)]?.kind === 'metrics';
  const command: Command = {
    type: 'attach',
    id,
    evidence: as(evidence),
    name: 'again',
    sha256: id.padStart(64, 'e'),
    size: 4,
    ...(metrics ? { metrics: { score: m.die(2) } } : null),
  };
  return { by: m.request.requester, command };
}

/** What a request waits for beside work: conditions are settled, changes affirmed. Half the time by who may. */
export function settle(m: Moment): Stir {
  const overtaken = Object.values(m.request.results).some((each) => each.overtaken !== undefined);
  const open = m.request.conditions.some((each) => each.status === 'open');
  if (!overtaken && !open && m.die(8) > 0) return null;
  if (m.die(2) > 0)
    for (const by of rotated(everyone(m), m.die(7))) {
      const offered = offers(m.compiled, m.request, by, m.directory, m.now).filter(settles);
      const offer = m.pick(offered);
      if (offer !== undefined) return { by, command: taken(m, offer) };
    }
  const by = m.pick(everyone(m));
  const condition = m.pick(m.request.conditions);
  if (by === undefined) return null;
  const gates = Object.keys(m.request.results);
  const node = m.pick(gates);
  if (node !== undefined && (overtaken || m.die(2) === 0))
    return { by, command: taken(m, { does: 'affirm', node: as(node) }) };
  if (condition === undefined) return null;
  const does = m.die(2) === 0 ? ('fulfil' as const) : ('waive' as const);
  return { by, command: taken(m, { does, condition: condition.id }) };
}
const settles = ({ does }: Offer): boolean =>
  does === 'affirm' || does === 'fulfil' || does === 'waive';

function taken(m: Moment, offer: Offer): Command {
  const id = m.id();
  if (offer.does === 'affirm')
    return {
      type: 'affirm',
      id,
      node: offer.node ?? as(''),
      meaning: 'I affirm',
      seen: m.request.n - (m.die(5) === 0 ? m.die(4) : 0),
      identity: { name: 'x', auth: 'none' },
      nonce: id.replace(/[^0-9a-f]/g, '0').padStart(32, '0'),
    };
  const condition = offer.condition ?? as('');
  return offer.does === 'waive'
    ? { type: 'waive', id, condition, reason: 'Moot.' }
    : { type: 'fulfil', id, condition, note: 'Done.' };
}

/** What an affirming signer has still to open; undefined where nothing keeps anybody. */
export function unopened(m: Moment): { by: PersonId; evidence: EvidenceId } | undefined {
  for (const node of m.compiled.nodes) {
    const result = m.request.results[node.id];
    if (result?.overtaken === undefined) continue;
    for (const by of result.signers ?? [])
      for (const evidence of result.reading ?? [])
        if (m.request.opened[evidence]?.[by] !== m.request.evidence[evidence]?.version)
          return { by, evidence };
  }
  return undefined;
}

/** The owner stops the request, or lets it go on; so does who may not. */
export function stop(m: Moment): Stir {
  const by = m.pick(m.die(2) === 0 ? everyone(m) : owners(m));
  if (by === undefined) return null;
  const type = m.request.status === 'suspended' ? 'resume' : 'suspend';
  return { by, command: { type, id: m.id(), reason: 'To look at it.' } };
}
export function owners(m: Moment): readonly PersonId[] {
  const { owner } = m.compiled.diagram.control;
  const role = owner === null ? undefined : m.compiled.diagram.nodes[owner];
  const group = role?.kind === 'role' ? role.group : null;
  return group === null ? everyone(m) : (m.directory.groups[group]?.members ?? []);
}

const rotated = <T>(all: readonly T[], by: number): readonly T[] => [
  ...all.slice(by),
  ...all.slice(0, by),
];
