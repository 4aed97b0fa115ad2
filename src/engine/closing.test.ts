import { describe, expect, test } from 'vitest';
import { as } from '#model/ids.ts';
import { offers } from './offers.ts';
import { day, request } from '../../test/builders/request.ts';
import type { Play } from '../../test/builders/request.ts';
import { number, people, sop } from '../../test/builders/sop.ts';
import type { Drawing, Seats } from '../../test/builders/sop.ts';

const staff = () =>
  people({
    r_dev: ['max.dev'],
    r_lead: ['ann.lead', 'lea.lead'],
    r_board: ['bea.b', 'bob.b', 'ben.b'],
    r_legal: ['leo.legal'],
  });
/** One gate, all outcomes. */
const gate = (words: Parameters<Drawing['gate']>[1]): Drawing =>
  sop()
    .role('r_dev')
    .role('r_lead', { name: 'Lead' })
    .role('r_board', { name: 'Board' })
    .role('r_legal', { name: 'Legal' })
    .requesters('r_dev')
    .owner('r_lead')
    .intake({ amount: { type: number(), required: false } })
    .gate('g', words)
    .step('s_revise', { R: 'r_dev' })
    .end('e_ok', { outcome: 'approved' })
    .end('e_no', { outcome: 'rejected' })
    .path('in', 'g', 'e_ok')
    .flow('g', 'e_no', 'rejected')
    .flow('g', 's_revise', 'returned')
    .path('s_revise', 'g');
const at = (words: Parameters<Drawing['gate']>[1], directory = staff().directory()) =>
  request(gate(words).diagram(), directory).submit('max.dev');
const board = (quorum: 'any' | 'all' | number, rule: 'veto' | 'majority' = 'veto') =>
  at({ A: 'r_lead', S: { role: 'r_board', quorum } satisfies Seats, rule });

const offered = (p: Play, person: string): string[] =>
  offers(p.compiled, p.state, as(person), p.directory, p.now).map((offer) => offer.does);

describe('quorum', () => {
  test('any: one is enough', () => {
    expect(board('any').sign('bob.b', 'g').sign('ann.lead', 'g').state.outcome).toBe('approved');
  });
  test('all: every member of today', () => {
    const p = board('all').sign('bob.b', 'g').sign('bea.b', 'g');
    expect(p.refused((each) => each.sign('ann.lead', 'g')).refused).toBe('keeper_last');
    expect(p.sign('ben.b', 'g').sign('ann.lead', 'g').state.outcome).toBe('approved');
  });
  test('all: less who recused', () => {
    const p = board('all');
    p.recuse('ben.b', 'g');
    p.sign('bob.b', 'g').sign('bea.b', 'g').sign('ann.lead', 'g');
    expect(p.state.outcome).toBe('approved');
  });
  test('all: one who left does not stand in for another', () => {
    const p = board('all').sign('ben.b', 'g').sign('bea.b', 'g');
    p.staff(staff().inactive('ben.b').directory());
    expect(p.refused((each) => each.sign('ann.lead', 'g')).refused).toBe('keeper_last');
  });
  test('n of m', () => {
    const p = board(2).sign('bob.b', 'g');
    expect(p.refused((each) => each.sign('ann.lead', 'g')).refused).toBe('keeper_last');
    expect(p.sign('ben.b', 'g').sign('ann.lead', 'g').state.outcome).toBe('approved');
  });
  test('that nobody can reach any more is an incident', () => {
    const p = board(3).sign('bob.b', 'g');
    p.staff(staff().inactive('bea.b').directory());
    p.sign('ben.b', 'g');
    expect(p.state).toMatchObject({
      status: 'suspended',
      incidents: [{ code: 'quorum_unreachable', node: 'g', role: 'r_board' }],
    });
    p.staff(staff().directory()).retry('ann.lead').sign('bea.b', 'g').sign('ann.lead', 'g');
    expect(p.state.outcome).toBe('approved');
  });
  test('that nobody could ever reach is one at once', () => {
    expect(board(4).state.incidents).toEqual([
      { code: 'quorum_unreachable', node: 'g', role: 'r_board' },
    ]);
  });
  test('a role that nobody holds is an incident, and staffing it mends it', () => {
    const p = at({ A: 'r_lead' }, people({ r_dev: ['max.dev'], r_lead: [] }).directory());
    expect(p.state.incidents).toEqual([{ code: 'empty_role', node: 'g', role: 'r_lead' }]);
    p.staff(staff().directory()).retry('max.dev');
    expect(p.sign('ann.lead', 'g').state.outcome).toBe('approved');
  });
});

