import { describe, expect, test } from 'vitest';
import { request } from '../../../test/builders/request.ts';
import { people, sop } from '../../../test/builders/sop.ts';

const staff = () =>
  people({
    r_dev: ['max.dev', 'eva.dev'],
    r_lead: ['ann.lead', 'max.dev', 'sam.both'],
    r_risk: ['rob.risk', 'sam.both'],
  });
const twoGates = () =>
  sop()
    .role('r_dev', { name: 'Developer' })
    .role('r_lead', { name: 'Technical lead' })
    .role('r_risk', { name: 'Risk' })
    .requesters('r_dev')
    .intake()
    .step('s_build', { R: 'r_dev' })
    .gate('g_one', { A: 'r_lead', name: 'Gate 1' })
    .gate('g_two', { A: { role: 'r_risk' }, name: 'Gate 2' })
    .end('e_ok')
    .end('e_no', { outcome: 'rejected' })
    .path('in', 's_build', 'g_one', 'g_two', 'e_ok')
    .flow('g_one', 'e_no', 'rejected')
    .flow('g_one', 's_build', 'returned');
const atGateOne = (drawing = twoGates(), directory = staff().directory()) =>
  request(drawing.diagram(), directory).submit('max.dev').finish('max.dev', 's_build');

describe('the requester never signs', () => {
  test('in person', () => {
    const refusal = atGateOne().refused((p) => p.sign('max.dev', 'g_one'));
    expect(refusal).toEqual({
      refused: 'requester_cannot_sign',
      says: 'You are the requester of this request: Technical lead must sign.',
      needs: ['r_lead'],
      who: ['ann.lead', 'sam.both'],
    });
  });
  test('and who can are those of their own role, not everybody who signs there', () => {
    const drawing = sop()
      .role('r_dev')
      .role('r_lead', { name: 'Technical lead' })
      .role('r_risk')
      .requesters('r_dev')
      .intake()
      .gate('g_one', { A: 'r_lead', S: 'r_risk' })
      .end('e_ok')
      .path('in', 'g_one', 'e_ok');
    const p = request(drawing.diagram(), staff().directory()).submit('max.dev');
    expect(p.refused((each) => each.sign('max.dev', 'g_one')).who).toEqual([
      'ann.lead',
      'sam.both',
    ]);
  });
  test('as substitute of somebody absent', () => {
    const away = people({ r_dev: ['max.dev'], r_lead: ['ann.lead'], r_risk: ['rob.risk'] })
      .away('ann.lead', { substitute: 'max.dev' })
      .directory();
    const p = atGateOne(twoGates(), away);
    expect(p.refused((each) => each.sign('max.dev', 'g_one')).refused).toBe(
      'requester_cannot_sign',
    );
  });
  test('through somebody who stands for them', () => {
    const away = staff().away('max.dev', { substitute: 'eva.dev' }).directory();
    const p = atGateOne(twoGates(), away);
    const refusal = p.refused((each) => each.sign('eva.dev', 'g_one'));
    expect(refusal.refused).toBe('requester_cannot_sign');
    expect(refusal.says).toContain('Max Dev, for whom you would sign');
  });
  test('as delegate', () => {
    const directory = people({
      r_dev: ['max.dev'],
      r_lead: ['ann.lead'],
      r_risk: ['rob.risk'],
    }).directory();
    const p = atGateOne(twoGates(), directory);
    p.delegate('ann.lead', 'g_one', 'max.dev');
    expect(p.refused((each) => each.sign('max.dev', 'g_one')).refused).toBe(
      'requester_cannot_sign',
    );
  });
  test('unless the SOP says so, with a reason', () => {
    const off = twoGates().rule('sod', {
      kind: 'requesterNeverSigns',
      on: false,
      reason: 'two founders',
    });
    expect(atGateOne(off).sign('max.dev', 'g_one').at).toBe('g_two');
  });
  test('or a limitation flags the signature', () => {
    const limited = twoGates()
      .rule('sod', { kind: 'requesterNeverSigns', on: true })
      .rule('lim', { kind: 'limitation', limits: 'sod', control: 'reviewed each quarter' });
    const p = atGateOne(limited).sign('max.dev', 'g_one');
    expect(p.event('signed').limitation).toBe('lim');
  });
});

