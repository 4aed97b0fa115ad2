/** Work that changes hands: claims, delegation, absence, recusal, escalation, added reviewers. */
import { describe, expect, test } from 'vitest';
import { as } from '#model/ids.ts';
import { asks, owners, whoCan } from '../asks.ts';
import { offers } from '../offers.ts';
import { day, hour, request } from '../../../test/builders/request.ts';
import type { Play } from '../../../test/builders/request.ts';
import { people, sop } from '../../../test/builders/sop.ts';
import type { Drawing, Seats } from '../../../test/builders/sop.ts';

const staff = () =>
  people({
    r_dev: ['max.dev', 'eva.dev'],
    r_lead: ['ann.lead', 'lea.lead'],
    r_board: ['bea.b', 'bob.b', 'ben.b'],
    r_legal: ['leo.legal'],
    r_own: ['olga.own'],
    r_vp: ['vic.vp'],
  }).person('sub.stitute');
const drawing = (words: Parameters<Drawing['gate']>[1]): Drawing =>
  sop()
    .role('r_dev')
    .role('r_lead', { name: 'Lead' })
    .role('r_board', { name: 'Board' })
    .role('r_legal', { name: 'Legal' })
    .role('r_own', { name: 'Owner' })
    .role('r_vp', { name: 'VP' })
    .requesters('r_dev')
    .owner('r_own')
    .intake()
    .gate('g', words)
    .step('s', { R: 'r_board' })
    .end('e_ok', { outcome: 'approved' })
    .end('e_no', { outcome: 'rejected' })
    .path('in', 'g', 's', 'e_ok')
    .flow('g', 'e_no', 'rejected');
const at = (words: Parameters<Drawing['gate']>[1], directory = staff().directory()) =>
  request(drawing(words).diagram(), directory).submit('max.dev');
const board = (quorum: 'any' | 'all' | number, rule: 'veto' | 'majority' = 'veto') =>
  ({ A: 'r_lead', S: { role: 'r_board', quorum } satisfies Seats, rule }) as const;
const asked = (p: Play, person: string): string[] =>
  asks(p.compiled, p.state, as(person), p.directory, p.now).map((ask) =>
    ask.ok ? `${ask.does} ${ask.node}` : `${ask.does}: ${ask.refusal.refused}`,
  );
const inbox = (p: Play): string[] => owners(p.compiled, p.state, p.directory).map((o) => o.owner);
const may = (p: Play, person: string): string[] =>
  offers(p.compiled, p.state, as(person), p.directory, p.now).map((offer) => offer.does);

