/**
 * The benchmark's process as an SOP of ours, played to its end through the real engine: prepare (step) → review (gate) →
 * decision in FEEL → again or sign (gate) → end, with separation of duties and a digest under every signature.
 * Built by `npm run build` into dist-node/bench.js, handed to a comparison with other engines by test/bench/plug.mjs.
 */
import { hash as digestOf } from 'node:crypto';
import { compile } from '#engine/compile.ts';
import { decide, isRefusal } from '#engine/decide.ts';
import { fold } from '#engine/evolve.ts';
import { initial } from '#engine/initial.ts';
import type { Command } from '#engine/command.ts';
import type { Context } from '#engine/context.ts';
import type { Event } from '#engine/event.ts';
import type { Request } from '#engine/request.ts';
import { openEvents } from '#engine/log/open.ts';
import { firstLink, sealEntry } from '#engine/log/seal.ts';
import type { Entry, Sealed } from '#engine/log/entry.ts';
import type { Diagram } from '#model/diagram.ts';
import { digest } from '#model/digest.ts';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { PersonId } from '#model/ids.ts';

const hash = (text: string): string => digestOf('sha256', text, 'hex');
const node = (id: string, more: object) => [id, { id, name: id, ...more }];
const flow = (from: string, to: string, route: object, order = 'a0') => [
  `f_${from}__${to}`,
  { id: `f_${from}__${to}`, from, to, order, route },
];
const always = { kind: 'always' };
const approved = { kind: 'outcomes', outcomes: ['approved'] };
const edge = (role: string, at: string, letter: string) => [
  `a_${role}_${at}`,
  { id: `a_${role}_${at}`, role, node: at, letter },
];
const number = { kind: 'number', min: 0, max: 10, whole: true };

const drawing: unknown = {
  format: 1,
  control: {
    title: 'Benchmark',
    purpose: '',
    industry: '',
    owner: null,
    requesters: null,
    subject: [],
    zone: 'UTC',
    documentNo: '',
    reviewEvery: null,
    policies: [],
  },
  nodes: Object.fromEntries([
    node('in', { kind: 'intake' }),
    node('prepare', { kind: 'step', edits: ['fld_round'] }),
    node('review', { kind: 'gate', rule: 'veto' }),
    node('again', { kind: 'decision' }),
    node('sign', { kind: 'gate', rule: 'veto' }),
    node('end', { kind: 'end', outcome: 'completed', terminating: true, issues: false }),
    node('r_maker', { kind: 'role', group: 'g_maker' }),
    node('r_reviewer', { kind: 'role', group: 'g_reviewer' }),
    node('r_signer', { kind: 'role', group: 'g_signer' }),
  ]),
  flows: Object.fromEntries([
    flow('in', 'prepare', always),
    flow('prepare', 'review', always),
    flow('review', 'again', approved),
    flow('again', 'prepare', { kind: 'when', when: 'form.round < form.rounds' }),
    flow('again', 'sign', { kind: 'default' }, 'a1'),
    flow('sign', 'end', approved),
  ]),
  assignments: Object.fromEntries([
    edge('r_maker', 'prepare', 'R'),
    edge('r_reviewer', 'review', 'A'),
    edge('r_signer', 'sign', 'A'),
  ]),
  items: {},
  evidence: {},
  fields: Object.fromEntries(
    ['amount', 'round', 'rounds'].map((key, i) => [
      `fld_${key}`,
      {
        id: `fld_${key}`,
        order: `a${i}`,
        key,
        label: key,
        required: true,
        type: key === 'amount' ? { kind: 'number' } : number,
      },
    ]),
  ),
  tiers: {},
  calendars: {},
  windows: {},
  rules: {
    sod: { id: 'sod', kind: 'requesterNeverSigns', on: true },
    two: { id: 'two', kind: 'different', nodes: ['prepare', 'review'] },
    four: { id: 'four', kind: 'different', nodes: ['review', 'sign'] },
  },
  layout: {},
  assumptions: {},
};
const diagram = drawing as Diagram;
const compiled = compile(diagram, digest(diagram, hash));
if (compiled.faults.length > 0) throw new Error(compiled.faults[0]?.says);

