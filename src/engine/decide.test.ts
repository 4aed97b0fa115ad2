import { describe, expect, test } from 'vitest';
import { canonical } from '#model/canonical.ts';
import { as } from '#model/ids.ts';
import type { JsonObject } from '#model/json.ts';
import type { Command } from './command.ts';
import { request } from '../../test/builders/request.ts';
import { number, oneOf, people, sop, text } from '../../test/builders/sop.ts';

const staff = people({ r_dev: ['max.dev', 'eva.dev'], r_lead: ['ann.lead'] }).directory();
const loan = () =>
  sop()
    .role('r_dev', { name: 'Developer' })
    .role('r_lead', { name: 'Lead' })
    .requesters('r_dev')
    .owner('r_lead')
    .intake({
      amount: number(0, 100),
      risk: oneOf('low', 'high'),
      note: { type: text(50), required: false },
    })
    .tier('high', 'form.amount > 50')
    .tier('low', 'true')
    .step('s', { R: 'r_dev', items: { done: 'Done' } })
    .gate('g', {
      A: 'r_lead',
      evidence: { ev: 'metrics' },
      items: {
        auc: { text: 'AUC', check: 'metrics.auc >= 0.8', message: 'AUC is {metrics.auc}.' },
        deep: { text: 'Deep', when: 'tier = "high"' },
      },
    })
    .end('e', { outcome: 'approved' })
    .end('e_no', { outcome: 'rejected' })
    .path('in', 's', 'g', 'e')
    .flow('g', 's', 'returned')
    .flow('g', 'e_no', 'rejected');
const submitted = () =>
  request(loan().diagram(), staff).submit('max.dev', { risk: 'low', amount: 20 });

describe('submit', () => {
  test('validates, computes the tier and starts one token', () => {
    const p = submitted();
    expect(p.state).toMatchObject({ status: 'running', tier: 'low', requester: 'max.dev', n: 0 });
    expect(p.state.tokens).toHaveLength(1);
    expect(JSON.stringify(p.event('submitted').form)).toBe('{"amount":20,"risk":"low"}');
  });
  test('refuses a form field by field', () => {
    const p = request(loan().diagram(), staff);
    const refusal = p.refused((each) => each.submit('max.dev', { amount: 200 }));
    expect(refusal.refused).toBe('form_invalid');
    expect(refusal.fields?.map((each) => each.field).toSorted()).toEqual([
      'fld_amount',
      'fld_risk',
    ]);
    expect(
      p.refused((each) => each.submit('max.dev', { amount: 1, risk: 'low', x: 1 })).says,
    ).toContain('x');
  });
  test('only by the requesters’ role, and once', () => {
    const p = request(loan().diagram(), staff);
    expect(p.refused((each) => each.submit('ann.lead', {}))).toMatchObject({
      refused: 'not_your_role',
      says: 'Only a Developer may submit this request.',
    });
    expect(submitted().refused((each) => each.submit('max.dev', {})).refused).toBe(
      'already_submitted',
    );
  });
  test('nothing is done to a request that was not submitted', () => {
    expect(request(loan().diagram(), staff).refused((p) => p.comment('max.dev', 'x')).refused).toBe(
      'not_running',
    );
  });
});

const returned = () =>
  submitted()
    .answer('max.dev', 's', { done: 'pass' })
    .finish('max.dev', 's')
    .sign('ann.lead', 'g', 'returned', { fields: ['fld_amount'] });
describe('edit and resubmit', () => {
  test('the tier follows the form', () => {
    expect(submitted().edit('max.dev', { amount: 60 }).state.tier).toBe('high');
  });
  test('only at a step, by who works it', () => {
    const p = submitted();
    expect(p.refused((each) => each.edit('eva.dev', { amount: 1 })).refused).toBe(
      'not_editable_now',
    );
    expect(p.refused((each) => each.edit('eva.dev', { amount: 1 })).says).toBe(
      'At this point Max Dev may change the form.',
    );
    p.answer('max.dev', 's', { done: 'pass' }).finish('max.dev', 's');
    expect(p.refused((each) => each.edit('max.dev', { amount: 1 })).says).toBe(
      'The form cannot be changed at this point.',
    );
  });
  test('an invalid change is refused', () => {
    const refusal = submitted().refused((each) => each.edit('max.dev', { amount: 101 }));
    expect(refusal.fields).toHaveLength(1);
  });
  test('a returned request goes back with its rounds', () => {
    const p = returned();
    expect(p.at).toBe('s');
    expect(p.refused((each) => each.resubmit('eva.dev', 's')).refused).toBe('not_allowed');
    expect(p.refused((each) => each.resubmit('max.dev', 's', { amount: 60 })).refused).toBe(
      'checklist_incomplete',
    );
    p.answer('max.dev', 's', { done: 'pass' }).resubmit('max.dev', 's', { amount: 60 });
    expect(p.last).toEqual(['edited', 'closed', 'moved', 'entered', 'checked']);
    expect(p.work('g')).toMatchObject({ id: 'g#2', round: 2, signatures: [] });
    expect(p.trail).toBe('in s g(returned) s');
  });
});

