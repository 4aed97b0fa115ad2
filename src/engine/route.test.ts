import { describe, expect, test } from 'vitest';
import { as } from '#model/ids.ts';
import { day, hour, request, utc } from '../../test/builders/request.ts';
import { date, number, oneOf, people, sop } from '../../test/builders/sop.ts';
import { nextTimer } from './timers.ts';

const staff = people({
  r_dev: ['max.dev'],
  r_lead: ['ann.lead'],
  r_sec: ['sid.sec'],
  r_head: ['hal.head'],
}).directory();
const start = () =>
  sop()
    .role('r_dev')
    .role('r_lead')
    .role('r_sec')
    .role('r_head')
    .requesters('r_dev')
    .owner('r_head');

const decision = (when: string) =>
  start()
    .intake({ amount: { type: number(), required: false }, risk: oneOf('low', 'high') })
    .decision('d')
    .end('e_a')
    .end('e_b', { outcome: 'approved' })
    .flow('in', 'd')
    .flow('d', 'e_a', { when })
    .flow('d', 'e_b', { default: true });
describe('a decision', () => {
  test('takes the first flow that holds, and says what it saw', () => {
    const p = request(decision('form.risk = "low"').diagram(), staff);
    p.submit('max.dev', { risk: 'low' });
    expect(p.trail).toBe('in d e_a');
    expect(p.events.find((each) => each.type === 'moved' && each.from === 'd')).toMatchObject({
      why: { seen: { 'form.risk': 'low' } },
    });
  });
  test('else the default', () => {
    const p = request(decision('form.risk = "low"').diagram(), staff);
    expect(p.submit('max.dev', { risk: 'high' }).trail).toBe('in d e_b');
  });
  test('that cannot be told is an incident; corrected and retried it goes on', () => {
    const p = request(decision('form.amount > 5').diagram(), staff);
    p.submit('max.dev', { risk: 'low' });
    expect(p.state).toMatchObject({
      status: 'suspended',
      incidents: [
        {
          code: 'decision_unknown',
          node: 'd',
          expression: 'form.amount > 5',
          seen: { 'form.amount': null },
        },
      ],
    });
    expect(p.refused((each) => each.correct('max.dev', { amount: 9 })).refused).toBe('not_allowed');
    expect(p.refused((each) => each.correct('hal.head', { amount: 9 }, '')).refused).toBe(
      'reason_needed',
    );
    p.correct('hal.head', { amount: 9 });
    expect(p.state.status).toBe('suspended');
    p.retry('max.dev');
    expect(p.trail).toBe('in d e_a');
    expect(p.refused((each) => each.retry('max.dev')).refused).toBe('completed');
  });
  test('a false comparison with nothing there is no incident', () => {
    const p = request(decision('form.amount = true').diagram(), staff);
    expect(p.submit('max.dev', { risk: 'low' }).trail).toBe('in d e_b');
  });
  test('in a circle ends as an incident, never as a hang', () => {
    const drawing = start()
      .intake()
      .decision('d')
      .notify('n')
      .end('e')
      .path('in', 'd', 'n', 'd')
      .flow('d', 'e', { when: 'tier = "never"' });
    const p = request(drawing.diagram(), staff).submit('max.dev');
    expect(p.state.incidents).toMatchObject([{ code: 'step_limit' }]);
    expect(p.events.length).toBeLessThan(3000);
    expect(p.withdraw('max.dev').state.outcome).toBe('withdrawn');
  });
});

const fork = () =>
  start()
    .intake()
    .step('s_fix', { R: 'r_dev' })
    .parallel('p')
    .gate('g_a', { A: 'r_lead' })
    .gate('g_b', { A: 'r_sec' })
    .parallel('j')
    .end('e')
    .end('e_no', { outcome: 'rejected' })
    .path('in', 'p', 'g_a', 'j', 'e')
    .path('p', 'g_b', 'j')
    .flow('s_fix', 'p')
    .flow('g_a', 's_fix', 'returned')
    .flow('g_b', 'e_no', 'rejected');