const person = (id: string) => as<PersonId>(id);
const [asker, maker, reviewer, signer] = ['ann.ask', 'max.make', 'rea.view', 'sig.sign'].map(
  person,
);
const directory: unknown = {
  people: Object.fromEntries(
    [asker, maker, reviewer, signer].map((id) => [id, { name: id, active: true }]),
  ),
  groups: {
    g_maker: { name: 'Maker', members: [maker] },
    g_reviewer: { name: 'Reviewer', members: [reviewer] },
    g_signer: { name: 'Signer', members: [signer] },
  },
  absences: {},
  holidays: {},
};

type Keep = (
  after: Request,
  command: Command,
  by: PersonId | undefined,
  events: readonly Event[],
  at: number,
) => Request;

/** Plays instance i; `keep` may save each entry and answers the state to go on with. Answers the person steps done. */
function play(i: number, keep: Keep | null): number {
  const again = i % 3;
  let request: Request = initial;
  let at = 1_760_000_000_000;
  let steps = 0;
  const context: { -readonly [K in keyof Context]: Context[K] } = {
    now: at,
    zone: 'UTC',
    actor: { kind: 'clock' },
    directory: directory as Directory,
    hash,
    version: () => compiled,
  };
  const act = (by: PersonId | undefined, command: Command): void => {
    at += 1000;
    context.now = at;
    context.actor = { kind: 'person', id: by ?? person('') };
    const decision = decide(compiled, request, command, context);
    if (isRefusal(decision)) throw new Error(`${command.type}: ${decision.says}`);
    const { after, events } = decision;
    request = keep === null ? after : keep(after, command, by, events, at);
  };
  let c = 0;
  const id = () => as<Command['id']>(`c${i}-${(c += 1)}`);
  const sign = (gate: string, round: number, by: PersonId | undefined): void => {
    steps += 1;
    act(by, {
      type: 'sign',
      id: id(),
      work: as(`${gate}#${round}`),
      verdict: 'approved',
      meaning: 'I approve',
      seen: request.n,
      identity: { name: String(by), auth: 'none' },
      nonce: '00112233445566778899aabbccddeeff',
    });
  };
  act(asker, {
    type: 'submit',
    id: id(),
    request: as(`r${i}`),
    sop: as('benchmark'),
    form: { amount: 1000 + i, round: 0, rounds: again },
  });
  for (let round = 0; round <= again; round += 1) {
    steps += 1;
    if (round > 0) act(maker, { type: 'edit', id: id(), changes: { round } });
    act(maker, { type: 'finish', id: id(), work: as(`prepare#${round + 1}`) });
    sign('review', round + 1, reviewer);
  }
  sign('sign', 1, signer);
  if (request.status !== 'completed') throw new Error(`instance ${i} is ${request.status}`);
  return steps;
}

export const runOne = (i: number): number => play(i, null);

/** As `runOne`, every entry sealed, hashed and chained: what the store would write. */
export const runOneSaved = (i: number): number => {
  const log: Sealed[] = [];
  return play(i, (after, command, by, events, at) => {
    log.push(seal(i, log, command, by, events, at));
    return after;
  });
};

/** As saved, and the state is rebuilt from the texts before each act. */
export const runOneResumed = (i: number): number => {
  const log: Sealed[] = [];
  return play(i, (_after, command, by, events, at) => {
    log.push(seal(i, log, command, by, events, at));
    let request = initial;
    for (const [n, kept] of log.entries()) {
      const entry = JSON.parse(kept.text) as Entry;
      const who = entry.actor.kind === 'person' ? entry.actor.id : null;
      request = fold(request, openEvents(entry, kept.private), {
        n,
        at: entry.at,
        by: who,
        for: entry.for ?? null,
      });
    }
    return request;
  });
};

function seal(
  i: number,
  log: readonly Sealed[],
  command: Command,
  by: PersonId | undefined,
  events: readonly Event[],
  at: number,
): Sealed {
  const stream = `request/r${i}` as const;
  return sealEntry({
    stream,
    seq: log.length,
    prev: log.at(-1)?.hash ?? firstLink(stream, hash),
    at,
    actor: { kind: 'person', id: by ?? person('') },
    for: null,
    zone: 'UTC',
    version: compiled.digest === 'draft' ? undefined : compiled.digest,
    command: { id: command.id, type: command.type },
    events,
    salt: '00112233445566778899aabbccddeeff',
    hash,
  });
}
