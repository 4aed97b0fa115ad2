import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toBase64url, utf8Bytes } from '#formats/base64url.ts';
import { writeJwks } from '#formats/jwks.ts';
import { claims, hex, issuer, list, monday, newKey } from '../../test/builders/token.ts';
import { commandLine } from './command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-token-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

let out: string[] = [];
let err: string[] = [];
beforeEach(() => {
  [out, err] = [[], []];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line));
  vi.spyOn(console, 'error').mockImplementation((line: string) => void err.push(line));
});
afterEach(() => vi.restoreAllMocks());

const key = newKey();
const stranger = newKey();
const keys = file('jwks.json', writeJwks({ issuer, keys: [key.jwk] }));
const token = await key.token(claims);
const day = 86_400;
const time = (seconds: number): string => new Date(seconds * 1000).toISOString();

interface Words {
  readonly keys?: string;
  readonly artifact?: string;
  readonly status?: string;
  readonly at?: number;
  readonly more?: readonly string[];
}
async function verify(text: string, words: Words = {}): Promise<number> {
  const { artifact = `sha256:${hex('a')}`, at = monday + 2 * 3600, more = [] } = words;
  const status = words.status === undefined ? [] : ['--status', file('status.jws', words.status)];
  return commandLine([
    'verify-token',
    text,
    '--keys',
    words.keys ?? keys,
    '--artifact',
    artifact,
    '--at',
    time(at),
    ...status,
    ...more,
  ]);
}
/** Refused with exit code 1 and this one sentence. */
async function refused(text: string, words?: Words): Promise<string> {
  expect(await verify(text, words)).toBe(1);
  expect(err).toEqual([]);
  expect(out).toHaveLength(1);
  return out[0] ?? '';
}
/** A token whose header or claims were rewritten after it was signed. */
function forged(header: object | null, body: object | null, signature?: string): string {
  const [head = '', payload = '', tail = ''] = token.split('.');
  return [
    header === null ? head : part(header),
    body === null ? payload : part(body),
    signature ?? tail,
  ].join('.');
}
const part = (value: object): string => toBase64url(utf8Bytes(JSON.stringify(value)));
const retired = (exp: number): string =>
  file('retired.json', writeJwks({ issuer, keys: [{ ...key.jwk, exp }] }));
const header = { alg: 'EdDSA', kid: key.jwk.kid, typ: 'approval+jwt' };

describe('a good token', () => {
  it('lets its artifact be deployed, and says who approved it and that revocation was not checked', async () => {
    expect(await verify(token)).toBe(0);
    expect(out).toEqual([
      'Approved: pricing-optimizer 2.3.',
      'By Deployment – fünf Gates version 2, request r1, tier high, valid until 2027-01-17 14:00:00 UTC.',
      '  Gate 1: Priya Raman (priya.raman), Technical lead, 2026-10-19 13:59:00 UTC, not authenticated',
      'Revocation was not checked: no status list was given (--status).',
    ]);
  });

  it('with a fresh status list that does not name it is not revoked', async () => {
    expect(await verify(token, { status: await key.list(list) })).toBe(0);
    expect(out.at(-1)).toBe('Not revoked, by the status list.');
  });

  it('is matched to the bytes of a file; the token may stand in a file too', async () => {
    const model = file('model.bin', 'weights');
    const sha256 = createHash('sha256').update('weights').digest('hex');
    const named = await key.token({ ...claims, artifacts: [{ name: 'Model', sha256 }] });
    const stored = file('token.jws', `${named}\n`);
    expect(await verify(stored, { artifact: model })).toBe(0);
    expect(await verify(stored, { artifact: file('other.bin', 'weightz') })).toBe(1);
  });

  it('is accepted by an independent JOSE library, with the same keys', async () => {
    const { payload, protectedHeader } = await jwtVerify(
      token,
      createLocalJWKSet({ keys: [{ ...key.jwk }] }),
      {
        typ: 'approval+jwt',
        issuer,
        algorithms: ['EdDSA'],
        currentDate: new Date((monday + 60) * 1000),
      },
    );
    expect(protectedHeader).toEqual(header);
    expect(payload).toEqual(JSON.parse(JSON.stringify(claims)));
  });
});

