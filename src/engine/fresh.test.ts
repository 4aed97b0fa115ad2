import { describe, expect, test } from 'vitest';
import { canonical } from '#model/canonical.ts';
import { as } from '#model/ids.ts';
import { affirmedContent } from './affirmed-content.ts';
import { owners } from './asks.ts';
import { isFresh } from './fresh.ts';
import { offers } from './offers.ts';
import { askedFor } from './returned.ts';
import { digestOfSigned, signedContent } from './signed-content.ts';
import { fold } from './evolve.ts';
import { initial } from './initial.ts';
import { request, sha256 } from '../../test/builders/request.ts';
import type { Play } from '../../test/builders/request.ts';
import { number, people, sop } from '../../test/builders/sop.ts';

const staff = people({
  r_dev: ['max.dev'],
  r_lead: ['ann.lead'],
  r_board: ['bob.b', 'bea.b'],
  r_ops: ['oli.ops'],
}).directory();

/** A gate beside a step at which the form may still be changed. */
const drawing = () =>
  sop()
    .role('r_dev')
    .role('r_lead')
    .role('r_board')
    .role('r_ops')
    .requesters('r_dev')
    .owner('r_lead')
    .intake({ amount: number(), port: { type: number(), required: false } })
    .parallel('p')
    .step('s_fix', { R: 'r_dev', edits: ['amount', 'port'] })
    .gate('g', {
      A: 'r_lead',
      S: { role: 'r_board', quorum: 2 },
      evidence: { ev_card: 'metrics' },
      items: { ok: 'Fine', low: { text: 'Low', check: 'form.amount < 100', required: false } },
    })
    .parallel('j')
    .step('s_plan', { R: 'r_ops', edits: ['port'] })
    .end('e', { outcome: 'approved', issues: true })
    .path('in', 'p', 's_fix', 'j', 's_plan', 'e')
    .path('p', 'g', 'j')
    .flow('g', 's_fix', 'returned');
const atGate = (): Play =>
  request(drawing().diagram(), staff)
    .submit('max.dev', { amount: 5 })
    .attach('max.dev', 'ev_card', { auc: 0.9 })
    .open('bob.b', 'ev_card')
    .open('bea.b', 'ev_card')
    .open('ann.lead', 'ev_card');
const stale = (p: Play): string[] => {
  const work = p.work('g');
  const node = p.compiled.at.get(work.node);
  if (node === undefined) throw new Error('no gate');
  const view = { compiled: p.compiled, request: p.state };
  return work.signatures.filter((each) => !isFresh(view, node, work, each)).map((each) => each.by);
};

describe('a signature is stale', () => {
  test('when a field it covers changes', () => {
    const p = atGate().sign('bob.b', 'g').edit('max.dev', { amount: 6 });
    expect(stale(p)).toEqual(['bob.b']);
    p.sign('bea.b', 'g').answer('bea.b', 'g', { ok: 'pass' });
    expect(p.refused((each) => each.sign('ann.lead', 'g')).refused).toBe('keeper_last');
    p.sign('bob.b', 'g').sign('ann.lead', 'g');
    expect(p.trail).toBe('in p g');
  });
  test('not when the value is the same', () => {
    const p = atGate().sign('bob.b', 'g').edit('max.dev', { amount: 5 });
    expect(stale(p)).toEqual([]);
    expect(p.event('edited').keys).toEqual([]);
  });
  test('not when a field changes that a later step fills', () => {
    expect(stale(atGate().sign('bob.b', 'g').edit('max.dev', { port: 80 }))).toEqual([]);
  });
  test('when evidence is replaced', () => {
    expect(stale(atGate().sign('bob.b', 'g').attach('max.dev', 'ev_card', { auc: 0.8 }))).toEqual([
      'bob.b',
    ]);
  });
  test('when an answer changes, not when one is added', () => {
    const p = atGate().sign('bob.b', 'g').answer('bea.b', 'g', { ok: 'pass' });
    expect(stale(p)).toEqual([]);
    p.answer('bea.b', 'g', { ok: 'pass' });
    p.sign('bea.b', 'g');
    expect(stale(p)).toEqual([]);
    p.answer('bea.b', 'g', { ok: 'na' });
    expect(stale(p)).toEqual(['bea.b']); // for bob it was added later
  });
});

