/** Whether an approval token allows an artifact to be deployed now. Every refusal is one sentence of its own. */
import { day, isoDate } from '#engine/time/zone.ts';
import type { z } from '#model/zod.ts';
import type { Members } from './file.ts';
import { sentenceOf } from './issue.ts';
import type { Jwk, Jwks } from './jwks.ts';
import { openJws } from './jws.ts';
import type { CheckSignature } from './jws.ts';
import { statusSchema, statusType } from './status-list.ts';
import type { StatusList } from './status-list.ts';
import { claimsSchema, tokenType } from './token.ts';
import type { Claims } from './token.ts';

export interface Asked {
  readonly token: string;
  readonly keys: Jwks;
  /** SHA-256 in lower-case hex of what is to be deployed. */
  readonly artifact: string;
  /** The signed list as text; without one revocation is not looked at. */
  readonly status?: string;
  /** UTC ms. */
  readonly at: number;
  /** Refuses signers whose identity nothing confirmed. */
  readonly requireAuth?: boolean;
}
export type TokenVerdict =
  | { readonly ok: true; readonly claims: Claims }
  | { readonly ok: false; readonly says: string };

/** Seconds by which a pipeline's clock may be behind the one that issued. */
const behind = 60;

/** Signatures are checked by who calls: Node's or the browser's Ed25519. */
export async function verifyToken(asked: Asked, check: CheckSignature): Promise<TokenVerdict> {
  const opened = await openJws(asked.token, { typ: tokenType, what: 'token' }, asked.keys, check);
  if (!opened.ok) return opened;
  const read = readClaims(opened.claims, claimsSchema, 'token');
  if ('says' in read) return { ok: false, says: read.says };
  const claims = read.file;
  const says =
    againstTimes(claims, opened.key, asked.at) ??
    againstArtifact(claims, asked.artifact) ??
    againstWindow(claims, asked.at) ??
    againstSigners(claims, asked.requireAuth === true) ??
    (asked.status === undefined ? null : await againstStatus(claims, asked.status, asked, check));
  return says === null ? { ok: true, claims } : { ok: false, says };
}

/** Signed, but is it what it should be? A newer layout is refused, for what it says may mean less. */
function readClaims<T>(
  claims: Members,
  schema: z.ZodType<T>,
  what: string,
): { readonly file: T } | { readonly says: string } {
  const { ver } = claims;
  if (typeof ver === 'number' && ver > 1)
    return {
      says: `The ${what} was written by a newer Countersign (layout ${ver}); this one reads layout 1.`,
    };
  const parsed = schema.safeParse(claims);
  if (parsed.success) return { file: parsed.data };
  return { says: `The ${what} is signed but cannot be read: ${sentenceOf(parsed.error, claims)}` };
}

function againstTimes({ iat, nbf, exp }: Claims, key: Jwk, at: number): string | null {
  const now = at / 1000;
  const beyond = beyondKey(iat, key, 'token');
  if (beyond !== null) return beyond;
  if (now < Math.max(nbf, iat) - behind)
    return `The token is not valid yet: it begins at ${utc(Math.max(nbf, iat))}.`;
  if (now >= exp) return `The token expired at ${utc(exp)}.`;
  return null;
}

/** What a retired key signed after its end nobody of this workspace signed. */
function beyondKey(iat: number, key: Jwk, what: string): string | null {
  if (key.exp !== undefined && iat > key.exp)
    return `The ${what} says it was issued at ${utc(iat)}, but its key was retired at ${utc(key.exp)}.`;
  return null;
}

function againstArtifact({ artifacts, sub }: Claims, sha256: string): string | null {
  if (artifacts.some((each) => each.sha256 === sha256)) return null;
  if (artifacts.length === 0) return `The token names no artifact, so it approves none (${sub}).`;
  const named = artifacts.map((each) => `${each.name} sha256:${each.sha256}`).join(', ');
  return `The token is for another artifact: it approves ${named}; this one is sha256:${sha256}.`;
}

function againstWindow({ window }: Claims, at: number): string | null {
  if (window === null) return null;
  const now = Math.floor(at / 1000);
  if (window.open.some(([from, to]) => from <= now && now < to)) return null;
  const next = window.open.find(([from]) => from > now);
  return next === undefined
    ? 'It is outside the deployment window, which does not open again before the token expires.'
    : `It is outside the deployment window: that opens next at ${utc(next[0])}, until ${utc(next[1])}.`;
}

function againstSigners({ signers }: Claims, requireAuth: boolean): string | null {
  if (signers.length === 0) return 'The token names no signer.';
  const open = requireAuth ? signers.filter(({ auth }) => auth === 'none') : [];
  if (open.length === 0) return null;
  const names = [...new Set(open.map(({ name }) => name))].join(', ');
  return `Not authenticated when signing, though --require-auth asks for it: ${names}.`;
}

async function againstStatus(
  claims: Claims,
  text: string,
  { keys, at }: Asked,
  check: CheckSignature,
): Promise<string | null> {
  const opened = await openJws(text, { typ: statusType, what: 'status list' }, keys, check);
  if (!opened.ok) return opened.says;
  const read = readClaims(opened.claims, statusSchema, 'status list');
  if ('says' in read) return read.says;
  return againstList(claims, read.file, opened.key, at);
}

function againstList(claims: Claims, list: StatusList, key: Jwk, at: number): string | null {
  const now = at / 1000;
  if (list.iss !== claims.iss)
    return 'The status list is another workspace’s: it says nothing of this token.';
  const beyond = beyondKey(list.iat, key, 'status list');
  if (beyond !== null) return beyond;
  if (now >= list.exp)
    return `The status list is out of date: it was good until ${utc(list.exp)}. Export it again.`;
  if (now < list.iat - behind)
    return `The status list is not valid yet: it was made at ${utc(list.iat)}.`;
  if (list.iat < claims.iat)
    return `The status list is older than the token: it was made at ${utc(list.iat)}. Export it again.`;
  const found = list.tokens.find(({ jti }) => jti === claims.jti);
  if (found === undefined) return null;
  return found.status === 'revoked'
    ? `The approval was revoked at ${utc(found.at)}.`
    : `The approval expired at ${utc(found.at)}, as the status list says.`;
}

/** "2026-10-16 20:40:00 UTC" */
export function utc(seconds: number): string {
  const ms = Math.floor(seconds) * 1000;
  const of = Math.floor(ms / day);
  const rest = (ms - of * day) / 1000;
  return `${isoDate(of)} ${two(rest / 3600)}:${two((rest / 60) % 60)}:${two(rest % 60)} UTC`;
}

const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
