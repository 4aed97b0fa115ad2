import { describe, expect, test } from 'vitest';
import { canonical } from '#model/canonical.ts';
import { isFresh } from './fresh.ts';
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
describe('overtaken', () => {
  test('a closed gate whose field changes is overtaken, and no token is issued', () => {
    const p = approved().edit('max.dev', { amount: 6 });
    expect(p.last).toEqual(['edited', 'overtaken']);
    expect(p.event('overtaken')).toMatchObject({ node: 'g', because: 'fld_amount' });
    p.finish('max.dev', 's_fix').finish('oli.ops', 's_plan');
    expect(p.state.tokens).toMatchObject([{ node: 'e', held: true }]);
    const identity = { name: 'x', auth: 'none' as const };
    for (const by of ['bob.b', 'bea.b', 'ann.lead'])
      p.happened(by, {
        content: null,
        for: p.state.results[p.event('overtaken').node]?.signers?.find((s) => s === by) ?? by,
        identity,
        node: p.event('overtaken').node,
        type: 'affirmed',
      } as never);
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
});