test('who looked at an older state may not sign', () => {
  const p = atGate();
  const seen = p.state.n;
  p.edit('max.dev', { amount: 7 });
  expect(p.refused((each) => each.sign('bob.b', 'g', 'approved', { seen })).refused).toBe(
    'content_changed',
  );
  expect(p.refused((each) => each.sign('bob.b', 'g', 'approved', { seen: 99 })).refused).toBe(
    'content_changed',
  );
  const comment = p.state.n;
  p.comment('max.dev', 'there you are');
  p.sign('bob.b', 'g', 'approved', { seen: comment }); // a comment is nothing one signs
});

test('who has not seen what another signer asks for may not sign it', () => {
  const p = atGate().answer('bea.b', 'g', { ok: 'pass' });
  const seen = p.state.n;
  p.sign('bob.b', 'g', 'conditional', { conditions: [{ owner: 'r_ops' }] });
  expect(p.refused((each) => each.sign('bea.b', 'g', 'approved', { seen })).refused).toBe(
    'content_changed',
  );
  p.sign('bea.b', 'g');
});

test('the signed digest is rebuilt from the log', () => {
  const p = atGate()
    .answer('bea.b', 'g', { ok: 'pass' })
    .sign('bob.b', 'g', 'conditional', { conditions: [{ owner: 'r_ops' }] })
    .sign('bea.b', 'g')
    .sign('ann.lead', 'g');
  let state = initial;
  let signatures = 0;
  for (const { n, at, by, for: principal, events } of p.log) {
    const stamp = { n, at, by, for: principal };
    for (const [i, event] of events.entries()) {
      if (event.type !== 'signed' || by === null) continue;
      const before = fold(state, events.slice(0, i), stamp);
      const work = before.work.find((each) => each.id === event.work);
      if (work === undefined) throw new Error('no work');
      const { edge, meaning, nonce, verdict, conditions, reason } = event;
      const said = {
        work,
        signer: by,
        principal: event.for,
        edge,
        meaning,
        nonce,
        verdict,
        conditions,
      };
      const content = signedContent(
        p.compiled,
        before,
        reason === undefined ? said : { ...said, reason },
        sha256,
      );
      expect(JSON.stringify(content)).toBe(canonical(content));
      expect(digestOfSigned(content, sha256)).toBe(event.content);
      signatures += 1;
    }
    state = fold(state, events, stamp);
  }
  expect(signatures).toBe(3);
});

const approved = () =>
  atGate()
    .answer('bea.b', 'g', { ok: 'pass' })
    .sign('bob.b', 'g')
    .sign('bea.b', 'g')
    .sign('ann.lead', 'g');