describe('claims', () => {
  test('a claimed edge waits for its claimant, and for nobody else', () => {
    const p = at({ A: 'r_lead' }).claim('ann.lead', 'g');
    expect(asked(p, 'ann.lead')).toEqual(['sign g']);
    expect(asked(p, 'lea.lead')).toEqual([]);
    expect(inbox(p)).toContain('ann.lead');
    expect(p.refused((each) => each.sign('lea.lead', 'g'))).toEqual({
      refused: 'claimed_by_other',
      says: 'Ann Lead has claimed this part of “g”, and does it or releases it.',
      needs: ['r_lead'],
      who: ['ann.lead'],
    });
    expect(p.sign('ann.lead', 'g').at).toBe('s');
  });
  test('only one at a time, and not twice', () => {
    const p = at({ A: 'r_lead' }).claim('ann.lead', 'g');
    expect(p.refused((each) => each.claim('lea.lead', 'g')).refused).toBe('claimed_by_other');
    expect(p.refused((each) => each.claim('ann.lead', 'g')).refused).toBe('no_change');
    expect(p.refused((each) => each.release('lea.lead', 'g')).refused).toBe('claimed_by_other');
    p.release('ann.lead', 'g').claim('lea.lead', 'g').sign('lea.lead', 'g');
    expect(p.at).toBe('s');
  });
  test('what several have to sign is not claimed', () => {
    const p = at(board(2));
    expect(p.refused((each) => each.claim('bob.b', 'g', 'a_r_board_g_S')).refused).toBe(
      'not_claimable',
    );
  });
  test('what nobody claimed is not released', () => {
    expect(at({ A: 'r_lead' }).refused((p) => p.release('ann.lead', 'g')).refused).toBe(
      'not_claimable',
    );
  });
  test('nobody claims what they could not sign', () => {
    const directory = staff()
      .groups({ r_lead: ['ann.lead', 'max.dev'] })
      .directory();
    const p = at({ A: 'r_lead' }, directory);
    expect(p.refused((each) => each.claim('max.dev', 'g')).refused).toBe('requester_cannot_sign');
    expect(p.refused((each) => each.claim('bob.b', 'g')).refused).toBe('not_allowed');
  });
  test('a claim binds nobody once its holder is absent, has left, or the work was escalated', () => {
    const p = at({ A: 'r_lead' }).claim('ann.lead', 'g');
    p.staff(staff().away('ann.lead', { substitute: null }).directory());
    expect(asked(p, 'lea.lead')).toEqual(['sign g']);
    p.staff(staff().inactive('ann.lead').directory());
    expect(asked(p, 'lea.lead')).toEqual(['sign g']);
    p.staff(staff().directory());
    expect(asked(p, 'lea.lead')).toEqual([]);
    expect(p.escalate('olga.own', 'g', 'r_vp').sign('vic.vp', 'g').at).toBe('s');
  });
  test('nor once their signature stands on another edge', () => {
    const both = staff().groups({ r_board: ['ann.lead'] });
    const p = at(board('any'), both.directory()).claim('ann.lead', 'g', 'a_r_lead_g_A');
    expect(p.sign('ann.lead', 'g').event('signed').edge).toBe('a_r_board_g_S');
    expect(asked(p, 'lea.lead')).toEqual(['sign g']);
    expect(p.sign('lea.lead', 'g').at).toBe('s');
  });
  test('nor once a rule keeps them from it', () => {
    const beside = sop()
      .role('r_dev')
      .role('r_lead', { name: 'Lead' })
      .requesters('r_dev')
      .intake()
      .parallel('p')
      .gate('g', { A: 'r_lead' })
      .gate('h', { A: 'r_lead' })
      .parallel('j')
      .end('e_ok')
      .path('in', 'p', 'g', 'j', 'e_ok')
      .path('p', 'h', 'j')
      .rule('apart', { kind: 'different', nodes: ['g', 'h'] })
      .diagram();
    const p = request(beside, staff().directory()).submit('max.dev').claim('ann.lead', 'h');
    expect(p.refused((each) => each.sign('lea.lead', 'h')).refused).toBe('claimed_by_other');
    p.sign('ann.lead', 'g');
    expect(p.refused((each) => each.sign('ann.lead', 'h')).refused).toBe('separation');
    expect(asked(p, 'lea.lead')).toEqual(['sign h']);
    expect(p.sign('lea.lead', 'h').state.status).toBe('completed');
  });
  test('a substitute signs what an absent claimant holds', () => {
    const p = at({ A: 'r_lead' }).claim('ann.lead', 'g');
    p.staff(staff().away('ann.lead', { substitute: 'sub.stitute' }).directory());
    expect(p.sign('sub.stitute', 'g').event('signed').for).toBe('ann.lead');
  });
  test('a claimed step is finished by its claimant', () => {
    const p = at({ A: 'r_lead' }).sign('ann.lead', 'g').claim('bob.b', 's');
    expect(asked(p, 'bea.b')).toEqual([]);
    expect(p.refused((each) => each.finish('bea.b', 's')).refused).toBe('claimed_by_other');
    expect(p.finish('bob.b', 's').state.outcome).toBe('approved');
  });
});

