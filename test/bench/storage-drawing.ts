/**
 * A small SOP whose requests have ten events each, ended or not, for the storage benchmark; and what people do with one:
 * four people in turn, through the real engine, once. The logs of all other requests are made after these.
 */
import { compile } from '#engine/compile.ts';
import type { Command } from '#engine/command.ts';
import { decide, isRefusal } from '#engine/decide.ts';
import { fold } from '#engine/evolve.ts';
import type { Event } from '#engine/event.ts';
import { initial } from '#engine/initial.ts';
import type { Request } from '#engine/request.ts';
import type { Diagram } from '#model/diagram.ts';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { Digest, PersonId } from '#model/ids.ts';
import { hash, randomHex } from '#store/hash.ts';

const node = (id: string, more: object) => [id, { id, name: id, ...more }];
const flow = (from: string, to: string, route: object, order = 'a0') => [
  `f_${from}__${to}`,
  { id: `f_${from}__${to}`, from, to, order, route },
];
const edge = (role: string, at: string, letter: string) => [
  `a_${role}_${at}`,
  { id: `a_${role}_${at}`, role, node: at, letter },
];
const outcome = (...outcomes: string[]) => ({ kind: 'outcomes', outcomes });
const field = (key: string, i: number, type: object) => [
  `fld_${key}`,
  { id: `fld_${key}`, order: `a${i}`, key, label: key, required: true, type },
];

/** intake → decision → one review → end, or → first of two reviews → second → end. */
const drawing: unknown = {
  format: 1,
  control: {
    title: 'Deployment',
    purpose: '',
    industry: '',
    owner: null,
    requesters: null,
    subject: ['fld_title'],
    zone: 'UTC',
    documentNo: '',
    reviewEvery: null,
    policies: [],
  },
  nodes: Object.fromEntries([
    node('in', { kind: 'intake' }),
    node('which', { kind: 'decision' }),
    node('only', { kind: 'gate', rule: 'veto' }),
    node('first', { kind: 'gate', rule: 'veto' }),
    node('second', { kind: 'gate', rule: 'veto', sla: sla() }),
    node('done', { kind: 'end', outcome: 'completed', terminating: true, issues: false }),
    node('no', { kind: 'end', outcome: 'rejected', terminating: true, issues: false }),
    node('r_reviewer', { kind: 'role', group: 'g_reviewer' }),
    node('r_owner', { kind: 'role', group: 'g_owner' }),
  ]),
  flows: Object.fromEntries([
    flow('in', 'which', { kind: 'always' }),
    flow('which', 'only', { kind: 'when', when: 'form.region = "EU"' }),
    flow('which', 'first', { kind: 'default' }, 'a1'),
    flow('only', 'done', outcome('approved')),
    flow('only', 'no', outcome('rejected')),
    flow('first', 'second', outcome('approved')),
    flow('first', 'no', outcome('rejected')),
    flow('second', 'done', outcome('approved')),
    flow('second', 'no', outcome('rejected')),
  ]),
  assignments: Object.fromEntries([
    edge('r_reviewer', 'only', 'A'),
    edge('r_reviewer', 'first', 'A'),
    edge('r_owner', 'second', 'A'),
  ]),
  items: {},
  evidence: {
    ev_plan: { id: 'ev_plan', node: 'first', order: 'a0', name: 'Plan', kind: 'url' },
  },
  fields: Object.fromEntries([
    field('title', 0, { kind: 'string', max: 200 }),
    field('model', 1, { kind: 'string', max: 200 }),
    field('region', 2, { kind: 'enum', values: ['EU', 'US'] }),
    field('auc', 3, { kind: 'number' }),
    field('amount', 4, { kind: 'number' }),
  ]),
  tiers: {},
  calendars: {
    cal: {
      id: 'cal',
      name: 'Office',
      zone: 'Europe/Berlin',
      open: [1, 2, 3, 4, 5].map((day) => ({ day, from: 540, to: 1020 })),
      holidays: null,
    },
  },
  windows: {},
  rules: { sod: { id: 'sod', kind: 'requesterNeverSigns', on: true } },
  layout: {},
  assumptions: {},
};
function sla(): object {
  return {
    minutes: 60 * 40,
    calendar: 'cal',
    remindAt: 75,
    breach: { kind: 'escalate', role: 'r_reviewer' },
  };
}
export const diagram = drawing as Diagram;