const overtaken = (directory = staff) => approved().staff(directory).edit('max.dev', { amount: 6 });
describe('overtaken', () => {
  test('a closed gate whose field changes is overtaken, and no token is issued', () => {
    const p = approved().edit('max.dev', { amount: 6 });
    expect(p.last).toEqual(['edited', 'overtaken']);
    expect(p.event('overtaken')).toMatchObject({ node: 'g', because: 'fld_amount' });
    p.finish('max.dev', 's_fix').finish('oli.ops', 's_plan');
    expect(p.state.tokens).toMatchObject([{ node: 'e', held: true }]);
    p.affirm('bob.b', 'g').affirm('bea.b', 'g');
    expect(p.state.results).toMatchObject({ g: { affirmed: ['bob.b', 'bea.b'] } });
    expect(p.state.status).toBe('running');
    p.affirm('ann.lead', 'g');
    expect(p.last).toEqual(['affirmed', 'ended', 'issued', 'completed']);
    expect(p.state.results).toMatchObject({ g: { outcome: 'approved' } });
    expect(JSON.stringify(p.state.results)).not.toContain('overtaken');
  });
  test('also when evidence it read is replaced', () => {
    const p = approved().attach('max.dev', 'ev_card', { auc: 0.1 });
    expect(p.event('overtaken').because).toBe('ev_card');
  });
  test('not by a field that a later step fills', () => {
    const p = approved().edit('max.dev', { port: 443 });
    expect(p.last).toEqual(['edited']);
    p.finish('max.dev', 's_fix').edit('oli.ops', { port: 80 }).finish('oli.ops', 's_plan');
    expect(p.state.outcome).toBe('approved');
    expect(p.event('issued').node).toBe('e');
  });

  test('waits for its signers, in their inbox and by offer', () => {
    const p = overtaken();
    const inbox = owners(p.compiled, p.state, p.directory).filter((each) => each.work === 'g#1');
    expect(inbox.map((each) => each.owner)).toEqual(['bob.b', 'bea.b', 'ann.lead']);
    const offered = (person: string) =>
      offers(p.compiled, p.state, as(person), p.directory, p.now).map((each) => each.does);
    expect(offered('bob.b')).toContain('affirm');
    expect(offered('oli.ops')).not.toContain('affirm');
    expect(p.refused((each) => each.affirm('oli.ops', 'g'))).toMatchObject({
      refused: 'not_allowed',
      says: 'Bob B, Bea B and Ann Lead, who signed “g”, must sign its change, or who takes their place.',
      who: ['bob.b', 'bea.b', 'ann.lead'],
    });
    p.affirm('bob.b', 'g');
    expect(p.refused((each) => each.affirm('bob.b', 'g')).refused).toBe('not_allowed');
  });
  test('is signed as it stands now, or not at all', () => {
    expect(approved().refused((each) => each.affirm('bob.b', 'g')).refused).toBe('not_overtaken');
    const p = overtaken();
    const seen = p.state.n - 1;
    expect(p.refused((each) => each.affirm('bob.b', 'g', { seen })).refused).toBe(
      'content_changed',
    );
    expect(p.refused((each) => each.affirm('bob.b', 'g', { nonce: '' })).refused).toBe('malformed');
    p.affirm('bob.b', 'g').edit('max.dev', { amount: 7 });
    expect(p.state.results).toMatchObject({ g: { overtaken: p.state.n } });
    expect(JSON.stringify(p.state.results)).not.toContain('affirmed');
  });
  test('nobody affirms what they have not opened, nor a check that fails now', () => {
    const p = approved().attach('max.dev', 'ev_card', { auc: 0.9 });
    expect(p.refused((each) => each.affirm('bob.b', 'g')).refused).toBe('evidence_unopened');
    p.open('bob.b', 'ev_card').affirm('bob.b', 'g');
    const strict = drawing().item('g', 'most', { text: 'At most 10', check: 'form.amount <= 10' });
    const q = request(strict.diagram(), staff).submit('max.dev', { amount: 5 });
    q.attach('max.dev', 'ev_card', { auc: 1 }).answer('bea.b', 'g', { ok: 'pass' });
    for (const by of ['bob.b', 'bea.b', 'ann.lead']) q.open(by, 'ev_card').sign(by, 'g');
    q.edit('max.dev', { amount: 11 });
    expect(q.refused((each) => each.affirm('bob.b', 'g'))).toMatchObject({
      refused: 'checklist_failed',
      says: 'Failed: At most 10.',
    });
    expect(q.edit('max.dev', { amount: 9 }).affirm('bob.b', 'g').last).toEqual(['affirmed']);
  });
  test('for an absent signer their substitute affirms', () => {
    const away = people({
      r_dev: ['max.dev'],
      r_lead: ['ann.lead'],
      r_board: ['bob.b', 'bea.b'],
      r_ops: ['oli.ops'],
    }).away('bob.b', { substitute: 'oli.ops' });
    const p = overtaken(away.directory()).open('oli.ops', 'ev_card').affirm('oli.ops', 'g');
    expect(p.event('affirmed')).toMatchObject({ for: 'bob.b', edge: 'a_r_board_g_S' });
    expect(p.log.at(-1)).toMatchObject({ by: 'oli.ops', for: 'bob.b' });
  });
  test('the place of one who left is taken by whoever may sign that edge, and has not signed', () => {
    const left = people({
      r_dev: ['max.dev'],
      r_lead: ['ann.lead', 'bea.b'],
      r_board: ['bob.b', 'bea.b', 'ben.b'],
      r_ops: ['oli.ops'],
    }).inactive('bob.b');
    const p = overtaken(left.directory());
    expect(p.refused((each) => each.affirm('bob.b', 'g')).refused).toBe('not_allowed');
    p.open('ben.b', 'ev_card').affirm('ben.b', 'g');
    expect(p.event('affirmed')).toMatchObject({ for: 'ben.b', instead: 'bob.b' });
    expect(p.state.results).toMatchObject({ g: { signers: ['ben.b', 'bea.b', 'ann.lead'] } });
    expect(p.state.acted).toMatchObject({ g: ['bob.b', 'bea.b', 'ann.lead', 'ben.b'] });
    p.affirm('bea.b', 'g').affirm('ann.lead', 'g');
    expect(JSON.stringify(p.state.results)).not.toContain('overtaken');
  });
  test('the digest under an affirmation is rebuilt from the log', () => {
    const p = overtaken().affirm('bea.b', 'g');
    const entry = p.log.at(-1);
    const before = p.log
      .slice(0, -1)
      .reduce((state, { events, ...stamp }) => fold(state, events, stamp), initial);
    const { content, edge, for: principal, meaning, nonce } = p.event('affirmed');
    const node = p.compiled.at.get(p.event('affirmed').node);
    if (node === undefined || entry?.by === null || entry === undefined) throw new Error('nobody');
    const said = { signer: entry.by, principal, edge, meaning, nonce };
    const signed = affirmedContent(p.compiled, before, node, said, sha256);
    expect(JSON.stringify(signed)).toBe(canonical(signed));
    expect(sha256(JSON.stringify(signed))).toBe(content);
  });
});

