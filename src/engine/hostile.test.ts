/** Acts of somebody who means harm, or of a broken client: each is refused, with a stable code and who can instead. */
import { describe, expect, test } from 'vitest';
import { as } from '#model/ids.ts';
import { day, request } from '../../test/builders/request.ts';
import type { Play } from '../../test/builders/request.ts';
import { number, people, sop } from '../../test/builders/sop.ts';
import type { Command, RefusalCode } from './command.ts';

const staff = () =>
  people({
    r_dev: ['max.dev', 'eva.dev'],
    r_lead: ['ann.lead', 'max.dev'],
    r_risk: ['rob.risk', 'ria.risk'],
    r_own: ['olga.own'],
  })
    .person('sub.stitute')
    .person('out.sider');
const drawing = () =>
  sop()
    .role('r_dev', { name: 'Developer' })
    .role('r_lead', { name: 'Lead' })
    .role('r_risk', { name: 'Risk' })
    .role('r_own', { name: 'Owner' })
    .requesters('r_dev')
    .owner('r_own')
    .intake({ amount: number() })
    .step('s_build', { R: 'r_dev' })
    .gate('g', {
      name: 'Gate 1',
      A: 'r_lead',
      S: { role: 'r_risk', quorum: 2 },
      evidence: { ev_card: 'file' },
      items: { must: { text: 'Tests pass', required: true, waivable: false } },
    })
    .end('e_ok', { outcome: 'approved' })
    .end('e_no', { outcome: 'rejected' })
    .path('in', 's_build', 'g')
    .flow('g', 'e_ok', 'approved', 'conditional')
    .flow('g', 'e_no', 'rejected');

/** At Gate 1, with its evidence there and its item answered. */
const atGate = (directory = staff().directory(), d = drawing().diagram()): Play =>
  request(d, directory)
    .submit('max.dev', { amount: 5 })
    .finish('max.dev', 's_build')
    .attach('max.dev', 'ev_card')
    .answer('ann.lead', 'g', { must: 'pass' });
const read = (p: Play, ...who: readonly string[]): Play => {
  for (const person of who) p.open(person, 'ev_card');
  return p;
};
const signed = (p: Play): Play =>
  read(p, 'rob.risk', 'ria.risk', 'ann.lead').sign('rob.risk', 'g').sign('ria.risk', 'g');
const done = (): Play => signed(atGate()).sign('ann.lead', 'g');
const away = (person: string) => staff().away(person, { substitute: 'sub.stitute' }).directory();