describe('against', () => {
  test('veto: the first rejection closes', () => {
    const p = board('all').sign('bob.b', 'g', 'rejected');
    expect(p.state.outcome).toBe('rejected');
    expect(p.trail).toBe('in g(rejected) e_no');
  });
  test('majority: rejected once the quorum cannot be met', () => {
    const p = board(2, 'majority').sign('bob.b', 'g', 'rejected');
    expect(p.state.status).toBe('running');
    expect(p.sign('ben.b', 'g', 'rejected').state.outcome).toBe('rejected');
  });
  test('majority: approved in spite of one against', () => {
    const p = board(2, 'majority').sign('bob.b', 'g', 'rejected');
    p.sign('ben.b', 'g').sign('bea.b', 'g').sign('ann.lead', 'g');
    expect(p.state.outcome).toBe('approved');
  });
  test('majority: a tie returns', () => {
    const p = board(2, 'majority').sign('bob.b', 'g', 'rejected').sign('ben.b', 'g', 'returned');
    expect(p.at).toBe('s_revise');
  });
  test('needs a reason', () => {
    const p = board('any');
    const says = p.refused((each) => each.sign('bob.b', 'g', 'rejected', { reason: ' ' }));
    expect(says.refused).toBe('reason_needed');
  });
  test('a verdict without a flow is refused', () => {
    const drawing = sop()
      .role('r_lead')
      .intake()
      .gate('g', { A: 'r_lead' })
      .end('e')
      .flow('in', 'g')
      .flow('g', 'e', 'approved');
    const p = request(drawing.diagram(), staff().directory()).submit('max.dev');
    expect(p.refused((each) => each.sign('ann.lead', 'g', 'rejected')).refused).toBe(
      'outcome_unused',
    );
  });
});