describe('delegation', () => {
  test('of one item: the delegate has it in the inbox and signs on behalf', () => {
    const p = at({ A: 'r_lead' }).delegate('ann.lead', 'g', 'leo.legal');
    expect(inbox(p)).toContain('leo.legal');
    expect(asked(p, 'leo.legal')).toEqual(['sign g']);
    p.sign('leo.legal', 'g');
    expect(p.log.at(-1)).toMatchObject({ by: 'leo.legal', for: 'ann.lead' });
    expect(asked(p, 'leo.legal')).toEqual([]); // the next work was not delegated
  });
  test('who delegated may still act, and may take it back', () => {
    const p = at({ A: 'r_lead' }).delegate('ann.lead', 'g', 'leo.legal');
    expect(asked(p, 'ann.lead')).toEqual(['sign g']);
    p.delegate('ann.lead', 'g', null);
    expect(asked(p, 'leo.legal')).toEqual([]);
    expect(p.refused((each) => each.delegate('ann.lead', 'g', null)).refused).toBe('no_change');
  });
  test('one step only: neither a delegate nor a substitute hands on', () => {
    const p = at({ A: 'r_lead' }).delegate('ann.lead', 'g', 'leo.legal');
    expect(p.refused((each) => each.delegate('leo.legal', 'g', 'sub.stitute'))).toMatchObject({
      refused: 'not_allowed',
      says: 'Only who has a part in “g” in their own name may delegate it.',
      who: ['ann.lead', 'lea.lead', 'leo.legal'],
    });
    p.staff(staff().away('leo.legal', { substitute: 'sub.stitute' }).directory());
    expect(p.refused((each) => each.sign('sub.stitute', 'g')).refused).toBe('not_allowed');
    p.staff(staff().away('lea.lead', { substitute: 'sub.stitute' }).directory());
    expect(p.refused((each) => each.delegate('sub.stitute', 'g', 'vic.vp')).refused).toBe(
      'not_allowed',
    );
  });
  test('only to somebody who is there', () => {
    const p = at({ A: 'r_lead' }, staff().inactive('ben.b').directory());
    const to = (whom: string) => p.refused((each) => each.delegate('ann.lead', 'g', whom)).refused;
    expect(to('nobody.here')).toBe('unknown_person');
    expect(to('ben.b')).toBe('inactive_person');
    expect(to('ann.lead')).toBe('no_change');
  });
  test('not by who has recused', () => {
    const p = at(board(2)).recuse('bob.b', 'g');
    expect(p.refused((each) => each.delegate('bob.b', 'g', 'vic.vp')).refused).toBe('recused');
  });
  test('separation of duties sees through it, on both sides', () => {
    const apart = drawing({ A: 'r_lead' })
      .gate('g2', { A: 'r_board' })
      .rule('two', { kind: 'different', nodes: ['g', 's'] });
    const p = request(apart.diagram(), staff().directory()).submit('max.dev');
    p.delegate('ann.lead', 'g', 'bob.b').sign('bob.b', 'g');
    // Bob signed for Ann: neither may act at the step, nor anybody for them.
    expect(p.refused((each) => each.finish('bob.b', 's')).refused).toBe('separation');
    p.delegate('bob.b', 's', 'sub.stitute');
    expect(p.refused((each) => each.finish('sub.stitute', 's')).refused).toBe('separation');
    p.delegate('bea.b', 's', 'ann.lead');
    expect(p.refused((each) => each.finish('ann.lead', 's')).refused).toBe('separation');
    expect(p.finish('ben.b', 's').state.status).toBe('completed');
  });
  test('to the requester the signature is refused, whoever delegates', () => {
    const p = at({ A: 'r_lead' }).delegate('ann.lead', 'g', 'max.dev');
    expect(p.refused((each) => each.sign('max.dev', 'g')).refused).toBe('requester_cannot_sign');
  });
  test('ends with the round', () => {
    const back = drawing({ A: 'r_lead' })
      .step('s_fix', { R: 'r_dev' })
      .flow('g', 's_fix', 'returned')
      .flow('s_fix', 'g');
    const p = request(back.diagram(), staff().directory()).submit('max.dev');
    p.claim('ann.lead', 'g').delegate('ann.lead', 'g', 'leo.legal').add('ann.lead', 'g', 'bob.b');
    p.sign('leo.legal', 'g', 'returned').finish('max.dev', 's_fix');
    expect(p.work('g')).toMatchObject({ round: 2, claimed: {}, delegated: {}, added: [] });
    expect(p.refused((each) => each.sign('leo.legal', 'g')).refused).toBe('not_allowed');
  });
});