describe('parallel', () => {
  test('a fork makes a token a flow, a join waits for all', () => {
    const p = request(fork().diagram(), staff).submit('max.dev');
    expect(p.state.tokens.map((each) => [each.node, each.splits])).toEqual([
      ['g_a', ['p#1']],
      ['g_b', ['p#1']],
    ]);
    p.sign('ann.lead', 'g_a');
    expect(p.at).toBe('g_b j');
    p.sign('sid.sec', 'g_b');
    expect(p.trail).toBe('in p g_a g_b j e');
  });
  test('leaving it by a return cancels the others in the same entry', () => {
    const p = request(fork().diagram(), staff)
      .submit('max.dev')
      .sign('ann.lead', 'g_a', 'returned');
    expect(p.trail).toBe('in p g_a(returned) ⟂g_b');
    expect(p.last).toEqual(['signed', 'closed', 'cancelled', 'moved', 'entered']);
    expect(p.event('moved').left).toEqual(['p#1']);
    expect(p.at).toBe('s_fix');
    expect(p.state.tokens[0]?.splits).toEqual([]);
    p.finish('max.dev', 's_fix').sign('sid.sec', 'g_b').sign('ann.lead', 'g_a');
    expect(p.state.status).toBe('completed');
    expect(p.state.rounds).toEqual({ g_a: 2, g_b: 2, s_fix: 1 });
  });
  test('leaving it by a rejection cancels also who waits at the join', () => {
    const p = request(fork().diagram(), staff).submit('max.dev').sign('ann.lead', 'g_a');
    p.sign('sid.sec', 'g_b', 'rejected');
    expect(p.trail).toBe('in p g_a g_b(rejected) ⟂j e_no');
    expect(p.state).toMatchObject({ outcome: 'rejected', tokens: [], work: [] });
  });
  test('a rework loop inside it cancels nothing', () => {
    const drawing = fork()
      .step('s_in', { R: 'r_dev' })
      .flow('g_b', 's_in', 'returned')
      .flow('s_in', 'g_b');
    const p = request(drawing.diagram(), staff)
      .submit('max.dev')
      .sign('sid.sec', 'g_b', 'returned');
    expect(p.at).toBe('g_a s_in');
  });
});

describe('an end', () => {
  test('takes its token; the last end gives the outcome', () => {
    const drawing = start()
      .intake()
      .parallel('p')
      .step('s', { R: 'r_dev' })
      .end('e_token', { outcome: 'approved', issues: true })
      .end('e_done')
      .path('in', 'p', 'e_token')
      .path('p', 's', 'e_done');
    const p = request(drawing.diagram(), staff).submit('max.dev');
    expect(p.last).toEqual(['submitted', 'moved', 'forked', 'ended', 'issued', 'entered']);
    expect(p.finish('max.dev', 's').state.outcome).toBe('completed');
  });
  test('that terminates takes all', () => {
    const drawing = start()
      .intake()
      .parallel('p')
      .step('s', { R: 'r_dev' })
      .step('s2', { R: 'r_dev' })
      .end('e_revoked', { outcome: 'revoked', terminating: true })
      .end('e_done')
      .path('in', 'p', 's2', 'e_revoked')
      .path('p', 's', 'e_done');
    const p = request(drawing.diagram(), staff).submit('max.dev').finish('max.dev', 's2');
    expect(p.event('cancelled')).toMatchObject({
      cause: 'terminated',
      nodes: ['s'],
      work: ['s#1'],
    });
    expect(p.state).toMatchObject({
      status: 'completed',
      outcome: 'revoked',
      work: [],
      tokens: [],
    });
  });
});

const waits = (wait: Parameters<ReturnType<typeof start>['wait']>[1]) =>
  start()
    .intake({ on: { type: date(), required: false } })
    .calendar('cal')
    .window('win', { open: [{ day: 2, from: 9 * 60, to: 12 * 60 }] })
    .wait('w', wait)
    .end('e')
    .path('in', 'w', 'e');
describe('a wait', () => {
  test('rests until the clock passes', () => {
    const p = request(waits('P2D').diagram(), staff).submit('max.dev');
    const timer = nextTimer(p.state);
    expect(timer).toEqual({ kind: 'wake', ref: 't1', at: utc(2026, 10, 21, 14) });
    expect(p.refused((each) => each.act('ann.lead', { type: 'tick' })).refused).toBe('not_allowed');
    p.tick();
    expect(p.event('moved')).toMatchObject({ from: 'w', why: { timer: '', due: timer?.at } });
    expect(p.state.status).toBe('completed');
  });
  test('counts business hours where a calendar is named', () => {
    const p = request(waits({ kind: 'for', duration: 'PT8H', calendar: 'cal' }).diagram(), staff);
    expect(nextTimer(p.submit('max.dev').state)?.at).toBe(utc(2026, 10, 20, 14));
  });
  test('opens with the next window', () => {
    const p = request(waits({ kind: 'window', window: 'win' }).diagram(), staff).submit('max.dev');
    expect(nextTimer(p.state)?.at).toBe(utc(2026, 10, 20, 9));
  });
  test('until a date of the form follows the form', () => {
    const drawing = start()
      .intake({ on: date() })
      .parallel('p')
      .step('s', { R: 'r_dev' })
      .wait('w', { kind: 'until', at: 'form.on', edge: 'end' })
      .end('e')
      .path('in', 'p', 'w', 'e')
      .path('p', 's', 'e');
    const p = request(drawing.diagram(), staff).submit('max.dev', { on: '2026-10-21' });
    expect(nextTimer(p.state)?.at).toBe(utc(2026, 10, 22));
    p.edit('max.dev', { on: '2026-10-25' });
    expect(p.last).toEqual(['edited', 'waiting']);
    expect(nextTimer(p.state)?.at).toBe(utc(2026, 10, 26));
  });
  test('without a date is an incident', () => {
    const p = request(waits({ kind: 'until', at: 'form.on', edge: 'start' }).diagram(), staff);
    p.submit('max.dev');
    expect(p.state.incidents).toMatchObject([{ code: 'no_date', seen: { 'form.on': null } }]);
    p.correct('hal.head', { on: '2026-11-01' }).retry('hal.head').tick();
    expect(p.state.status).toBe('completed');
  });
  test('the first of several goes its way, the others lapse', () => {
    const drawing = start()
      .intake()
      .wait('w', {
        kind: 'first',
        timers: {
          t_late: { kind: 'for', duration: 'P9D' },
          t_soon: { kind: 'for', duration: 'P1D' },
        },
      })
      .step('s', { R: 'r_dev' })
      .end('e')
      .flow('in', 'w')
      .flow('w', 'e', { timer: 't_late' })
      .flow('w', 's', { timer: 't_soon' })
      .flow('s', 'w');
    const p = request(drawing.diagram(), staff).submit('max.dev').tick();
    expect(p.at).toBe('s');
    expect(nextTimer(p.state)).toBeNull();
    p.later(3 * day).finish('max.dev', 's');
    expect(nextTimer(p.state)).toMatchObject({ ref: 't1/t_soon' });
  });
});