describe('who signs', () => {
  test('nobody without the role', () => {
    expect(atGateOne().refused((p) => p.sign('rob.risk', 'g_one'))).toMatchObject({
      refused: 'not_allowed',
      says: 'Technical lead must sign “Gate 1”.',
      who: ['ann.lead', 'sam.both'],
    });
  });
  test('a substitute while somebody is absent, recorded on their behalf', () => {
    const directory = staff().person('sub.stitute').away('ann.lead', { substitute: 'sub.stitute' });
    const p = atGateOne(twoGates(), directory.directory()).sign('sub.stitute', 'g_one');
    expect(p.log.at(-1)).toMatchObject({ by: 'sub.stitute', for: 'ann.lead' });
    expect(p.event('signed').for).toBe('ann.lead');
    expect(p.state.acted).toMatchObject({ g_one: ['sub.stitute', 'ann.lead'] });
  });
  test('no substitute once the absence is over', () => {
    const directory = staff()
      .person('sub.stitute')
      .away('ann.lead', { substitute: 'sub.stitute', to: 10 });
    const p = atGateOne(twoGates(), directory.directory());
    expect(p.refused((each) => each.sign('sub.stitute', 'g_one')).refused).toBe('not_allowed');
  });
  test('no substitute of a substitute', () => {
    const directory = staff()
      .person('one.sub')
      .person('two.sub')
      .away('ann.lead', { substitute: 'one.sub' })
      .away('one.sub', { substitute: 'two.sub' });
    const p = atGateOne(twoGates(), directory.directory());
    expect(p.refused((each) => each.sign('two.sub', 'g_one')).refused).toBe('not_allowed');
  });
  test('nobody who has left', () => {
    const p = atGateOne(twoGates(), staff().inactive('ann.lead').directory());
    expect(p.refused((each) => each.sign('ann.lead', 'g_one')).refused).toBe('not_allowed');
  });
  test('nobody who recused, nor for them', () => {
    const directory = staff().person('sub.stitute').away('ann.lead', { substitute: 'sub.stitute' });
    const p = atGateOne(twoGates(), directory.directory());
    p.recuse('ann.lead', 'g_one');
    expect(p.refused((each) => each.sign('ann.lead', 'g_one')).refused).toBe('recused');
    expect(p.refused((each) => each.sign('sub.stitute', 'g_one')).refused).toBe('recused');
  });
  test('members of an escalated role, on the edge not met', () => {
    const p = atGateOne();
    p.escalate('ann.lead', 'g_one', 'r_risk');
    p.sign('rob.risk', 'g_one');
    expect(p.event('signed').edge).toBe('a_r_lead_g_one_A');
    expect(p.at).toBe('g_two');
  });
  test('an added reviewer makes it stricter: the gate waits for the seat', () => {
    const p = atGateOne();
    p.add('ann.lead', 'g_one', 'rob.risk');
    expect(p.refused((each) => each.sign('ann.lead', 'g_one')).refused).toBe('keeper_last');
    p.sign('rob.risk', 'g_one').sign('ann.lead', 'g_one');
    expect(p.at).toBe('g_two');
  });
});

