import { describe, expect, test } from 'vitest';
import { as } from '#model/ids.ts';
import type { Event, EventOf, EventType } from '../event.ts';
import type { SopEvent } from '../sop/event.ts';
import type { WorkspaceEvent } from '../workspace/event.ts';
import { openEvents } from './open.ts';
import { privatePaths } from './private.ts';
import { sealEntry } from './seal.ts';

const secret = 'secret';
const form = { amount: secret };
const digest = as<EventOf<'submitted'>['version']>('d'.repeat(64));
const node = as<EventOf<'entered'>['node']>('g');
const work = as<EventOf<'entered'>['work']>('g#1');
const token = as<EventOf<'entered'>['token']>('t1');
const split = as<EventOf<'forked'>['split']>('p#1');
const flow = as<EventOf<'moved'>['flow']>('f');
const role = as<EventOf<'escalated'>['role']>('r');
const item = as<EventOf<'waived'>['item']>('i');
const evidence = as<EventOf<'opened'>['evidence']>('ev');
const person = as<EventOf<'signed'>['for']>('tomas.okafor');
const condition = as<EventOf<'overdue'>['condition']>('g#1/c1');
const request = as<EventOf<'submitted'>['request']>('r1');
const sop = as<EventOf<'submitted'>['sop']>('sop_1');
const edge = as<EventOf<'signed'>['edge']>('a');
const draft = { due: 1, effect: 'end', owner: role, text: secret } as const;
const identity = { auth: 'none', name: secret } as const;
const seal = { alg: 'EdDSA', kid: 'k1', value: 'c2ln' } as const;
const seen = { 'form.amount': secret };

