import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { as } from '#model/ids.ts';
import type { PersonId } from '#model/ids.ts';
import { fromBase64url, toBase64url } from '#formats/base64url.ts';
import { sha256 } from '../builders/request.ts';
import { sealText } from '#engine/people/sealing.ts';
import { keyText } from '#engine/workspace/person-keys.ts';
import type { Stream } from '#engine/log/entry.ts';
import { exportLog } from '#engine/log/export.ts';
import type { Head, LogRecord } from '#engine/log/export.ts';
import { chainHash, firstChain, firstLink, sealEntry } from '#engine/log/seal.ts';
import { verifySealedLog } from '#engine/log/seals.ts';
import type { CheckSeal } from '#engine/log/seals.ts';

const check: CheckSeal = async (x, text, value) => {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, Buffer.from(text), key, fromBase64url(value) ?? new Uint8Array());
};
function person(letter: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const kid = letter.repeat(43);
  const x = String(publicKey.export({ format: 'jwk' }).x);
  const seal = (text: string, named = kid) => ({
    alg: 'EdDSA',
    kid: named,
    value: toBase64url(sign(null, Buffer.from(text), privateKey)),
  });
  return { kid, x, seal };
}
const [one, two] = [person('a'), person('b')];
const content = 'c'.repeat(64);
const request: Stream = 'request/r1';

interface Act {
  readonly by: string;
  readonly event: { readonly type: string };
}
/** A whole log: every act an entry, each in its stream and in the workspace's chain. */
function logOf(...acts: readonly Act[]): string {
  const heads: { [stream: string]: Head } = {};
  const records: LogRecord[] = [];
  let chain = firstChain(sha256);
  for (const [i, { by, event }] of acts.entries()) {
    const stream: Stream = event.type === 'signed' ? request : 'workspace';
    const seq = (heads[stream]?.seq ?? -1) + 1;
    const sealed = sealEntry({
      stream,
      seq,
      prev: heads[stream]?.hash ?? firstLink(stream, sha256),
      at: i,
      actor: { kind: 'person', id: as<PersonId>(by) },
      for: null,
      zone: 'UTC',
      command: { id: as(`c${i}`), type: 'act' },
      events: [event],
      salt: '0'.repeat(32),
      hash: sha256,
    });
    chain = chainHash(chain, { stream, seq, entry: sealed.hash }, sha256);
    heads[stream] = { seq, hash: sealed.hash };
    records.push({ ...sealed, n: i + 1, chain });
  }
  return exportLog(heads, records);
}
const keyed = (
  key: ReturnType<typeof person> | null,
  more: { readonly seal?: object; readonly compromised?: boolean } = {},
  by = 'ann',
): Act => ({
  by,
  event: {
    at: 1,
    compromised: false,
    key: key && { kid: key.kid, x: key.x },
    person: by,
    reason: '',
    ...more,
    type: 'personKeyed',
  } as never,
});
const signed = (seal: object | null, by = 'ann', auth = 'passphrase'): Act => ({
  by,
  event: {
    content,
    for: by,
    identity: { auth, name: by },
    nonce: '1'.repeat(32),
    ...(seal && { seal }),
    type: 'signed',
  } as never,
});
const verdictOn = (...acts: readonly Act[]) => verifySealedLog(logOf(...acts), sha256, check);
const right = one.seal(sealText(content));

describe('seals of a log', () => {
  it('hold by the key of then, and without one nobody was authenticated', async () => {
    const again = keyed(two, { seal: one.seal(keyText(as('ann'), two.kid)) });
    const acts = [keyed(one), signed(right), again, signed(two.seal(sealText(content)))];
    const seals = { sealed: 2, unsealed: 1, leaked: 0, unchecked: 0 };
    expect(await verdictOn(...acts, signed(null, 'bob', 'none'))).toMatchObject({
      ok: true,
      seals,
    });
  });

  it('made with a key that later got into other hands are told', async () => {
    const verdict = await verdictOn(keyed(one), signed(right), keyed(two, { compromised: true }));
    expect(verdict).toMatchObject({ ok: true, seals: { sealed: 1, leaked: 1 } });
  });

  it.each<[string, readonly Act[], number]>([
    ['of other content', [keyed(one), signed(one.seal(sealText('d'.repeat(64))))], 0],
    ['by another key', [keyed(one), signed(two.seal(sealText(content), one.kid))], 0],
    ['by somebody else’s key', [keyed(one), keyed(two, {}, 'bob'), signed(right, 'bob')], 0],
    ['before the key was set', [signed(right), keyed(one)], 0],
    ['after the key ended', [keyed(one), keyed(null), signed(right)], 0],
    ['by a key nobody set', [keyed(one), signed(two.seal(sealText(content)))], 0],
    [
      'that is missing, though the signature says that it was confirmed',
      [signed(null), keyed(one)],
      0,
    ],
  ])('are forged: %s', async (_, acts, seq) => {
    expect(await verdictOn(...acts)).toMatchObject({
      ok: false,
      stream: request,
      seq,
      what: 'forged',
    });
  });

  it('of a new key by another than the one before are forged', async () => {
    const wrong = keyed(two, { seal: two.seal(keyText(as('ann'), two.kid), one.kid) });
    expect(await verdictOn(keyed(one), wrong)).toMatchObject({
      stream: 'workspace',
      seq: 1,
      says: 'Entry 1 of workspace was forged: its seal is not by the key of ann, or not over what stands there.',
    });
  });
});