describe('recusal', () => {
  test('who recused no longer counts, in every round', () => {
    const p = at(board('all')).recuse('ben.b', 'g');
    expect(p.log.at(-1)?.for).toBeNull();
    expect(asked(p, 'ben.b')).toEqual(['sign: recused']);
    expect(p.refused((each) => each.sign('ben.b', 'g')).refused).toBe('recused');
    expect(p.refused((each) => each.recuse('ben.b', 'g')).refused).toBe('no_change');
    p.sign('bob.b', 'g').sign('bea.b', 'g').sign('ann.lead', 'g');
    expect(p.at).toBe('s');
  });
  test('needs a reason, a part in the gate, and comes before signing', () => {
    const p = at(board(2)).sign('bob.b', 'g');
    expect(p.refused((each) => each.recuse('bea.b', 'g', ' ')).refused).toBe('reason_needed');
    expect(p.refused((each) => each.recuse('vic.vp', 'g')).refused).toBe('not_allowed');
    expect(p.refused((each) => each.recuse('bob.b', 'g')).refused).toBe('already_signed');
  });
  test('a quorum it makes unreachable is an incident; staffing the role mends it', () => {
    const p = at(board(3)).recuse('ben.b', 'g');
    expect(p.last).toEqual(['recused', 'suspended']);
    expect(p.state.incidents).toMatchObject([
      { code: 'quorum_unreachable', node: 'g', role: 'r_board' },
    ]);
    p.staff(
      staff()
        .groups({ r_board: ['bea.b', 'bob.b', 'ben.b', 'vic.vp'] })
        .directory(),
    );
    p.retry('max.dev').sign('bob.b', 'g').sign('bea.b', 'g').sign('vic.vp', 'g');
    expect(p.sign('ann.lead', 'g').at).toBe('s');
  });
  test('the last open signature of all: the gate closes with those left', () => {
    const p = at({ A: { role: 'r_lead', quorum: 'all' } }).sign('ann.lead', 'g');
    expect(p.at).toBe('g');
    p.recuse('lea.lead', 'g');
    expect(p.last).toEqual(['recused', 'closed', 'moved', 'entered']);
  });
  test('with an item unanswered it stays open, and who signed is asked again', () => {
    const p = at({ A: { role: 'r_lead', quorum: 'all' }, items: { ok: 'Fine' } });
    p.sign('ann.lead', 'g').recuse('lea.lead', 'g');
    expect(p.last).toEqual(['recused']);
    expect(asked(p, 'ann.lead')).toEqual(['sign g']);
    p.answer('ann.lead', 'g', { ok: 'pass' }).sign('ann.lead', 'g');
    expect(p.at).toBe('s');
  });
  test('majority: rejected once those left cannot approve any more', () => {
    const p = at(board(2, 'majority')).sign('bob.b', 'g', 'rejected').recuse('ben.b', 'g');
    expect(p.last).toEqual(['recused', 'closed', 'moved', 'ended', 'completed']);
    expect(p.state.outcome).toBe('rejected');
  });
  test('a substitute who recuses does so in their own name', () => {
    const p = at(
      { A: 'r_lead' },
      staff().away('ann.lead', { substitute: 'leo.legal' }).directory(),
    );
    p.recuse('leo.legal', 'g');
    expect(p.state.recused).toEqual({ g: ['leo.legal'] });
    expect(p.sign('ann.lead', 'g').at).toBe('s');
  });
});