/** One of each with everything it may carry; what a person wrote, or the world said of them, is `secret`. */
const events: { readonly [T in EventType]: Required<EventOf<T>> } = {
  submitted: {
    type: 'submitted',
    form,
    node,
    parent: { request, token },
    request,
    requester: person,
    sop,
    tier: 'high',
    version: digest,
  },
  edited: { type: 'edited', changes: form, keys: ['amount'], reason: secret, tier: 'low' },
  attached: {
    type: 'attached',
    evidence,
    metrics: { auc: secret },
    name: secret,
    sha256: digest,
    size: 1,
    url: secret,
    version: 1,
  },
  opened: { type: 'opened', evidence, version: 1 },
  entered: { type: 'entered', due: 1, node, remind: 1, round: 1, token, work },
  checked: { type: 'checked', results: [{ item, result: 'fail', seen }], work },
  answered: { type: 'answered', answers: [{ comment: secret, item, result: 'na' }], work },
  waived: { type: 'waived', item, reason: secret, work },
  recommended: { type: 'recommended', edge, text: secret, verdict: 'approved', work },
  signed: {
    type: 'signed',
    conditions: [draft],
    content: digest,
    edge,
    fields: ['ev'],
    for: person,
    identity,
    limitation: as('rule'),
    meaning: 'approval',
    node,
    nonce: secret,
    reason: secret,
    seal,
    verdict: 'conditional',
    work,
  },
  closed: {
    type: 'closed',
    by: [person],
    conditions: [{ ...draft, id: condition }],
    limitation: as('rule'),
    node,
    outcome: 'conditional',
    reading: [evidence],
    signers: [person],
    work,
  },
  overtaken: { type: 'overtaken', because: 'fld_amount', node },
  affirmed: {
    type: 'affirmed',
    content: digest,
    edge,
    for: person,
    identity,
    instead: person,
    limitation: as('rule'),
    meaning: 'approval',
    node,
    nonce: secret,
    seal,
  },
  revoked: { type: 'revoked', reason: secret },
  reassessed: { type: 'reassessed', results: [{ item, result: 'fail', seen }] },
  claimed: { type: 'claimed', assignment: edge, work },
  released: { type: 'released', assignment: edge, work },
  delegated: { type: 'delegated', to: person, work },
  recused: { type: 'recused', node, reason: secret, work },
  added: { type: 'added', letter: 'S', person, work },
  escalated: { type: 'escalated', reason: secret, role, why: 'by_hand', work },
  reminded: { type: 'reminded', work },
  overdue: { type: 'overdue', condition },
  moved: { type: 'moved', flow, from: node, left: [split], to: node, token, why: { seen } },
  forked: { type: 'forked', into: [{ flow, to: node, token }], left: [split], node, split, token },
  joined: {
    type: 'joined',
    closes: [split],
    flow,
    left: [split],
    node,
    to: node,
    token,
    tokens: [token],
  },
  cancelled: {
    type: 'cancelled',
    cause: 'interrupt',
    nodes: [node],
    tokens: [token],
    work: [work],
  },
  waiting: { type: 'waiting', timers: { '': 1, review: 2 }, token },
  held: { type: 'held', node, token },
  notified: { type: 'notified', node, people: [person], to: [role] },
  issued: { type: 'issued', node, token },
  spawned: { type: 'spawned', child: request, form, sop, token, version: digest },
  ended: { type: 'ended', node, outcome: 'approved', token },
  completed: { type: 'completed', outcome: 'approved' },
  childEnded: { type: 'childEnded', child: request, outcome: 'approved', token },
  certified: { type: 'certified', jws: secret, token },
  settled: { type: 'settled', condition, evidence, how: 'fulfilled', note: secret },
  commented: { type: 'commented', on: 'ev', text: secret },
  withdrawn: { type: 'withdrawn', reason: secret },
  suspended: {
    type: 'suspended',
    incident: { code: 'decision_unknown', expression: 'amount > 1', node, role, seen },
    left: [{ minutes: 1, work }],
    reason: secret,
  },
  resumed: {
    type: 'resumed',
    due: [{ due: 1, remind: 1, work }],
    reason: secret,
    wake: { [token]: { '': 1 } },
  },
  migrated: {
    type: 'migrated',
    dropped: { answers: [item], signatures: [work], splits: [split] },
    form,
    from: digest,
    renamed: [{ from: 'amount', to: 'sum' }],
    tier: 'low',
    to: digest,
    via: [{ flow, token }],
  },
};
const ofSops: { readonly [T in SopEvent['type']]: Extract<SopEvent, { readonly type: T }> } = {
  created: { type: 'created', from: null, title: 'Release' },
  published: {
    type: 'published',
    accepted: [{ by: person, id: 'g', reason: secret, rule: 'vague_label' }],
    appearance: digest,
    approvals: [{ at: 1, by: person, note: secret }],
    digest,
    effectiveFrom: '2026-11-21',
    nextReview: null,
    number: 1,
    publishedAt: 1,
    publishedBy: person,
    reason: secret,
    revision: 'A',
    supersedes: null,
  },
  retired: { type: 'retired', reason: secret },
};
const ofWorkspace: readonly WorkspaceEvent[] = [
  { type: 'set', table: 'people', id: person, row: { active: true, name: secret, zone: 'UTC' } },
  { type: 'set', table: 'groups', id: as('leads'), row: { members: [person], name: secret } },
  {
    type: 'redacted',
    evidence: [],
    reason: secret,
    seq: 0,
    stream: 'request/r1',
    values: 1,
  },
  {
    type: 'personKeyed',
    at: 1,
    compromised: false,
    key: { kid: 'k', x: 'x' },
    person,
    reason: secret,
    seal,
  },
  { type: 'keyed', at: 1, compromised: false, kid: 'k', reason: secret, x: 'x' },
];
const all: readonly { readonly type: string }[] = [
  ...Object.values(events),
  ...Object.values(ofSops),
  ...ofWorkspace,
];

const sealed = (...of: readonly { readonly type: string }[]) =>
  sealEntry({
    stream: 'request/r1',
    seq: 0,
    prev: digest,
    at: 1,
    actor: { kind: 'clock' },
    for: null,
    zone: 'UTC',
    command: { id: as('c'), type: 'tick' },
    events: of,
    salt: '0'.repeat(32),
    hash: () => digest,
  });

describe('what a person wrote is not in the text of the log', () => {
  test.each(all.map((event) => [event.type, event] as const))('%s', (type, event) => {
    const { text, private: kept, entry } = sealed(event);
    expect(text).not.toContain(secret);
    const secrets = JSON.stringify(event).split(secret).length - 1;
    expect(JSON.stringify(kept?.values ?? []).split(secret).length - 1).toBe(secrets);
    expect(openEvents(entry, kept)).toEqual([event]);
    // Every path of the list leads somewhere: none is misspelt, none too many.
    const paths: { readonly [type: string]: readonly string[] } = privatePaths;
    expect(kept?.values.length ?? 0).toBe(paths[type]?.length);
  });

  test('every event type is looked at here', () => {
    const seenTypes = new Set(all.map((event) => event.type));
    expect([...seenTypes].toSorted()).toEqual(Object.keys(privatePaths).toSorted());
    expect(Object.values<Event>(events).every((event) => events[event.type] === event)).toBe(true);
  });
});
