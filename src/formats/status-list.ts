/**
 * The status list: which approvals are revoked or have expired, as a signed statement with an end of its own, for a list
 * that is too old to be trusted has to be refused.
 */
import { z } from '#model/zod.ts';

export const statusType = 'approval-status+jwt';

export interface StatusItem {
  /** Of the token. */
  readonly jti: string;
  readonly status: 'revoked' | 'expired';
  /** UTC seconds. */
  readonly at: number;
}
export interface StatusList {
  readonly ver: 1;
  readonly iss: string;
  readonly iat: number;
  readonly exp: number;
  /** Tokens not named here stand. */
  readonly tokens: readonly StatusItem[];
}

const seconds = z.number().min(0).max(1e11);
export const statusSchema: z.ZodType<StatusList> = z.object({
  ver: z.literal(1),
  iss: z.string().min(1),
  iat: seconds,
  exp: seconds,
  tokens: z.array(
    z.object({ jti: z.string().min(1), status: z.enum(['revoked', 'expired']), at: seconds }),
  ),
});

/** Days a list is good for: a workspace in a browser exports it by hand. */
const goodFor = 7;

/** @param now UTC ms */
export function statusClaims(iss: string, now: number, tokens: readonly StatusItem[]): StatusList {
  const iat = Math.floor(now / 1000);
  return { ver: 1, iss, iat, exp: iat + goodFor * 86_400, tokens };
}
