/** Ed25519 keys, tokens and status lists for tests; Node's own crypto, nothing of the browser's. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { thumbprint } from '#formats/jwks.ts';
import type { Jwk } from '#formats/jwks.ts';
import { signJws } from '#formats/jws.ts';
import { statusType } from '#formats/status-list.ts';
import type { StatusList } from '#formats/status-list.ts';
import { tokenType } from '#formats/token.ts';
import type { Claims } from '#formats/token.ts';
import { as } from '#model/ids.ts';

/** 2026-10-19T14:00:00Z, a Monday, in seconds. */
export const monday = Date.UTC(2026, 9, 19, 14) / 1000;
export const hex = (digit: string): string => digit.repeat(64);

export interface Key {
  readonly jwk: Jwk;
  readonly token: (claims: object, typ?: string) => Promise<string>;
  readonly list: (list: object) => Promise<string>;
}
export function newKey(more: Partial<Jwk> = {}): Key {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const x = String(publicKey.export({ format: 'jwk' }).x);
  const jwk: Jwk = { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid: thumbprint(x), x };
  const signed = (typ: string, claims: object): Promise<string> =>
    signJws(typ, jwk.kid, claims, async (data) => sign(null, data, privateKey));
  return {
    jwk: { ...jwk, ...more },
    token: (claims, typ = tokenType) => signed(typ, claims),
    list: (list) => signed(statusType, list),
  };
}

export const issuer = 'urn:countersign:workspace:1';
export const claims: Claims = {
  ver: 1,
  iss: issuer,
  iat: monday,
  nbf: monday,
  exp: monday + 90 * 86_400,
  jti: 'r1/t3',
  sub: 'pricing-optimizer 2.3',
  sop: { id: as('sop_1'), title: 'Deployment – fünf Gates', version: 2, revision: 'B' },
  version_digest: as(hex('d')),
  request: as('r1'),
  tier: 'high',
  conditions: [],
  signers: [
    {
      id: as('priya.raman'),
      name: 'Priya Raman',
      auth: 'none',
      role: 'Technical lead',
      gate: as('g1'),
      gate_name: 'Gate 1',
      verdict: 'approved',
      meaning: 'I approve',
      at: monday - 60,
    },
  ],
  artifacts: [{ name: 'Artifact digest', sha256: hex('a') }],
  window: null,
};
export const list: StatusList = {
  ver: 1,
  iss: issuer,
  iat: monday + 3600,
  exp: monday + 7 * 86_400,
  tokens: [{ jti: 'r9/t1', status: 'revoked', at: monday }],
};
