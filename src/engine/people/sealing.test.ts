import { expect, it } from 'vitest';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { CommandOf } from '../command.ts';
import type { HoldsSeal } from '../context.ts';
import { decide, isRefusal } from '../decide.ts';
import type { EventOf } from '../event.ts';
import { request, sha256 } from '../../../test/builders/request.ts';
import { number, people, sop } from '../../../test/builders/sop.ts';
import { sealText } from './sealing.ts';

const drawing = sop()
  .role('r_lead')
  .intake({ amount: number(0, 9) })
  .gate('g', { A: 'r_lead' })
  .end('e')
  .path('in', 'g', 'e');
const staff = people({ r_lead: ['ann.lead'], r_dev: ['max.dev'] }).directory();
const ann = as<EventOf<'signed'>['for']>('ann.lead');
const key = (kid: string, until: number | null = null) => ({
  kid,
  x: `x of ${kid}`,
  from: 0,
  until,
  compromised: false,
});
const keyed = (...keys: ReturnType<typeof key>[]): Directory => ({
  ...staff,
  personKeys: { [ann]: keys },
});
/** A key "signs" by naming itself and the text. */
const seals: HoldsSeal = (x, text, value) => value === `${x} ${text}`;

const play = request(drawing.diagram(), staff).submit('max.dev', { amount: 7 });
type Sign = CommandOf<'sign'>;
const command: Sign = {
  type: 'sign',
  id: as('c'),
  work: play.work('g').id,
  verdict: 'approved',
  meaning: 'I approve',
  seen: play.state.n,
  identity: { name: 'Ann', auth: 'none' },
  nonce: 'a'.repeat(32),
};
const send = (given: Partial<Sign>, directory: Directory, asked = true) => {
  const context = {
    now: play.now,
    zone: 'UTC',
    actor: { kind: 'person', id: ann },
    directory,
    hash: sha256,
    version: () => undefined,
    ...(asked ? { seals } : {}),
  } as const;
  return decide(play.compiled, play.state, { ...command, ...given }, context);
};
function signed(answer: ReturnType<typeof send>): EventOf<'signed'> {
  if (isRefusal(answer)) throw new Error(answer.says);
  const found = answer.events.find((event) => event.type === 'signed');
  if (found === undefined) throw new Error('Nothing was signed.');
  return found;
}
/** What a page shows before anything is sent: the digest is the same with and without a seal. */
const content = signed(send({}, keyed(key('k')), false)).content ?? '';
const seal = (kid: string, over = content) => ({
  alg: 'EdDSA' as const,
  kid,
  value: `x of ${kid} ${sealText(over)}`,
  content: over,
});

it('with the key that is the signer’s now the event bears the seal, and says how it was confirmed', () => {
  const event = signed(send({ seal: seal('k') }, keyed(key('old', 5), key('k'))));
  expect(event.identity).toEqual({ name: 'Ann', auth: 'passphrase' });
  expect(event.seal).toEqual({ alg: 'EdDSA', kid: 'k', value: seal('k').value });
  expect(event.content).toBe(content);
});

it('without a key a signature is taken, and says that nobody was authenticated', () => {
  for (const directory of [staff, keyed(key('old', 5))]) {
    const event = signed(send({}, directory));
    expect(event.identity.auth).toBe('none');
    expect(event).not.toHaveProperty('seal');
  }
});

it.each<[string, Partial<Sign>, Directory, string]>([
  ['there is a key and no seal', {}, keyed(key('k')), 'passphrase_needed'],
  [
    'there is a key, no seal, and the word of the sender',
    { identity: { name: 'Ann', auth: 'passphrase' } },
    keyed(key('k')),
    'passphrase_needed',
  ],
  [
    'there is only the word of the sender',
    { identity: { name: 'Ann', auth: 'passphrase' } },
    staff,
    'seal_wrong',
  ],
  ['the key was taken back', { seal: seal('k') }, keyed(key('k', 5)), 'seal_wrong'],
  ['the key was replaced', { seal: seal('k') }, keyed(key('k', 5), key('new')), 'seal_wrong'],
  ['another key made it', { seal: { ...seal('z'), kid: 'k' } }, keyed(key('k')), 'seal_wrong'],
  [
    'it is over other content',
    { seal: seal('k', 'b'.repeat(64)) },
    keyed(key('k')),
    'content_changed',
  ],
  [
    'it is over other content and says it is over this',
    { seal: { ...seal('k', 'b'.repeat(64)), content } },
    keyed(key('k')),
    'seal_wrong',
  ],
])('a signature is refused where %s', (_, given, directory, refused) => {
  expect(send(given, directory)).toMatchObject({ refused });
});

it('a gate that was overtaken is signed again with the key too', () => {
  const beside = sop()
    .role('r_lead')
    .role('r_dev')
    .intake({ amount: number(0, 9) })
    .parallel('p')
    .step('s', { R: 'r_dev', edits: ['amount'] })
    .gate('g', { A: 'r_lead' })
    .parallel('j')
    .end('e', { issues: true })
    .path('in', 'p', 'g', 'j', 'e')
    .path('p', 's', 'j');
  const p = request(beside.diagram(), staff);
  p.submit('max.dev', { amount: 7 }).sign('ann.lead', 'g').edit('max.dev', { amount: 8 });
  const affirm = {
    type: 'affirm',
    id: as<Sign['id']>('c'),
    node: as<EventOf<'affirmed'>['node']>('g'),
    meaning: 'I affirm',
    seen: p.state.n,
    identity: { name: 'Ann', auth: 'none' },
    nonce: 'a'.repeat(32),
  } as const;
  const ask = (given: object, asked: boolean) =>
    decide(
      p.compiled,
      p.state,
      { ...affirm, ...given },
      {
        now: p.now,
        zone: 'UTC',
        actor: { kind: 'person', id: ann },
        directory: keyed(key('k')),
        hash: sha256,
        version: () => undefined,
        ...(asked ? { seals } : {}),
      },
    );
  const shown = ask({}, false);
  const over = isRefusal(shown)
    ? ''
    : (shown.events.find((e) => e.type === 'affirmed')?.content ?? '');
  expect(ask({}, true)).toMatchObject({ refused: 'passphrase_needed' });
  expect(ask({ seal: seal('k', over) }, true)).toMatchObject({
    events: [{ type: 'affirmed', identity: { auth: 'passphrase' }, seal: { kid: 'k' } }],
  });
});