describe('escalation by hand', () => {
  test('calls in a role whose members may fill what is not signed', () => {
    const p = at(board('any')).escalate('ann.lead', 'g', 'r_vp');
    expect(p.event('escalated')).toMatchObject({ role: 'r_vp', why: 'by_hand' });
    expect(asked(p, 'vic.vp')).toEqual(['sign g']);
    expect(p.sign('vic.vp', 'g').event('signed').edge).toBe('a_r_board_g_S');
  });
  test('is for the keeper and the owner', () => {
    const p = at(board('any'));
    expect(p.refused((each) => each.escalate('bob.b', 'g', 'r_vp'))).toEqual({
      refused: 'not_allowed',
      says: 'Only Lead or Owner may escalate “g”.',
      needs: ['r_lead', 'r_own'],
      who: ['ann.lead', 'lea.lead', 'olga.own'],
    });
    expect(p.escalate('olga.own', 'g', 'r_vp').last).toEqual(['escalated']);
  });
  test('not by a keeper who could not sign', () => {
    const directory = staff()
      .groups({ r_lead: ['ann.lead', 'max.dev'] })
      .directory();
    const p = at(board('any'), directory);
    expect(p.refused((each) => each.escalate('max.dev', 'g', 'r_vp')).refused).toBe('not_allowed');
  });
  test('names a role with people in it, once, and why', () => {
    const p = at(board('any'), staff().inactive('vic.vp').directory());
    const to = (role: string, why = 'late') =>
      p.refused((each) => each.escalate('ann.lead', 'g', role, why)).refused;
    expect(to('r_nix')).toBe('unknown_role');
    expect(to('g')).toBe('unknown_role');
    expect(to('r_vp')).toBe('unknown_role');
    expect(to('r_legal', '')).toBe('reason_needed');
    p.escalate('ann.lead', 'g', 'r_legal');
    expect(to('r_legal')).toBe('no_change');
  });
});

describe('an added reviewer', () => {
  test('has a seat of their own: the gate waits for them', () => {
    const p = at({ A: 'r_lead' }).add('ann.lead', 'g', 'leo.legal');
    expect(inbox(p)).toContain('leo.legal');
    expect(asked(p, 'leo.legal')).toEqual(['sign g']);
    expect(p.refused((each) => each.sign('ann.lead', 'g')).refused).toBe('keeper_last');
    expect(p.sign('leo.legal', 'g').event('signed').edge).toBe('added/leo.legal');
    expect(p.sign('ann.lead', 'g').at).toBe('s');
  });
  test('who is asked for advice only is waited for by nobody', () => {
    const p = at({ A: 'r_lead' }).add('ann.lead', 'g', 'leo.legal', 'C');
    expect(asked(p, 'leo.legal')).toEqual(['recommend g']);
    const rows = whoCan(p.compiled, p.state, p.work('g'), p.directory, p.now);
    expect(rows.at(-1)).toMatchObject({ letter: 'C', people: ['leo.legal'], met: false });
    p.recommend('leo.legal', 'g');
    expect(asked(p, 'leo.legal')).toEqual([]);
    expect(p.sign('ann.lead', 'g').at).toBe('s');
  });
  test('who has left is not stood in for: their seat has lapsed', () => {
    const p = at({ A: 'r_lead' }).add('ann.lead', 'g', 'leo.legal');
    const away = staff().away('leo.legal', { substitute: 'sub.stitute' });
    p.staff(away.directory());
    expect(asked(p, 'sub.stitute')).toEqual(['sign g']);
    p.staff(away.inactive('leo.legal').directory());
    expect(asked(p, 'sub.stitute')).toEqual([]);
    expect(p.refused((each) => each.sign('sub.stitute', 'g')).refused).toBe('not_allowed');
    expect(p.sign('ann.lead', 'g').at).toBe('s');
  });
  test('is added by the keeper, once, and only if they could sign', () => {
    const p = at(board('any'), staff().inactive('vic.vp').directory());
    const add = (by: string, who: string) => p.refused((each) => each.add(by, 'g', who)).refused;
    expect(add('bob.b', 'leo.legal')).toBe('not_allowed');
    expect(add('ann.lead', 'vic.vp')).toBe('inactive_person');
    expect(add('ann.lead', 'no.body')).toBe('unknown_person');
    expect(add('ann.lead', 'max.dev')).toBe('requester_cannot_sign');
    p.sign('bob.b', 'g');
    expect(add('ann.lead', 'bob.b')).toBe('already_signed');
    p.add('ann.lead', 'g', 'leo.legal');
    expect(add('ann.lead', 'leo.legal')).toBe('no_change');
  });
  test('who recused or left is waited for no more', () => {
    const p = at({ A: 'r_lead' }).add('ann.lead', 'g', 'leo.legal').recuse('leo.legal', 'g');
    expect(p.sign('ann.lead', 'g').at).toBe('s');
    const q = at({ A: 'r_lead' }).add('ann.lead', 'g', 'leo.legal');
    q.staff(staff().inactive('leo.legal').directory());
    expect(q.sign('ann.lead', 'g').at).toBe('s');
  });
  test('is stood for while absent', () => {
    const p = at({ A: 'r_lead' }).add('ann.lead', 'g', 'leo.legal');
    p.staff(staff().away('leo.legal', { substitute: 'sub.stitute' }).directory());
    expect(p.sign('sub.stitute', 'g').event('signed')).toMatchObject({
      edge: 'added/leo.legal',
      for: 'leo.legal',
    });
  });
});