const atGate = () => submitted().answer('max.dev', 's', { done: 'pass' }).finish('max.dev', 's');
describe('checks', () => {
  test('run on entering, and again when data changes; only changes are recorded', () => {
    const p = atGate();
    expect(p.event('checked').results).toEqual([
      { item: 'g_auc', result: 'unknown', seen: { 'metrics.auc': null } },
      { item: 'g_deep', result: 'na', seen: { tier: 'low' } },
    ]);
    p.attach('max.dev', 'ev', { auc: 0.7 });
    expect(p.event('checked').results).toEqual([
      { item: 'g_auc', result: 'fail', seen: { 'metrics.auc': 0.7 } },
    ]);
    p.attach('max.dev', 'ev', { psi: 0.1 });
    expect(p.last).toEqual(['attached']);
    expect(p.state.metrics).toEqual({ auc: 0.7, psi: 0.1 }); // a re-test merges
    p.open('ann.lead', 'ev');
    expect(p.refused((each) => each.sign('ann.lead', 'g')).says).toBe('AUC is 0.7.');
    p.attach('max.dev', 'ev', { auc: 0.9 }).open('ann.lead', 'ev');
    expect(p.sign('ann.lead', 'g').state.outcome).toBe('approved');
  });
  test('are not answered by people, nor what does not apply', () => {
    const p = atGate();
    expect(p.refused((each) => each.answer('ann.lead', 'g', { auc: 'pass' })).refused).toBe(
      'automated_item',
    );
    expect(p.refused((each) => each.answer('ann.lead', 'g', { deep: 'pass' })).refused).toBe(
      'not_applicable',
    );
    expect(p.refused((each) => each.answer('ann.lead', 'g', { nix: 'pass' })).refused).toBe(
      'no_such_item',
    );
  });
  test('an answer that is no pass says why', () => {
    const p = submitted();
    const command: Command = {
      type: 'answer',
      id: as('x'),
      work: p.work('s').id,
      answers: [{ item: as('s_done'), result: 'fail' }],
    };
    expect(p.decide('max.dev', command)).toMatchObject({ refused: 'comment_needed' });
  });
});

describe('attach', () => {
  test('is for the requester and who has work there', () => {
    const p = submitted();
    expect(p.refused((each) => each.attach('ann.lead', 'ev', { auc: 1 })).refused).toBe(
      'not_allowed',
    );
    expect(p.refused((each) => each.attach('max.dev', 'ev_x')).refused).toBe('no_such_evidence');
  });
  test('takes metrics that expressions can name', () => {
    const p = submitted();
    const bad: readonly (JsonObject | undefined)[] = [
      undefined,
      { 'a-b': 1 },
      { a: { b: { c: { d: { e: { f: { g: 1 } } } } } } },
    ];
    for (const metrics of bad)
      expect(p.refused((each) => each.attach('max.dev', 'ev', metrics)).refused).toBe(
        'metrics_invalid',
      );
    const huge = { list: Array.from({ length: 9000 }, () => 'xxxxxx') };
    expect(p.refused((each) => each.attach('max.dev', 'ev', huge)).refused).toBe('too_large');
  });
  test('an older version is not what somebody opened', () => {
    const p = submitted().attach('max.dev', 'ev', { auc: 1 });
    const command: Command = { type: 'open', id: as('x'), evidence: as('ev'), version: 2 };
    expect(p.decide('ann.lead', command)).toMatchObject({ refused: 'evidence_missing' });
  });
});

describe('what may not enter', () => {
  test.each([
    ['NaN', { amount: Number.NaN, risk: 'low' }],
    ['half a character', { amount: 1, risk: 'low', note: '\uD800' }],
    ['a prototype', JSON.parse('{"__proto__": 1}')],
    ['a whole number as a name', { 7: 1 }],
  ])('%s', (_, form) => {
    const p = request(loan().diagram(), staff);
    expect(p.refused((each) => each.submit('max.dev', form)).refused).toBe('malformed');
  });
  test('too much', () => {
    const says = submitted().refused((each) => each.comment('max.dev', 'x'.repeat(300_000)));
    expect(says.refused).toBe('too_large');
  });
});

describe('withdraw', () => {
  test('by the requester or the owner, from anywhere', () => {
    expect(submitted().refused((each) => each.withdraw('eva.dev')).says).toBe(
      'Only Max Dev or Lead may withdraw this request.',
    );
    const p = submitted().withdraw('ann.lead');
    expect(p.last).toEqual(['withdrawn', 'cancelled', 'completed']);
    expect(p.state).toMatchObject({ outcome: 'withdrawn', tokens: [], work: [] });
    expect(p.refused((each) => each.withdraw('max.dev')).refused).toBe('completed');
    expect(p.comment('eva.dev', 'a pity').state.n).toBe(2);
  });
});

test('a clock that ran ahead is not turned back in the log', () => {
  const p = submitted();
  const { at } = p.state;
  p.later(-5_000_000).comment('max.dev', 'x');
  expect(p.state.at).toBe(at);
});

test('events are written in canonical order', () => {
  const p = submitted()
    .answer('max.dev', 's', { done: 'pass' })
    .attach('max.dev', 'ev', { z: { b: 1, a: [{ y: 1, x: -0 }] }, auc: 0.9 })
    .resubmit('max.dev', 's', { note: 'ü', amount: 7 })
    .open('ann.lead', 'ev')
    .sign('ann.lead', 'g', 'approved');
  for (const event of p.events) expect(JSON.stringify(event)).toBe(canonical(event));
});
