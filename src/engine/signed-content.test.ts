import { expect, test } from 'vitest';
import { canonical } from '#model/canonical.ts';
import { as } from '#model/ids.ts';
import type { PersonId, RoleId } from '#model/ids.ts';
import { fold } from './evolve.ts';
import { initial } from './initial.ts';
import { openEvents } from './log/open.ts';
import { firstLink, sealEntry } from './log/seal.ts';
import { digestOfSigned, signedContent } from './signed-content.ts';
import { request, sha256 } from '../../test/builders/request.ts';
import { number, people, sop } from '../../test/builders/sop.ts';

const play = () => {
  const drawing = sop()
    .role('r_lead')
    .intake({ amount: number(0, 9) })
    .gate('g', { A: 'r_lead' })
    .end('e')
    .path('in', 'g', 'e');
  const staff = people({ r_lead: ['ann.lead'], r_dev: ['max.dev'] }).directory();
  return request(drawing.diagram(), staff).submit('max.dev', { amount: 7 }).sign('ann.lead', 'g');
};

test('of a redacted signature nobody finds out what was signed by guessing', () => {
  const p = play();
  const [submitted, entry] = p.log;
  if (submitted === undefined || entry === undefined) throw new Error('two entries');
  const stream = 'request/r1';
  const sealed = sealEntry({
    stream,
    seq: 1,
    prev: firstLink(stream, sha256),
    at: entry.at,
    actor: { kind: 'person', id: entry.by ?? p.state.requester },
    for: null,
    zone: 'UTC',
    command: { id: as('c2'), type: 'sign' },
    events: entry.events,
    salt: 'f'.repeat(32),
    hash: sha256,
  });
  const { content, nonce } = p.event('signed');
  expect(sealed.text).toContain(content);
  expect(sealed.text).not.toContain(nonce);
  const [left] = openEvents(sealed.entry, null);
  if (left?.type !== 'signed') throw new Error('no signature');
  expect(left).toMatchObject({ content, nonce: { redacted: true } });

  /** The digest of the right guess (everything else is known), with this nonce. */
  const guess = (amount: number, nonced: string) => {
    const stamp = { n: 0, at: submitted.at, by: submitted.by, for: null };
    const before = fold(initial, submitted.events, stamp);
    const [work] = before.work;
    if (work === undefined) throw new Error('no work');
    const { edge, for: signer, meaning, verdict, conditions } = left;
    const said = { work, signer, principal: signer, edge, meaning, verdict, conditions };
    const guessed = { ...before, form: { amount } };
    return digestOfSigned(
      signedContent(p.compiled, guessed, { ...said, nonce: nonced }, sha256),
      sha256,
    );
  };
  expect(guess(7, nonce)).toBe(content);
  for (const amount of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    for (const nonced of ['', '0'.repeat(32), sealed.private?.salt ?? '', '{"redacted":true}'])
      expect(guess(amount, nonced)).not.toBe(content);
});

test('a signature without its random bytes is refused', () => {
  const drawn = play().compiled.diagram;
  const staff = people({ r_lead: ['ann.lead'], r_dev: ['max.dev'] }).directory();
  const p = request(drawn, staff).submit('max.dev', { amount: 7 });
  const refusal = p.refused((each) => each.sign('ann.lead', 'g', 'approved', { nonce: '' }));
  expect(refusal.refused).toBe('malformed');
});

test('the digest is that of the canonical text, whatever stands in it and whatever is added to it one day', () => {
  const p = play();
  const { edge, meaning, nonce, verdict } = p.event('signed');
  const odd = ['', 'plain', 'a "quote" and a \\', 'line\nbreak', 'é, 𝛑, \u007f, \u2028'];
  const [ann, max] = [as<PersonId>('ann.lead'), as<PersonId>('max "the" dev')];
  const round = { ...fold(initial, p.log[0]?.events ?? [], { n: 0, at: 0, by: max, for: null }) };
  const [open] = round.work;
  if (open === undefined) throw new Error('no work');
  for (const text of odd) {
    const answer = { result: 'pass', by: ann, comment: text, born: 1, n: 1 } as const;
    const condition = { due: 1, effect: 'nextGate', owner: as<RoleId>('r_lead'), text } as const;
    for (const full of [false, true]) {
      const work = full ? { ...open, answers: { i2: answer, i1: answer } } : open;
      const said = { work, signer: ann, principal: full ? max : ann, edge, nonce, verdict };
      const conditions = full ? [condition] : [];
      const asked = { ...round, tier: full ? text : null, form: { b: 1, a: text } };
      const content = signedContent(
        p.compiled,
        asked,
        { ...said, meaning: full ? text : meaning, conditions, ...(full ? { reason: text } : {}) },
        sha256,
      );
      expect(digestOfSigned(content, sha256)).toBe(sha256(JSON.stringify(content)));
      expect(Object.keys(content)).toEqual(Object.keys(content).toSorted());
      expect(JSON.stringify(content)).toBe(canonical(content));
    }
  }
});