type Case = readonly [
  what: string,
  play: () => Play,
  act: (p: Play) => unknown,
  code: RefusalCode,
  says: string,
  who?: readonly string[],
];
const cases: readonly Case[] = [
  [
    'signs a second time, for somebody else',
    () => {
      const p = read(atGate(), 'rob.risk', 'sub.stitute').sign('rob.risk', 'g');
      return p.delegate('rob.risk', 'g', 'sub.stitute');
    },
    (p) => p.sign('sub.stitute', 'g'),
    'already_signed',
    'One signature, one person.',
    ['ria.risk'],
  ],
  [
    'signs for a role they do not hold',
    () => read(atGate(), 'out.sider'),
    (p) => p.sign('out.sider', 'g'),
    'not_allowed',
    'Risk or Lead must sign “Gate 1”.',
    ['rob.risk', 'ria.risk', 'ann.lead'],
  ],
  [
    'signs their own request',
    () => read(atGate(), 'max.dev'),
    (p) => p.sign('max.dev', 'g'),
    'requester_cannot_sign',
    'You are the requester of this request: Lead must sign.',
    ['ann.lead'],
  ],
  [
    'signs their own request for whom they stand in',
    () => {
      const p = atGate();
      return read(p.delegate('rob.risk', 'g', 'max.dev'), 'max.dev');
    },
    (p) => p.sign('max.dev', 'g'),
    'requester_cannot_sign',
    'You are the requester of this request',
    ['ann.lead'],
  ],
  [
    'has their own request signed by a delegate',
    () => read(atGate().delegate('max.dev', 'g', 'sub.stitute'), 'sub.stitute'),
    (p) => p.sign('sub.stitute', 'g'),
    'requester_cannot_sign',
    'Max Dev, for whom you would sign, is the requester of this request',
    ['ann.lead'],
  ],
  [
    'has their own request signed by a substitute',
    () => read(atGate(away('max.dev')), 'sub.stitute'),
    (p) => p.sign('sub.stitute', 'g'),
    'requester_cannot_sign',
    'Lead must sign.',
    ['ann.lead'],
  ],
  [
    'signs what they have not opened',
    () => atGate(),
    (p) => p.sign('rob.risk', 'g'),
    'evidence_unopened',
    'Open before you approve',
  ],
  [
    'signs what was replaced since they opened it',
    () => read(atGate(), 'rob.risk').attach('max.dev', 'ev_card'),
    (p) => p.sign('rob.risk', 'g'),
    'evidence_unopened',
    'Open before you approve',
  ],
  [
    'signs what changed since they looked',
    () => read(atGate(), 'rob.risk').answer('ann.lead', 'g', { must: 'na' }),
    (p) => p.sign('rob.risk', 'g', 'approved', { seen: p.state.n - 1 }),
    'content_changed',
    'look again',
  ],
  [
    'signs what they cannot have looked at yet',
    () => read(atGate(), 'rob.risk'),
    (p) => p.sign('rob.risk', 'g', 'approved', { seen: p.state.n + 5 }),
    'content_changed',
    'look again',
  ],
  [
    'signs what was not open when they looked',
    () => atGate(),
    (p) => p.sign('rob.risk', 'g', 'rejected', { seen: 0 }),
    'content_changed',
    'look again',
  ],
  [
    'closes a gate short of its quorum',
    () => read(atGate(), 'rob.risk', 'ann.lead').sign('rob.risk', 'g'),
    (p) => p.sign('ann.lead', 'g'),
    'keeper_last',
    'Lead signs last: Risk must sign first.',
  ],
  [
    'waives what may not be waived',
    () => atGate(),
    (p) => p.waive('ann.lead', 'g', 'must'),
    'not_waivable',
    'Nobody may waive “Tests pass”',
  ],
  [
    'waives an item of nothing',
    () => atGate(),
    (p) => p.waive('ann.lead', 'g', '__proto__'),
    'not_waivable',
    'This gate has no such item to waive.',
  ],
  [
    'asks for a condition that was due before',
    () => read(atGate(), 'rob.risk'),
    (p) =>
      p.sign('rob.risk', 'g', 'conditional', {
        conditions: [{ owner: 'r_dev', due: p.now - day }],
      }),
    'condition_needed',
    'name a later day',
  ],
  [
    'asks for a condition that nothing waits for',
    () => read(atGate(), 'rob.risk'),
    (p) =>
      p.sign('rob.risk', 'g', 'conditional', {
        conditions: [{ owner: 'r_dev', effect: as<never>('whenever') }],
      }),
    'condition_needed',
    'what waits for it',
  ],
  [
    'asks for a condition of nobody',
    () => read(atGate(), 'rob.risk'),
    (p) => p.sign('rob.risk', 'g', 'conditional', { conditions: [{ owner: 'constructor' }] }),
    'condition_needed',
    'which role sees to it',
  ],
  [
    'acts on a request that has ended',
    done,
    (p) => p.act('ann.lead', { type: 'finish', work: as('g#1') }),
    'completed',
    'This request has ended',
  ],
  [
    'withdraws a request that has ended',
    done,
    (p) => p.withdraw('max.dev'),
    'completed',
    'This request has ended',
  ],
  [
    'acts on a request that was withdrawn',
    () => atGate().withdraw('max.dev'),
    (p) => p.attach('max.dev', 'ev_card'),
    'completed',
    'This request has ended',
  ],
  [
    'revokes what is not theirs',
    done,
    (p) => p.act('max.dev', { type: 'revoke', reason: 'So.' }),
    'not_allowed',
    'Only Owner may revoke this approval.',
    ['olga.own'],
  ],
  [
    'reassesses what is not theirs',
    done,
    (p) => p.act('max.dev', { type: 'reassess' }),
    'not_allowed',
    'Only Owner may reassess this request.',
    ['olga.own'],
  ],
  [
    'takes a request to another version',
    () => atGate(),
    (p) => p.migrate('max.dev', drawing().role('r_more').diagram()),
    'not_allowed',
    'Only Owner may take this request to another version.',
    ['olga.own'],
  ],
  [
    'escalates to a role of their own',
    () => atGate(),
    (p) => p.escalate('rob.risk', 'g', 'r_dev'),
    'not_allowed',
    'Only Lead or Owner may escalate “Gate 1”.',
    ['ann.lead', 'max.dev', 'olga.own'],
  ],
  [
    'says that a child request has ended',
    () => atGate(),
    (p) => p.act('max.dev', { type: 'report', child: as('r1.t1'), outcome: 'approved' }),
    'not_allowed',
    'Only this program itself',
  ],
  [
    'signs an approval token',
    done,
    (p) => p.act('olga.own', { type: 'certify', token: as('t1'), jws: 'a.b.c' }),
    'not_allowed',
    'Only this program itself',
  ],
  [
    'stays though they have left',
    () => {
      const p = atGate();
      return p.staff(staff().inactive('ann.lead').directory());
    },
    (p) => p.comment('ann.lead', 'still here'),
    'not_allowed',
    'Only active people',
  ],
  [
    'is somebody this workspace does not know',
    () => atGate(),
    (p) => p.comment('__proto__', 'hello'),
    'not_allowed',
    'Only active people',
  ],
  [
    'delegates to nobody',
    () => atGate(),
    (p) => p.delegate('rob.risk', 'g', 'constructor'),
    'unknown_person',
    'no such person',
  ],
  [
    'opens what is not there',
    () => atGate(),
    (p) => p.act('rob.risk', { type: 'open', evidence: as('constructor'), version: 0 }),
    'evidence_missing',
    'has not been attached',
  ],
];