const timed = (breach: 'lapse' | { role: string }) =>
  start()
    .intake()
    .calendar('cal')
    .gate('g', { A: 'r_lead', sla: { minutes: 480, remindAt: 50, breach } })
    .end('e', { outcome: 'approved' })
    .end('e_late', { outcome: 'expired' })
    .path('in', 'g', 'e')
    .flow('g', 'e_late', 'expired');
describe('the clock of a gate', () => {
  test('reminds, then escalates, and the escalated may sign; there is no second breach', () => {
    const p = request(timed({ role: 'r_head' }).diagram(), staff).submit('max.dev');
    expect(p.work('g')).toMatchObject({
      remind: utc(2026, 10, 20, 10),
      due: utc(2026, 10, 20, 14),
    });
    expect(p.refused((each) => each.sign('hal.head', 'g')).refused).toBe('not_allowed');
    expect(p.tick().last).toEqual(['reminded']);
    expect(p.tick().last).toEqual(['escalated']);
    expect(nextTimer(p.state)).toBeNull();
    expect(p.sign('hal.head', 'g').state.outcome).toBe('approved');
  });
  test('lapses by the expired flow, and approves nothing', () => {
    const p = request(timed('lapse').diagram(), staff).submit('max.dev').tick().tick();
    expect(p.trail).toBe('in g(expired) e_late');
    expect(p.state.outcome).toBe('expired');
  });
  test('fires nothing before its time', () => {
    const p = request(timed('lapse').diagram(), staff).submit('max.dev');
    const answer = p.decide(null, { type: 'tick', id: as('x') });
    expect(answer).toMatchObject({ refused: 'nothing_due' });
  });
  test('stops while an incident suspends the request', () => {
    const drawing = timed({ role: 'r_head' })
      .parallel('p')
      .step('s', { R: 'r_dev' })
      .decision('d')
      .flow('s', 'd')
      .flow('d', 'e', { when: 'form.nothing > 1' });
    const d = drawing.diagram();
    const first = Object.values(d.flows).find((each) => each.from === 'in');
    const flows = {
      ...d.flows,
      [first?.id ?? '']: { ...first, to: as('p') },
      f1: { id: 'f1', from: 'p', to: 'g', order: 'a0', route: { kind: 'always' } },
      f2: { id: 'f2', from: 'p', to: 's', order: 'a1', route: { kind: 'always' } },
    } as unknown as typeof d.flows;
    const p = request({ ...d, flows }, staff)
      .submit('max.dev')
      .later(2 * hour)
      .finish('max.dev', 's');
    expect(p.state.status).toBe('suspended');
    const { left } = p.work('g');
    expect(left).toBeCloseTo(480 - 121, 0);
    expect(nextTimer(p.state)).toBeNull();
    p.later(5 * day).retry('hal.head');
    expect(p.event('resumed').due[0]?.due).toBeGreaterThan(p.now);
    expect(p.state.status).toBe('suspended'); // the decision is still not told
  });
});

test('a subprocess asks for its child and rests', () => {
  const drawing = start()
    .intake({ amount: number() })
    .subprocess('sub', {
      sop: 'sop/child',
      version: 'a'.repeat(64),
      form: { sum: 'form.amount + 1' },
    })
    .end('e')
    .path('in', 'sub')
    .flow('sub', 'e', 'completed');
  const p = request(drawing.diagram(), staff).submit('max.dev', { amount: 4 });
  expect(p.event('spawned')).toMatchObject({ child: 'r1.t1', form: { sum: 5 } });
  expect(p.state.tokens[0]?.child).toBe('r1.t1');
});

test('a notification records whom it told', () => {
  const drawing = start()
    .intake()
    .notify('n', ['requester', 'r_sec', 'r_dev'])
    .end('e')
    .path('in', 'n', 'e');
  const p = request(drawing.diagram(), staff).submit('max.dev');
  expect(p.event('notified').people).toEqual(['max.dev', 'sid.sec']);
});
