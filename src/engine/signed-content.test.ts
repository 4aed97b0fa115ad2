import { expect, test } from 'vitest';
import { as } from '#model/ids.ts';
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