describe('a hostile act is refused, with who can', () => {
  test.each(cases.map((each) => ({ what: each[0], of: each })))('who $what', ({ of }) => {
    const [, play, act, code, says, who] = of;
    const p = play();
    const before = JSON.stringify(p.state);
    const refusal = p.refused(act);
    expect(refusal.refused).toBe(code);
    expect(refusal.says).toContain(says);
    expect(who === undefined ? undefined : refusal.who?.toSorted()).toEqual(who?.toSorted());
    expect(JSON.stringify(p.state)).toBe(before);
  });
});

/** What a console sends: parts missing, of another kind, or inherited by everything. */
const broken: readonly object[] = [
  { type: 'sign', work: 'g#1', verdict: 'approved' },
  { type: 'sign', work: 'g#1', verdict: 'approved', meaning: 'm', nonce: 'n', identity: {} },
  { type: 'open', evidence: 'ev_none' },
  { type: 'answer', work: 'g#1', answers: [{ item: 'g_must', result: 'passed' }] },
  { type: 'answer', work: 'g#1', answers: 'all' },
  { type: 'attach', evidence: 'ev_card', name: 'x', sha256: 'short', size: 1 },
  { type: 'attach', evidence: 'ev_card', name: 'x', sha256: 'a'.repeat(64), size: -1 },
  { type: 'edit', changes: null },
  { type: 'edit', changes: ['amount'] },
  { type: 'waive', reason: 'So.' },
  { type: 'waive', item: 'g_must', reason: 'So.' },
  { type: 'delegate', work: 'g#1' },
  { type: 'add', work: 'g#1', person: 'rob.risk', letter: 'A' },
  { type: 'finish' },
  { type: 'finish', work: ['g#1'] },
  { type: 'comment', text: 7 },
  { type: 'comment', text: 'half \ud800' },
  { type: 'comment', text: 'x'.repeat(300_000) },
  { type: 'correct', changes: { 1: 'x' }, reason: 'r' },
  { type: 'toString' },
  { type: '__proto__' },
  { type: 'approve' },
];
const numbered = broken.map((part, i) => ({ part, i }));
test.each(numbered)('what is no command is refused, and nothing thrown: $i', ({ part }) => {
  const p = atGate();
  const command = { id: 'c', ...part } as Command;
  for (const by of ['ann.lead', 'rob.risk', 'max.dev'])
    expect(p.decide(by, command)).toMatchObject({
      refused: expect.stringMatching(/^(?:malformed|too_large)$/),
    });
});
