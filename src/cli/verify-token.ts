/** `countersign verify-token`: whether what is about to be deployed is what was approved. Asks no network. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { toBase64url } from '#formats/base64url.ts';
import { readJwks } from '#formats/jwks.ts';
import type { CheckSignature } from '#formats/jws.ts';
import { digestIn } from '#formats/token-claims.ts';
import type { Claims } from '#formats/token.ts';
import { utc, verifyToken } from '#formats/verify-token.ts';
import { printable, Unusable } from './outcome.ts';
import type { Command } from './outcome.ts';
import { readText } from './read.ts';

const usage =
  'verify-token TOKEN --keys JWKS --artifact FILE|sha256:HEX [--status FILE] [--at TIME] [--require-auth]';

/** 0: it may be deployed · 1: it may not, and one sentence why · 2: bad usage or unreadable input. */
export const verifyTokenOf: Command = async (args) => {
  const { token, options, requireAuth } = read(args);
  const keysFile = options.get('--keys') ?? missing('--keys');
  const keys = readJwks(readText(keysFile));
  if (!keys.ok) throw new Unusable(`${keysFile}: ${keys.says}`);
  const status = options.get('--status');
  const verdict = await verifyToken(
    {
      token: tokenText(token),
      keys: keys.file,
      artifact: await sha256Of(options.get('--artifact') ?? missing('--artifact')),
      ...(status === undefined ? {} : { status: readText(status) }),
      at: timeOf(options.get('--at')),
      requireAuth,
    },
    checkSignature,
  );
  if (!verdict.ok) {
    console.log(printable(verdict.says));
    return 1;
  }
  for (const line of summary(verdict.claims, status !== undefined)) console.log(printable(line));
  return 0;
};

/** Node's own Ed25519 (RFC 8032). */
export const checkSignature: CheckSignature = async (key, signature, data) => {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: toBase64url(key) };
  return verify(null, data, createPublicKey({ key: jwk, format: 'jwk' }), signature);
};

const valued = ['--keys', '--artifact', '--status', '--at'];

function read(args: readonly string[]) {
  const options = new Map<string, string>();
  const named: string[] = [];
  let requireAuth = false;
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    if (arg === '--require-auth') requireAuth = true;
    else if (!arg.startsWith('--')) named.push(arg);
    else {
      if (!valued.includes(arg)) bad(`There is no option ${arg}.`);
      if (options.has(arg)) bad(`${arg} is given twice.`);
      i += 1;
      const value = args[i];
      if (value === undefined || value.startsWith('--')) bad(`${arg} needs a value.`);
      options.set(arg, value);
    }
  }
  const [token] = named;
  if (token === undefined || named.length > 1)
    bad(`One token expected, ${named.length === 0 ? 'none was' : `${named.length} were`} given.`);
  return { token, options, requireAuth };
}

function bad(says: string): never {
  throw new Unusable(`${says} Usage: countersign ${usage}`);
}
const missing = (option: string): never => bad(`${option} is missing.`);

/** A compact JWS begins with the base64url of `{"`; anything else names a file, `-` standard input. */
function tokenText(given: string): string {
  if (/^ey[\w-]*\.[\w-]*\.[\w-]*$/.test(given)) return given;
  if (given !== '-') return readText(given).trim();
  try {
    return readFileSync(0, 'utf8').trim();
  } catch {
    throw new Unusable('No token came by standard input.');
  }
}

async function sha256Of(artifact: string): Promise<string> {
  if (artifact.startsWith('sha256:'))
    return digestIn(artifact) ?? bad(`${artifact} is no SHA-256: 64 hex digits follow “sha256:”.`);
  try {
    if (!statSync(artifact).isFile()) throw new Unusable(`${artifact} is not a file.`);
  } catch (error) {
    if (error instanceof Unusable) throw error;
    throw new Unusable(`${artifact} cannot be opened: is the name right?`);
  }
  // Read as a stream: models are larger than memory.
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(artifact)) hash.update(chunk);
  } catch {
    throw new Unusable(`${artifact} cannot be read.`);
  }
  return hash.digest('hex');
}

/** UTC ms. A time without its zone would mean another instant on every machine. */
function timeOf(given: string | undefined): number {
  if (given === undefined) return Date.now();
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/.test(given)
    ? Date.parse(given)
    : Number.NaN;
  if (Number.isNaN(at)) bad(`${given} is no time such as 2026-10-16T16:30:00-05:00.`);
  return at;
}

function summary(claims: Claims, statusChecked: boolean): string[] {
  const { sub, sop, request, tier, signers, conditions, exp, window } = claims;
  const open = conditions.filter(({ status }) => status === 'open');
  const version = sop.version === null ? '' : ` version ${sop.version}`;
  return [
    `Approved: ${sub}.`,
    `By ${sop.title}${version}, request ${request}${tier === null ? '' : `, tier ${tier}`}, valid until ${utc(exp)}.`,
    ...signers.map(
      ({ name, id, role, gate_name, auth, on_behalf_of, at }) =>
        `  ${gate_name}: ${name} (${id}${on_behalf_of === undefined ? '' : `, for ${on_behalf_of}`}), ${role}, ${utc(at)}, ${auth === 'none' ? 'not authenticated' : `authenticated by ${auth}`}`,
    ),
    ...open.map(({ text, owner, due }) => `  Condition, ${owner} until ${utc(due)}: ${text}`),
    ...(window === null ? [] : ['The deployment window is open.']),
    statusChecked
      ? 'Not revoked, by the status list.'
      : 'Revocation was not checked: no status list was given (--status).',
  ];
}
