/** The workspace's public keys as a JWK Set (RFC 7517, RFC 8037). */
import { sha256 } from '@noble/hashes/sha2.js';
import { z } from '#model/zod.ts';
import { fromBase64url, toBase64url, utf8Bytes } from './base64url.ts';
import { isMembers, writeFile } from './file.ts';
import type { Read } from './file.ts';
import { sentenceOf } from './issue.ts';
import { readJson } from './json.ts';

/** `iat` and `exp` (seconds, as in OpenID Federation 1.0 §8.7): from when to when it signed; without `exp` it still does. */
export interface Jwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly alg?: 'EdDSA';
  readonly use?: 'sig';
  readonly kid: string;
  /** The 32 public bytes in base64url. */
  readonly x: string;
  readonly iat?: number;
  readonly exp?: number;
}
export interface Jwks {
  /** Whose keys they are: the `iss` of all they sign. */
  readonly issuer?: string;
  readonly keys: readonly Jwk[];
}

const keySchema: z.ZodType<Jwk> = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  alg: z.literal('EdDSA').exactOptional(),
  use: z.literal('sig').exactOptional(),
  kid: z.string().min(1).max(200),
  x: z.string().refine((x) => fromBase64url(x)?.length === 32, { error: 'is no Ed25519 key' }),
  iat: z.number().exactOptional(),
  exp: z.number().exactOptional(),
});
const setSchema: z.ZodType<Jwks> = z.object({
  issuer: z.string().exactOptional(),
  keys: z.array(keySchema),
});

/** The keys of a set that sign tokens; keys of other kinds are left out, as RFC 7517 §5 asks. A private key is refused. */
export function readJwks(text: string): Read<Jwks> {
  const json = readJson(text);
  if (!json.ok) return no(`Line ${json.line} cannot be read: ${json.says}.`);
  const raw = json.value;
  if (!isMembers(raw) || !Array.isArray(raw['keys']))
    return no('The file is no JWK Set: it has no “keys”.');
  const all = raw['keys'].filter(isMembers);
  if (all.some((key) => 'd' in key))
    return no(
      'The file holds a private key. A key set to check tokens with holds public keys only.',
    );
  const set = { ...raw, keys: all.filter(({ crv }) => crv === 'Ed25519') };
  if (set.keys.length === 0) return no('The key set holds no Ed25519 key.');
  const parsed = setSchema.safeParse(set);
  if (!parsed.success) return no(sentenceOf(parsed.error, set));
  const kids = parsed.data.keys.map(({ kid }) => kid);
  if (new Set(kids).size < kids.length) return no('The key set names one kid for two keys.');
  return { ok: true, file: parsed.data };
}

export const writeJwks = (set: Jwks): string => writeFile(set);

/** The `kid` of a key: its thumbprint (RFC 7638), so that no two keys share one. */
export const thumbprint = (x: string): string =>
  toBase64url(sha256(utf8Bytes(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`)));

const no = (says: string): Read<Jwks> => ({ ok: false, says });