const id = (name: string) => as<PersonId>(name);
export const people = {
  reviewer: id('rea.view'),
  owner: id('olga.own'),
  other: id('otto.own'),
  requester: (i: number) => id(`person-${i}`),
};
const named = (person: PersonId) => ({ name: String(person), active: true });
export const directoryPart = {
  people: Object.fromEntries(
    [
      people.reviewer,
      people.owner,
      people.other,
      ...Array.from({ length: 300 }, (_, i) => people.requester(i)),
    ].map((person) => [person, named(person)]),
  ),
  groups: {
    g_reviewer: { name: 'Reviewers', members: [people.reviewer] },
    g_owner: { name: 'Owners', members: [people.owner, people.other] },
  },
};

/** One entry of a request's life, as the engine decided it. */
export interface Act {
  readonly type: string;
  readonly by: PersonId;
  readonly events: readonly Event[];
}
export type Kind = 'open' | 'waiting' | 'approved' | 'rejected';

/** Plays one request of that kind; ten events. `r` and the form are put in the place of its own for each request. */
export function actsOf(kind: Kind, digest: Digest, now: number): readonly Act[] {
  const compiled = compile(diagram, digest);
  if (compiled.faults.length > 0) throw new Error(compiled.faults[0]?.says);
  const directory: Directory = { absences: {}, holidays: {}, ...directoryPart };
  let request: Request = initial;
  const acts: Act[] = [];
  const act = (by: PersonId, command: Command): void => {
    const decision = decide(compiled, request, command, {
      now,
      zone: 'UTC',
      actor: { kind: 'person', id: by },
      directory,
      hash,
      version: () => compiled,
    });
    if (isRefusal(decision)) throw new Error(`${command.type}: ${decision.says}`);
    const stamp = { n: request.n + 1, at: now, by, for: decision.for };
    request = fold(request, decision.events, stamp);
    acts.push({ type: command.type, by, events: decision.events });
  };
  const next = () => as<Command['id']>(`c${acts.length}`);
  const requester = people.requester(0);
  const ended = kind === 'approved' || kind === 'rejected';
  act(requester, {
    type: 'submit',
    id: next(),
    request: as('r'),
    sop: as('sop'),
    form: { title: 't', model: 'm', region: ended ? 'EU' : 'US', auc: 1, amount: 1 },
  });
  if (ended) act(requester, { type: 'comment', id: next(), text: 'Looked at the report' });
  else {
    act(requester, {
      type: 'attach',
      id: next(),
      evidence: as('ev_plan'),
      name: 'plan',
      sha256: hash('plan'),
      size: 1,
      url: 'https://plans.example/1',
    });
    act(people.reviewer, { type: 'open', id: next(), evidence: as('ev_plan'), version: 1 });
  }
  act(people.reviewer, {
    type: 'sign',
    id: next(),
    work: as(ended ? 'only#1' : 'first#1'),
    verdict: kind === 'rejected' ? 'rejected' : 'approved',
    ...(kind === 'rejected' ? { reason: 'Not this quarter' } : {}),
    meaning: 'I approve',
    seen: request.n,
    identity: { name: 'Rea View', auth: 'none' },
    nonce: randomHex(16),
  });
  const count = acts.reduce((sum, each) => sum + each.events.length, 0);
  if (count !== 10) throw new Error(`${kind} has ${count} events, not 10.`);
  return acts;
}
