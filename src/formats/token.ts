/**
 * The approval token (DOMAIN.md §8): a signed statement of what was approved, by whom and until when, that a deployment
 * pipeline can check without asking anybody. Its times are UTC seconds, as JWT has them (RFC 7519).
 */
import type { Event, Stamp } from '#engine/event.ts';
import { idSchema } from '#model/id.schema.ts';
import type { ConditionId, Digest, NodeId, PersonId, RequestId, SopId } from '#model/ids.ts';
import { z } from '#model/zod.ts';
import { fromBase64url, utf8Text } from './base64url.ts';
import { readJson } from './json.ts';

export const tokenType = 'approval+jwt';

/** An entry of the request's log, opened. */
export interface LogEntry {
  readonly stamp: Stamp;
  readonly events: readonly Event[];
}

export interface Signer {
  readonly id: PersonId;
  /** As printed; the id where it was redacted. */
  readonly name: string;
  /** How the signer's identity was confirmed: not at all, by the passphrase of a key, by an account. */
  readonly auth: 'none' | 'passphrase' | 'account';
  readonly on_behalf_of?: PersonId;
  readonly role: string;
  readonly gate: NodeId;
  readonly gate_name: string;
  readonly verdict: 'approved' | 'conditional' | 'affirmed';
  readonly meaning: string;
  readonly at: number;
}
export interface TokenCondition {
  readonly id: ConditionId;
  readonly text: string;
  readonly owner: string;
  readonly due: number;
  readonly blocks: 'nextGate' | 'end' | 'runsOn';
  readonly status: 'open' | 'fulfilled' | 'waived';
}
export interface Artifact {
  readonly name: string;
  readonly sha256: string;
}
export interface Claims {
  /** Of this layout; a verifier refuses a newer one. */
  readonly ver: 1;
  /** The workspace. */
  readonly iss: string;
  readonly iat: number;
  readonly nbf: number;
  readonly exp: number;
  /** `<request>/<token>`: what a status list names. */
  readonly jti: string;
  /** What was approved, in words: "pricing-optimizer 2.3". */
  readonly sub: string;
  readonly sop: {
    readonly id: SopId;
    readonly title: string;
    readonly version: number | null;
    readonly revision: string | null;
  };
  readonly version_digest: Digest;
  readonly request: RequestId;
  readonly tier: string | null;
  readonly conditions: readonly TokenCondition[];
  readonly signers: readonly Signer[];
  readonly artifacts: readonly Artifact[];
  /** When it may be deployed, until `exp`: from inclusive, to exclusive. Null: at any time. */
  readonly window: {
    readonly zone: string;
    readonly open: readonly (readonly [from: number, to: number])[];
  } | null;
}

const seconds = z.number().min(0).max(1e11);
const text = z.string();

export const claimsSchema: z.ZodType<Claims> = z.object({
  ver: z.literal(1),
  iss: text.min(1),
  iat: seconds,
  nbf: seconds,
  exp: seconds,
  jti: text.min(1),
  sub: text,
  sop: z.object({
    id: idSchema<SopId>(),
    title: text,
    version: z.number().nullable(),
    revision: text.nullable(),
  }),
  version_digest: idSchema<Digest>(),
  request: idSchema<RequestId>(),
  tier: text.nullable(),
  conditions: z.array(
    z.object({
      id: idSchema<ConditionId>(),
      text,
      owner: text,
      due: seconds,
      blocks: z.enum(['nextGate', 'end', 'runsOn']),
      status: z.enum(['open', 'fulfilled', 'waived']),
    }),
  ),
  signers: z.array(
    z.object({
      id: idSchema<PersonId>(),
      name: text,
      auth: z.enum(['none', 'passphrase', 'account']),
      on_behalf_of: idSchema<PersonId>().exactOptional(),
      role: text,
      gate: idSchema<NodeId>(),
      gate_name: text,
      verdict: z.enum(['approved', 'conditional', 'affirmed']),
      meaning: text,
      at: seconds,
    }),
  ),
  artifacts: z.array(
    z.object({ name: text, sha256: text.regex(/^[0-9a-f]{64}$/, 'is no SHA-256') }),
  ),
  window: z
    .object({ zone: text, open: z.array(z.tuple([seconds, seconds]).readonly()) })
    .nullable(),
});

/** `<request>/<token>` */
export const jtiOf = (request: RequestId, token: string): string => `${request}/${token}`;

/**
 * The claims of a token, its signature not looked at: for showing one that stands in our own log. Null: it is none, or
 * was erased.
 */
export function readClaims(jws: unknown): Claims | null {
  const part = typeof jws === 'string' ? jws.split('.')[1] : undefined;
  const bytes = part === undefined ? null : fromBase64url(part);
  const body = bytes === null ? null : utf8Text(bytes);
  const json = body === null ? null : readJson(body);
  const parsed = json?.ok === true ? claimsSchema.safeParse(json.value) : null;
  return parsed?.success === true ? parsed.data : null;
}