const timed = () =>
  drawing({ A: 'r_lead', sla: { minutes: 480, breach: 'lapse' } })
    .calendar('cal')
    .end('e_late', { outcome: 'expired' })
    .flow('g', 'e_late', 'expired');
const begun = () => request(timed().diagram(), staff().directory()).submit('max.dev');

describe('suspended by hand', () => {
  test('nothing is decided, and its owner alone lets it go on', () => {
    const p = begun().suspend('olga.own');
    expect(p.state.incidents).toEqual([{ code: 'by_hand' }]);
    expect(p.refused((each) => each.sign('ann.lead', 'g'))).toMatchObject({
      refused: 'suspended',
      says: 'This request is suspended by hand, and has to be resumed first.',
    });
    expect(p.refused((each) => each.retry('max.dev')).refused).toBe('nothing_to_retry');
    expect(p.refused((each) => each.resume('max.dev')).refused).toBe('not_allowed');
    expect(p.refused((each) => each.resume('olga.own', '')).refused).toBe('reason_needed');
    expect(p.resume('olga.own').sign('ann.lead', 'g').at).toBe('s');
  });
  test('is for the owner, with a reason, and ends only once', () => {
    const p = begun();
    expect(p.refused((each) => each.suspend('ann.lead')).refused).toBe('not_allowed');
    expect(p.refused((each) => each.suspend('olga.own', '')).refused).toBe('reason_needed');
    expect(p.refused((each) => each.resume('olga.own')).refused).toBe('not_suspended');
    p.suspend('olga.own');
    expect(p.refused((each) => each.suspend('olga.own')).refused).toBe('suspended');
  });
  test('the clock stands: the business minutes left count from when it goes on', () => {
    const p = begun(); // Monday 14:00, eight hours on a calendar of 9 to 17: due on Tuesday at 14:00
    const { due } = p.work('g');
    expect(due).toBe(p.state.at + day);
    p.later(hour - (p.now - p.state.at)).suspend('olga.own'); // 15:00, seven hours left
    expect(p.event('suspended').left).toEqual([{ work: 'g#1', minutes: 420 }]);
    expect(() => p.tick()).toThrow('nothing is timed');
    p.later(10 * day).resume('olga.own');
    const resumed = p.event('resumed').due[0];
    expect(resumed?.due).toBe(p.work('g').due);
    expect(p.work('g')).toMatchObject({ left: null });
    // Resumed on Thursday at 15:01: seven hours on, less two that day, it is Friday 14:01.
    expect(
      new Intl.DateTimeFormat('en-GB', {
        timeZone: 'UTC',
        weekday: 'short',
        hour: '2-digit',
        minute: '2-digit',
      }).format(p.work('g').due ?? 0),
    ).toBe('Fri 14:01');
  });
});

test('offers: what a person may do beside what they are asked', () => {
  const p = at(board('any'));
  expect(may(p, 'ann.lead')).toEqual(['claim', 'delegate', 'recuse', 'add', 'escalate']);
  expect(may(p, 'bob.b')).toEqual(['claim', 'delegate', 'recuse']);
  expect(may(p, 'max.dev')).toEqual(['withdraw']);
  expect(may(p, 'olga.own')).toEqual(['escalate', 'suspend', 'reassess', 'migrate', 'withdraw']);
  p.claim('bob.b', 'g', 'a_r_board_g_S');
  expect(may(p, 'bob.b')).toEqual(['release', 'delegate', 'recuse']);
  p.suspend('olga.own');
  expect(may(p, 'olga.own')).toEqual(['resume', 'correct', 'migrate', 'withdraw']);
  expect(may(p, 'max.dev')).toEqual(['withdraw']);
});