describe('what was planted is refused, each with its sentence', () => {
  it('alg none', async () => {
    expect(await refused(forged({ ...header, alg: 'none' }, null, ''))).toBe(
      'The token is not signed (alg: none), so anybody could have written it.',
    );
  });
  it('alg none with the old signature left on it', async () => {
    expect(await refused(forged({ ...header, alg: 'none' }, null))).toMatch(
      /^The token is not signed/,
    );
  });
  it('an algorithm the public key would be the secret of', async () => {
    expect(await refused(forged({ ...header, alg: 'HS256' }, null))).toBe(
      'The token is signed with “HS256”; only EdDSA is accepted.',
    );
  });
  it('a swapped payload', async () => {
    const other = { ...claims, artifacts: [{ name: 'Artifact digest', sha256: hex('b') }] };
    expect(await refused(forged(null, other), { artifact: `sha256:${hex('b')}` })).toBe(
      'The signature of the token does not match: it was changed, or signed with another key.',
    );
  });
  it('the signature of another token of the same key', async () => {
    const tail = (await key.token({ ...claims, jti: 'r2/t1' })).split('.')[2];
    expect(await refused(forged(null, null, tail))).toMatch(
      /^The signature of the token does not match/,
    );
  });
  it('the key of another workspace', async () => {
    expect(await refused(await stranger.token(claims))).toBe(
      `The key that signed the token (kid “${stranger.jwk.kid}”) is not in the key set: it is not this workspace’s, or the key set is out of date.`,
    );
  });
  it('the key of another workspace under this one’s kid', async () => {
    const [, , tail] = (await stranger.token(claims)).split('.');
    expect(await refused(forged(header, null, tail))).toMatch(
      /^The signature of the token does not match/,
    );
  });
  it('a key the header brings along', async () => {
    const [, , tail] = (await stranger.token(claims)).split('.');
    expect(await refused(forged({ ...header, jwk: stranger.jwk }, null, tail))).toMatch(
      /^The signature/,
    );
    out = [];
    expect(
      await refused(forged({ ...header, jwk: stranger.jwk, kid: 'mine' }, null, tail)),
    ).toMatch(/is not in the key set/);
  });
  it('another issuer under a known key', async () => {
    expect(await refused(await key.token({ ...claims, iss: 'urn:other' }))).toBe(
      `The token was issued by “urn:other”; the key set is that of “${issuer}”.`,
    );
  });
  it('another artifact', async () => {
    expect(await refused(token, { artifact: `sha256:${hex('b')}` })).toBe(
      `The token is for another artifact: it approves Artifact digest sha256:${hex('a')}; this one is sha256:${hex('b')}.`,
    );
  });
  it('expired', async () => {
    expect(await refused(token, { at: claims.exp })).toBe(
      'The token expired at 2027-01-17 14:00:00 UTC.',
    );
  });
  it('not yet valid', async () => {
    expect(await refused(token, { at: monday - 61 })).toBe(
      'The token is not valid yet: it begins at 2026-10-19 14:00:00 UTC.',
    );
  });
  it('outside its window, and after the last opening', async () => {
    const open = [[monday + 3 * 3600, monday + 5 * 3600]];
    const timed = await key.token({ ...claims, window: { zone: 'America/Chicago', open } });
    expect(await refused(timed)).toBe(
      'It is outside the deployment window: that opens next at 2026-10-19 17:00:00 UTC, until 2026-10-19 19:00:00 UTC.',
    );
    out = [];
    expect(await refused(timed, { at: monday + 5 * 3600 })).toBe(
      'It is outside the deployment window, which does not open again before the token expires.',
    );
    expect(await verify(timed, { at: monday + 4 * 3600 })).toBe(0);
  });
  it('revoked', async () => {
    const tokens = [{ jti: claims.jti, status: 'revoked', at: monday + 1800 }];
    expect(await refused(token, { status: await key.list({ ...list, tokens }) })).toBe(
      'The approval was revoked at 2026-10-19 14:30:00 UTC.',
    );
  });
  it('an approval that has expired by the list', async () => {
    const tokens = [{ jti: claims.jti, status: 'expired', at: monday + 1800 }];
    expect(await refused(token, { status: await key.list({ ...list, tokens }) })).toBe(
      'The approval expired at 2026-10-19 14:30:00 UTC, as the status list says.',
    );
  });
  it('with an outdated list, or one older than the token', async () => {
    expect(await refused(token, { status: await key.list(list), at: monday + 8 * day })).toBe(
      'The status list is out of date: it was good until 2026-10-26 14:00:00 UTC. Export it again.',
    );
    out = [];
    expect(await refused(token, { status: await key.list({ ...list, iat: monday - 1 }) })).toBe(
      'The status list is older than the token: it was made at 2026-10-19 13:59:59 UTC. Export it again.',
    );
  });
  it('with a list that is not signed, was changed, is a stranger’s, or is a token', async () => {
    const signed = await key.list(list);
    const [, body = '', tail = ''] = signed.split('.');
    const none = toBase64url(utf8Bytes('{"alg":"none","typ":"approval-status+jwt"}'));
    expect(await refused(token, { status: `${none}.${body}.` })).toBe(
      'The status list is not signed (alg: none), so anybody could have written it.',
    );
    const emptied = toBase64url(utf8Bytes(JSON.stringify({ ...list, tokens: [] })));
    const cases: readonly [string, RegExp][] = [
      [
        `${signed.split('.')[0]}.${emptied}.${tail}`,
        /^The signature of the status list does not match/,
      ],
      [await stranger.list(list), /^The key that signed the status list .* is not in the key set/],
      [token, /^The status list is of type “approval\+jwt”, not “approval-status\+jwt”\.$/],
      [JSON.stringify(list), /^This is no status list/],
    ];
    for (const [status, says] of cases) {
      out = [];
      expect(await refused(token, { status })).toMatch(says);
    }
  });
  it('a status list for a token', async () => {
    expect(await refused(await key.list(list))).toMatch(
      /^The token is of type “approval-status\+jwt”/,
    );
  });
  it('not authenticated, where that is asked for', async () => {
    const more = ['--require-auth'];
    expect(await refused(token, { more })).toBe(
      'Not authenticated when signing, though --require-auth asks for it: Priya Raman.',
    );
    const signers = claims.signers.map((each) => ({ ...each, auth: 'passphrase' }));
    expect(await verify(await key.token({ ...claims, signers }), { more })).toBe(0);
  });
  it('signed with a key that had been retired; what it signed before stands', async () => {
    expect(await refused(token, { keys: retired(monday - 1) })).toBe(
      'The token says it was issued at 2026-10-19 14:00:00 UTC, but its key was retired at 2026-10-19 13:59:59 UTC.',
    );
    expect(await verify(token, { keys: retired(monday + 1) })).toBe(0);
  });
  it.each([
    ['nothing of a token', 'eyJhbGciOiJFZERTQSJ9.bm8.c2ln'],
    ['four parts', `${token}.x`],
    ['a padded signature', `${token}=`],
    ['a number for its claims', forged(null, 7 as never)],
  ])('%s', async (_, text) => {
    expect(await verify(file('text.jws', text))).toBe(1);
    expect(out[0]).toMatch(/^(?:This is no token|The signature of the token does not match)/);
  });
  it('signed, but by a newer Countersign, or short of a claim', async () => {
    expect(await refused(await key.token({ ...claims, ver: 2 }))).toBe(
      'The token was written by a newer Countersign (layout 2); this one reads layout 1.',
    );
    out = [];
    const { window: _, ...short } = claims;
    expect(await refused(await key.token(short))).toBe(
      'The token is signed but cannot be read: The field window is missing.',
    );
  });
  it('one that nobody signed for', async () => {
    expect(await refused(await key.token({ ...claims, signers: [] }))).toBe(
      'The token names no signer.',
    );
  });
});