const back = () =>
  sop()
    .role('r_dev')
    .role('r_lead')
    .requesters('r_dev')
    .intake({ amount: number(), port: { type: number(), required: false } })
    .gate('g', { A: 'r_lead', evidence: { ev_card: 'file' }, items: { ok: 'Fine' } })
    .step('s_again', { R: 'r_dev' })
    .end('e')
    .path('in', 'g', 'e')
    .flow('g', 's_again', 'returned')
    .flow('s_again', 'g');

describe('what a gate named when it returned the request', () => {
  test('is held against what has changed since', () => {
    const p = request(back().diagram(), staff).submit('max.dev', { amount: 5 });
    p.attach('max.dev', 'ev_card');
    const fields = ['fld_amount', 'port', 'ev_card', 'g_ok'];
    p.sign('ann.lead', 'g', 'returned', { fields });
    const changed = () =>
      askedFor(p.compiled, p.state, as('g')).map((each) => `${each.id} ${each.changed}`);
    expect(changed()).toEqual([
      'fld_amount false',
      'fld_port false',
      'ev_card false',
      'g_ok false',
    ]);
    p.edit('max.dev', { amount: 6 }).attach('max.dev', 'ev_card');
    p.finish('max.dev', 's_again').answer('ann.lead', 'g', { ok: 'pass' });
    expect(changed()).toEqual(['fld_amount true', 'fld_port false', 'ev_card true', 'g_ok true']);
  });
});
