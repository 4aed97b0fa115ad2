/**
 * Compact JWS with Ed25519 (RFC 7515, RFC 8037), as far as approval tokens and status lists need it: one algorithm, keys
 * only from the key set that was handed over. What a header says of keys (`jwk`, `jku`, `x5c`) is never looked at.
 */
import { canonical } from '#model/canonical.ts';
import { fromBase64url, toBase64url, utf8Bytes, utf8Text } from './base64url.ts';
import type { Bytes } from './base64url.ts';
import { isMembers } from './file.ts';
import type { Members } from './file.ts';
import type { Jwk, Jwks } from './jwks.ts';
import { readJson, short } from './json.ts';

/** Whether the 64 bytes are this key's Ed25519 signature of the data (RFC 8032); `key`: its 32 public bytes. */
export type CheckSignature = (key: Bytes, signature: Bytes, data: Bytes) => Promise<boolean>;
/** The Ed25519 signature of the data. */
export type MakeSignature = (data: Bytes) => Promise<Uint8Array>;

/** Characters; a longer one is refused unread. */
const longest = 256 * 1024;

export type Opened =
  | { readonly ok: true; readonly claims: Members; readonly key: Jwk }
  | { readonly ok: false; readonly says: string };

/** Signs claims. The text's JSON is canonical (RFC 8785), so equal claims under one key are equal tokens. */
export async function signJws(
  typ: string,
  kid: string,
  claims: object,
  sign: MakeSignature,
): Promise<string> {
  const input = `${part({ alg: 'EdDSA', kid, typ })}.${part(claims)}`;
  return `${input}.${toBase64url(await sign(utf8Bytes(input)))}`;
}

/**
 * The claims, if one of the keys signed them; else one sentence why not. `what`: "token" or "status list", as the
 * sentence says it.
 */
export async function openJws(
  text: string,
  { typ, what }: { readonly typ: string; readonly what: string },
  keys: Jwks,
  check: CheckSignature,
): Promise<Opened> {
  if (text.length > longest) return no(`The ${what} is too long to be one.`);
  const [head = '', body = '', tail = '', ...more] = text.trim().split('.');
  const header = partOf(head);
  const claims = partOf(body);
  if (header === null || claims === null || more.length > 0)
    return no(`This is no ${what}: it is not three parts of base64url with JSON in them.`);
  const { alg, kid } = header;
  if (alg === 'none' || (alg === 'EdDSA' && tail === ''))
    return no(`The ${what} is not signed (alg: none), so anybody could have written it.`);
  if (alg !== 'EdDSA')
    return no(`The ${what} is signed with ${quoted(alg)}; only EdDSA is accepted.`);
  if (header['typ'] !== typ)
    return no(`The ${what} is of type ${quoted(header['typ'])}, not “${typ}”.`);
  if ('crit' in header || 'b64' in header)
    return no(`The ${what} asks for extensions that are not known here.`);
  const key = keys.keys.find((each) => each.kid === kid);
  if (key === undefined)
    return no(
      `The key that signed the ${what} (kid ${quoted(kid)}) is not in the key set: it is not this workspace’s, or the key set is out of date.`,
    );
  if (keys.issuer !== undefined && claims['iss'] !== keys.issuer)
    return no(
      `The ${what} was issued by ${quoted(claims['iss'])}; the key set is that of “${keys.issuer}”.`,
    );
  const x = fromBase64url(key.x);
  const signature = fromBase64url(tail);
  const good =
    x?.length === 32 &&
    signature?.length === 64 &&
    (await check(x, signature, utf8Bytes(`${head}.${body}`)));
  if (!good)
    return no(
      `The signature of the ${what} does not match: it was changed, or signed with another key.`,
    );
  return { ok: true, claims, key };
}

/** The JSON object of a part; null where it is none. Names that stand twice are refused: two readers could differ. */
function partOf(part: string): Members | null {
  const bytes = fromBase64url(part);
  const text = bytes === null ? null : utf8Text(bytes);
  if (text === null) return null;
  const json = readJson(text);
  return json.ok && isMembers(json.value) ? json.value : null;
}

const part = (value: object): string => toBase64url(utf8Bytes(canonical(value)));

const no = (says: string): Opened => ({ ok: false, says });

const quoted = (value: unknown): string =>
  typeof value === 'string' ? `“${short(value)}”` : 'none at all';