const apart = () => twoGates().rule('two', { kind: 'different', nodes: ['g_one', 'g_two'] });
describe('separation of duties', () => {
  test('different people: who signed one gate may not sign the other', () => {
    const p = atGateOne(apart()).sign('sam.both', 'g_one');
    const refusal = p.refused((each) => each.sign('sam.both', 'g_two'));
    expect(refusal.refused).toBe('separation');
    expect(refusal.needs).toContain('two');
    expect(refusal.who).toEqual(['rob.risk']);
    expect(refusal.says).toBe(
      'You have acted at “Gate 1”, and “Gate 2” asks for somebody else: Risk must sign.',
    );
  });
  test('also for somebody else', () => {
    const directory = staff().away('rob.risk', { substitute: 'ann.lead' }).directory();
    const p = atGateOne(apart(), directory).sign('ann.lead', 'g_one');
    expect(p.refused((each) => each.sign('ann.lead', 'g_two')).refused).toBe('separation');
  });
  test('also when somebody else signed for them', () => {
    const directory = staff().person('x.y').away('sam.both', { substitute: 'x.y' }).directory();
    const p = atGateOne(apart(), directory).sign('x.y', 'g_one');
    expect(p.refused((each) => each.sign('sam.both', 'g_two')).refused).toBe('separation');
  });
  test('nor through a substitute who has signed nothing', () => {
    const directory = staff().person('x.y').away('sam.both', { substitute: 'x.y' }).directory();
    const p = atGateOne(apart(), directory).sign('sam.both', 'g_one');
    expect(p.refused((each) => each.sign('x.y', 'g_two')).refused).toBe('separation');
  });
  test('counts in every round', () => {
    const p = atGateOne(apart())
      .sign('sam.both', 'g_one', 'returned')
      .finish('max.dev', 's_build')
      .sign('ann.lead', 'g_one');
    expect(p.refused((each) => each.sign('sam.both', 'g_two')).refused).toBe('separation');
  });
  test('holds for who finished a step', () => {
    const drawing = twoGates().rule('sod', { kind: 'requesterNeverSigns', on: false, reason: 'x' });
    const p = atGateOne(drawing.rule('two', { kind: 'different', nodes: ['s_build', 'g_one'] }));
    expect(p.refused((each) => each.sign('max.dev', 'g_one')).refused).toBe('separation');
  });
  test('same person: only who acted there', () => {
    const same = twoGates().rule('two', { kind: 'same', nodes: ['g_one', 'g_two'] });
    const p = atGateOne(same).sign('sam.both', 'g_one');
    const refusal = p.refused((each) => each.sign('rob.risk', 'g_two'));
    expect(refusal.says).toContain('whoever acted at “Gate 1” (Sam Both)');
    expect(p.sign('sam.both', 'g_two').state.status).toBe('completed');
  });
  test('at most k gates for one person', () => {
    const p = atGateOne(twoGates().rule('most', { kind: 'atMost', gates: 1 }));
    p.sign('sam.both', 'g_one');
    const refusal = p.refused((each) => each.sign('sam.both', 'g_two'));
    expect(refusal).toMatchObject({ refused: 'separation', needs: ['r_risk', 'most'] });
  });
  test('a limitation flags instead of refusing', () => {
    const limited = apart().rule('lim', {
      kind: 'limitation',
      limits: 'two',
      control: 'four eyes afterwards',
    });
    const p = atGateOne(limited).sign('sam.both', 'g_one').sign('sam.both', 'g_two');
    expect(p.event('signed').limitation).toBe('lim');
  });
});

const board = () =>
  sop()
    .role('r_dev')
    .role('r_lead')
    .role('r_risk')
    .intake()
    .gate('g', { A: 'r_lead', S: [{ role: 'r_risk', quorum: 1 }] })
    .end('e_ok')
    .end('e_no', { outcome: 'rejected' })
    .path('in', 'g', 'e_ok')
    .flow('g', 'e_no', 'rejected');
describe('one signature, one person, one edge', () => {
  test('who holds two edges fills one, the keeper’s last', () => {
    const p = request(board().diagram(), staff().directory()).submit('eva.dev');
    p.sign('sam.both', 'g');
    expect(p.event('signed').edge).toBe('a_r_risk_g_S');
    expect(p.sign('ann.lead', 'g').state.outcome).toBe('completed');
  });
  test('signing again replaces the signature and keeps its edge', () => {
    const p = request(board().diagram(), staff().directory()).submit('eva.dev');
    p.sign('sam.both', 'g').sign('sam.both', 'g');
    expect(p.event('signed').edge).toBe('a_r_risk_g_S');
    expect(p.work('g').signatures).toHaveLength(1);
    expect(p.state.status).toBe('running');
  });
  test('nobody signs again for somebody else', () => {
    const directory = staff().away('ann.lead', { substitute: 'sam.both' }).directory();
    const p = request(board().diagram(), directory).submit('eva.dev').sign('sam.both', 'g');
    // Their own pair comes first and may sign again, on its edge; the gate stays open.
    p.sign('sam.both', 'g');
    expect(p.work('g').signatures.map((each) => each.for)).toEqual(['sam.both']);
  });
  test('a substitute does not sign where their principal has', () => {
    const directory = staff().person('x.y').away('sam.both', { substitute: 'x.y' }).directory();
    const p = request(board().diagram(), directory).submit('eva.dev').sign('sam.both', 'g');
    expect(p.refused((each) => each.sign('x.y', 'g')).refused).toBe('already_signed');
  });
});