describe('what an approving signature asks for', () => {
  test('recommendations required before', () => {
    const p = at({ A: 'r_lead', C: { role: 'r_legal', before: true } });
    expect(p.refused((each) => each.sign('ann.lead', 'g')).refused).toBe('recommendation_missing');
    p.sign('ann.lead', 'g', 'returned'); // nobody has to wait to send it back
    p.finish('max.dev', 's_revise').recommend('leo.legal', 'g').sign('ann.lead', 'g');
    expect(p.state.outcome).toBe('approved');
  });
  test('evidence attached and opened in its last version', () => {
    const p = at({ A: 'r_lead', evidence: { ev_card: 'file' } });
    expect(p.refused((each) => each.sign('ann.lead', 'g')).refused).toBe('evidence_missing');
    p.attach('max.dev', 'ev_card');
    expect(p.refused((each) => each.sign('ann.lead', 'g'))).toMatchObject({
      refused: 'evidence_unopened',
      needs: ['ev_card'],
      says: 'Open before you approve: ev_card.',
    });
    p.open('ann.lead', 'ev_card').attach('max.dev', 'ev_card');
    expect(p.refused((each) => each.sign('ann.lead', 'g')).refused).toBe('evidence_unopened');
    expect(p.open('ann.lead', 'ev_card').sign('ann.lead', 'g').state.outcome).toBe('approved');
  });
  test('evidence of the steps since the last gate', () => {
    const drawing = sop()
      .role('r_dev')
      .role('r_lead')
      .intake()
      .step('s', { R: 'r_dev', evidence: { ev_pkg: 'file' } })
      .gate('g', { A: 'r_lead' })
      .gate('g2', { A: 'r_lead' })
      .end('e')
      .path('in', 's', 'g', 'g2', 'e');
    const p = request(drawing.diagram(), staff().directory()).submit('max.dev');
    expect(p.refused((each) => each.finish('max.dev', 's')).refused).toBe('evidence_missing');
    p.attach('max.dev', 'ev_pkg').finish('max.dev', 's');
    expect(p.refused((each) => each.sign('ann.lead', 'g')).refused).toBe('evidence_unopened');
    p.open('ann.lead', 'ev_pkg').sign('ann.lead', 'g');
    expect(p.sign('lea.lead', 'g2').state.status).toBe('completed'); // read at the gate before
  });
  test('no failed item; a manager’s sentence says which', () => {
    const p = at({
      A: 'r_lead',
      items: {
        small: { text: 'Small', check: 'form.amount < 10', message: 'Too big: {form.amount}' },
      },
    });
    expect(p.refused((each) => each.sign('ann.lead', 'g'))).toMatchObject({
      refused: 'checklist_failed',
      says: 'Too big: —.',
      needs: ['g_small'],
    });
  });
  test('a waived failure makes the outcome conditional', () => {
    const p = at({ A: 'r_lead', items: { ok: { text: 'Fine', waivable: true } } });
    p.answer('ann.lead', 'g', { ok: 'fail' });
    expect(p.refused((each) => each.sign('ann.lead', 'g')).refused).toBe('checklist_failed');
    expect(p.refused((each) => each.waive('ann.lead', 'g', 'ok', '')).refused).toBe(
      'reason_needed',
    );
    p.waive('ann.lead', 'g', 'ok').sign('ann.lead', 'g');
    expect(p.trail).toBe('in g(conditional) e_ok');
  });
  test('what may not be waived is not', () => {
    const p = at({ A: 'r_lead', items: { ok: 'Fine' } }).answer('ann.lead', 'g', { ok: 'fail' });
    expect(p.refused((each) => each.waive('ann.lead', 'g', 'ok')).refused).toBe('not_waivable');
  });
  test('the requester waives nothing, whatever their roles', () => {
    const directory = people({ r_dev: ['max.dev'], r_lead: ['ann.lead', 'max.dev'] }).directory();
    const p = at({ A: 'r_lead', items: { ok: { waivable: true } } }, directory);
    expect(p.refused((each) => each.waive('max.dev', 'g', 'ok')).refused).toBe(
      'requester_cannot_sign',
    );
  });
  test('the closing signature is refused as a whole while an item is unanswered', () => {
    const p = at({ A: 'r_lead', S: 'r_board', items: { ok: 'Fine' } }).sign('bob.b', 'g');
    const before = p.state;
    expect(p.refused((each) => each.sign('ann.lead', 'g')).refused).toBe('checklist_incomplete');
    expect(p.state).toBe(before);
    expect(p.answer('bob.b', 'g', { ok: 'pass' }).sign('ann.lead', 'g').state.status).toBe(
      'completed',
    );
  });
  test('the keeper signs last', () => {
    const p = at({ A: 'r_lead', S: 'r_board' });
    expect(p.refused((each) => each.sign('ann.lead', 'g'))).toMatchObject({
      refused: 'keeper_last',
      says: 'Lead signs last: Board must sign first.',
    });
  });
});