describe('bad usage and unreadable input: exit code 2 and one sentence', () => {
  const artifact = ['--artifact', `sha256:${hex('a')}`];
  const secret = file('secret.json', JSON.stringify({ keys: [{ ...key.jwk, d: 'AAAA' }] }));
  const twice = file('twice.json', JSON.stringify({ keys: [key.jwk, key.jwk] }));
  it.each<[string, string[]]>([
    ['no token', ['--keys', keys, ...artifact]],
    ['two tokens', [token, token, '--keys', keys, ...artifact]],
    ['no keys', [token, ...artifact]],
    ['no artifact', [token, '--keys', keys]],
    ['an option without its value', [token, ...artifact, '--keys']],
    ['an option twice', [token, '--keys', keys, '--keys', keys, ...artifact]],
    ['an unknown option', [token, '--keys', keys, ...artifact, '--force']],
    ['keys that are not there', [token, '--keys', 'nothing.json', ...artifact]],
    ['keys that are none', [token, '--keys', 'package.json', ...artifact]],
    ['a private key', [token, '--keys', secret, ...artifact]],
    ['one kid for two keys', [token, '--keys', twice, ...artifact]],
    ['a digest that is too short', [token, '--keys', keys, '--artifact', 'sha256:abc']],
    ['an artifact that is not there', [token, '--keys', keys, '--artifact', 'nothing.bin']],
    ['a folder', [token, '--keys', keys, '--artifact', 'src']],
    ['a time without its zone', [token, '--keys', keys, ...artifact, '--at', '2026-10-19T14:00']],
    ['a status list that is not there', [token, '--keys', keys, ...artifact, '--status', 'no.jws']],
  ])('%s', async (_, args) => {
    expect(await commandLine(['verify-token', ...args])).toBe(2);
    expect(out).toEqual([]);
    expect(err).toHaveLength(1);
    expect(err[0]).toMatch(/^.+[.?]( Usage: .+)?$/);
  });
});