describe('conditions', () => {
  test('come into force when the gate closes as conditional', () => {
    const p = at({ A: 'r_lead', S: 'r_board' });
    expect(p.refused((each) => each.sign('bob.b', 'g', 'conditional')).refused).toBe(
      'condition_needed',
    );
    p.sign('bob.b', 'g', 'conditional', { conditions: [{ text: 'Monitor', owner: 'r_dev' }] });
    expect(p.state.conditions).toEqual([]);
    p.sign('ann.lead', 'g');
    expect(p.state.conditions).toMatchObject([
      { id: 'g#1/c1', text: 'Monitor', owner: 'r_dev', status: 'open', effect: 'runsOn' },
    ]);
    expect(p.state.results).toMatchObject({
      g: { outcome: 'conditional', signers: ['bob.b', 'ann.lead'] },
    });
  });
  test('fall due also after the end', () => {
    const p = at({ A: 'r_lead' });
    p.sign('ann.lead', 'g', 'conditional', { conditions: [{ owner: 'r_dev' }] });
    expect(p.state.status).toBe('completed');
    p.tick();
    expect(p.last).toEqual(['overdue', 'notified']);
    expect(p.state.conditions[0]?.overdue).toBe(true);
    expect(() => p.tick()).toThrow('nothing is timed');
  });
  test('that block the end hold the token', () => {
    const p = at({ A: 'r_lead' });
    p.sign('ann.lead', 'g', 'conditional', { conditions: [{ owner: 'r_dev', effect: 'end' }] });
    expect(p.state.tokens).toMatchObject([{ node: 'e_ok', held: true }]);
    expect(p.state.status).toBe('running');
    expect(offered(p, 'max.dev')).toEqual(['fulfil', 'withdraw']);
    p.fulfil('max.dev', 'g#1/c1');
    expect(p.last).toEqual(['settled', 'ended', 'completed']);
    expect(p.state.conditions[0]?.status).toBe('fulfilled');
  });
  test('that block the end do not keep in force what expires', () => {
    const d = gate({ A: 'r_lead' }).end('e_over', { outcome: 'expired' }).diagram();
    const flows = Object.entries(d.flows).map(([id, flow]) =>
      flow.to === 'e_ok' ? [id, { ...flow, to: 'e_over' }] : [id, flow],
    );
    const p = request({ ...d, flows: Object.fromEntries(flows) }, staff().directory());
    p.submit('max.dev');
    p.sign('ann.lead', 'g', 'conditional', { conditions: [{ owner: 'r_dev', effect: 'end' }] });
    expect(p.state).toMatchObject({ status: 'completed', outcome: 'expired' });
  });
  test('that block the next gate are asked for there', () => {
    const drawing = gate({ A: 'r_lead' }).gate('g2', { A: 'r_board' }).flow('g2', 'e_ok');
    const d = drawing.diagram();
    const flow = Object.values(d.flows).find((each) => each.from === 'g' && each.to === 'e_ok');
    const rewired = {
      ...d,
      flows: { ...d.flows, [flow?.id ?? '']: { ...flow, to: as('g2') } },
    } as typeof d;
    const p = request(rewired, staff().directory()).submit('max.dev');
    p.sign('ann.lead', 'g', 'conditional', {
      conditions: [{ text: 'Fix', owner: 'r_dev', effect: 'nextGate' }],
    });
    const refusal = p.refused((each) => each.sign('bob.b', 'g2'));
    expect(refusal.refused).toBe('condition_open');
    expect(refusal.says).toContain('Fix');
  });
  test('are fulfilled by their owner role or the keeper, once, with what shows it', () => {
    const p = at({ A: 'r_lead', S: 'r_board', evidence: { ev: 'file' } }).attach('max.dev', 'ev');
    p.open('bob.b', 'ev').open('ann.lead', 'ev');
    p.sign('bob.b', 'g', 'conditional', {
      conditions: [
        { owner: 'r_legal', text: 'Read it' },
        { owner: 'r_dev', text: 'Log it' },
      ],
    }).sign('ann.lead', 'g');
    expect(p.state.outcome).toBe('approved'); // both run on after the end
    expect(p.refused((each) => each.fulfil('bob.b', 'g#1/c1'))).toEqual({
      refused: 'not_allowed',
      says: 'Legal or Lead must see to this condition.',
      needs: ['g#1/c1', 'r_legal', 'r_lead'],
      who: ['leo.legal', 'ann.lead', 'lea.lead'],
    });
    expect(p.refused((each) => each.fulfil('leo.legal', 'g#1/c1', '')).refused).toBe(
      'reason_needed',
    );
    expect(p.refused((each) => each.fulfil('leo.legal', 'g#1/c1', '', 'ev_x')).refused).toBe(
      'no_such_evidence',
    );
    p.fulfil('leo.legal', 'g#1/c1', '', 'ev').fulfil('lea.lead', 'g#1/c2');
    expect(p.state.conditions.map((each) => each.status)).toEqual(['fulfilled', 'fulfilled']);
    expect(p.refused((each) => each.fulfil('ann.lead', 'g#1/c1'))).toMatchObject({
      refused: 'condition_closed',
      says: 'This condition is fulfilled already.',
    });
    expect(p.refused((each) => each.fulfil('ann.lead', 'g#1/c9')).refused).toBe('condition_closed');
  });
  test('are waived by who could sign the gate, with a reason, also after the end', () => {
    const directory = people({
      r_dev: ['max.dev'],
      r_lead: ['ann.lead', 'max.dev'],
      r_board: ['bob.b'],
      r_legal: ['leo.legal'],
    }).directory();
    const p = at({ A: 'r_lead' }, directory);
    p.sign('ann.lead', 'g', 'conditional', { conditions: [{ owner: 'r_legal' }] });
    expect(p.refused((each) => each.waiveCondition('leo.legal', 'g#1/c1')).refused).toBe(
      'not_allowed',
    );
    // The requester holds the role, and may no more waive what was asked of the request than sign it.
    expect(p.refused((each) => each.waiveCondition('max.dev', 'g#1/c1')).who).toEqual(['ann.lead']);
    expect(p.refused((each) => each.waiveCondition('ann.lead', 'g#1/c1', ' ')).refused).toBe(
      'reason_needed',
    );
    p.waiveCondition('ann.lead', 'g#1/c1');
    expect(p.state.conditions[0]?.status).toBe('waived');
    expect(() => p.tick()).toThrow('nothing is timed');
  });
  test('overdue ones are told to their owner and the keeper, and are still to be met', () => {
    const p = at({ A: 'r_lead' });
    p.sign('ann.lead', 'g', 'conditional', { conditions: [{ owner: 'r_legal' }] }).tick();
    expect(p.event('notified')).toMatchObject({
      to: ['r_legal', 'r_lead'],
      people: ['leo.legal', 'ann.lead', 'lea.lead'],
    });
    expect(p.fulfil('leo.legal', 'g#1/c1').state.conditions[0]).toMatchObject({
      status: 'fulfilled',
      overdue: true,
    });
  });
  test('of an earlier round are superseded when the gate is entered again', () => {
    const drawing = gate({ A: 'r_lead' })
      .gate('g2', { A: 'r_board' })
      .flow('g2', 'e_ok')
      .flow('g2', 's_revise', 'returned');
    const d = drawing.diagram();
    const flow = Object.values(d.flows).find((each) => each.from === 'g' && each.to === 'e_ok');
    const rewired = {
      ...d,
      flows: { ...d.flows, [flow?.id ?? '']: { ...flow, to: as('g2') } },
    } as typeof d;
    const p = request(rewired, staff().directory()).submit('max.dev');
    p.sign('ann.lead', 'g', 'conditional', {
      conditions: [{ owner: 'r_dev', effect: 'nextGate' }],
    });
    p.sign('bob.b', 'g2', 'returned').finish('max.dev', 's_revise');
    expect(p.state.conditions[0]?.status).toBe('superseded');
    expect(p.later(day).state.rounds).toMatchObject({ g: 2, g2: 1 });
  });
});

test('an I learns the outcome', () => {
  const p = at({ A: 'r_lead', I: 'r_legal' }).sign('ann.lead', 'g');
  expect(p.event('notified')).toMatchObject({ node: 'g', to: ['r_legal'], people: ['leo.legal'] });
});
