/**
 * The workspace's signing keys: Ed25519 of WebCrypto, whose private half never leaves this browser (it cannot be read
 * out, only used), and whose public half stands in the workspace's log. Approval tokens and status lists are signed here.
 */
import type { Actor } from '#engine/command.ts';
import { decideRotate } from '#engine/workspace/keys.ts';
import type { Rotate } from '#engine/workspace/keys.ts';
import { evolveWorkspace } from '#engine/workspace/decide.ts';
import { toBase64url } from '#formats/base64url.ts';
import { thumbprint, writeJwks } from '#formats/jwks.ts';
import type { Jwk } from '#formats/jwks.ts';
import { signJws } from '#formats/jws.ts';
import { statusClaims, statusType } from '#formats/status-list.ts';
import { emptyDirectory } from '#model/directory.ts';
import type { WorkspaceKey } from '#model/directory.ts';
import { appendEntry } from './appending.ts';
import type { Appended, Decided, Refused } from './appending.ts';
import { now } from './clock.ts';
import type { Database } from './database.ts';
import { readDirectory } from './directory.ts';
import { commandId } from './hash.ts';
import { endedApprovals } from './token-status.ts';

/** All it had, the oldest first; the last one signs. */
export const workspaceKeys = async (db: Database): Promise<readonly WorkspaceKey[]> =>
  (await readDirectory(db)).keys ?? [];

export interface Rotation {
  readonly reason: string;
  /** The key it takes over from got into other hands: it leaves the key set, and with it all it signed. */
  readonly compromised?: boolean;
}

/** @param readable whether the private half can be taken out, to be locked away */
export async function newKey(readable: boolean): Promise<{
  readonly kid: string;
  readonly x: string;
  readonly privateKey: CryptoKey;
}> {
  const made = await crypto.subtle.generateKey('Ed25519', readable, ['sign', 'verify']);
  if (!('privateKey' in made)) throw new Error('Ed25519 makes pairs of keys.');
  const x = toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', made.publicKey)));
  return { kid: thumbprint(x), x, privateKey: made.privateKey };
}

/** A new key signs from now on. Both halves are kept in one transaction: no log names a key nobody has. */
export async function rotateKey(
  db: Database,
  actor: Actor,
  { reason, compromised = false }: Rotation = { reason: '' },
): Promise<Appended | Refused> {
  const { kid, x, privateKey } = await newKey(false);
  const command: Rotate = { type: 'rotate', id: commandId(), kid, x, compromised, reason };
  const load = async () => {
    const row = await db.directory.get('workspace');
    const before = row?.fold ?? emptyDirectory;
    return {
      last: row === undefined ? null : { seq: row.seq, hash: row.hash, at: row.at },
      decide: (at: number): Decided | Refused => {
        const answer = decideRotate(before, command, at);
        if ('refused' in answer) return answer;
        return {
          events: answer.events,
          for: null,
          keep: async (entry, hash) => {
            const fold = answer.events.reduce(evolveWorkspace, before);
            await db.directory.put({ id: 'workspace', fold, seq: entry.seq, hash, at: entry.at });
            await db.keys.put({ kid, key: privateKey });
          },
        };
      },
    };
  };
  return appendEntry(db, 'workspace', command, actor, load, [db.keys]);
}

/** Whoever signs for the workspace now. */
export interface Issuer {
  readonly kid: string;
  /** The workspace: the `iss` of all it signs. */
  readonly iss: string;
  readonly sign: (data: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>;
}

/**
 * The key that signs now. Made where there is none yet, or where the private half of the last one is not in this
 * browser (the workspace was imported, or its storage lost): nobody else could use it.
 */
export async function issuer(db: Database): Promise<Issuer> {
  for (let tries = 0; tries < 3; tries += 1) {
    const current = (await workspaceKeys(db)).at(-1);
    const row = current && (await db.keys.get(current.kid));
    if (row !== undefined)
      return {
        kid: row.kid,
        iss: await issuerName(db),
        sign: async (data) => new Uint8Array(await crypto.subtle.sign('Ed25519', row.key, data)),
      };
    const reason =
      current === undefined ? 'The first one' : 'Its private half is not in this browser';
    const answer = await rotateKey(db, { kind: 'system', name: 'issuer' }, { reason });
    if ('refused' in answer) throw new Error(answer.says);
  }
  throw new Error('No signing key could be made.');
}

/** Named after the first row of its chain, which no other workspace has: its private values were salted at random. */
async function issuerName(db: Database): Promise<string> {
  const first = await db.chain.orderBy('n').first();
  if (first === undefined) throw new Error('A workspace without a log has no name.');
  return `urn:countersign:workspace:${first.hash.slice(0, 32)}`;
}

/** The public keys as a JWK Set; one that leaked is left out. Makes the first key where there is none. */
export async function exportJwks(db: Database): Promise<string> {
  const { iss } = await issuer(db);
  const keys = (await workspaceKeys(db)).filter(({ compromised }) => !compromised);
  return writeJwks({ issuer: iss, keys: keys.map(jwkOf) });
}

const jwkOf = ({ kid, x, from, until }: WorkspaceKey): Jwk => ({
  kty: 'OKP',
  crv: 'Ed25519',
  alg: 'EdDSA',
  use: 'sig',
  kid,
  x,
  iat: Math.floor(from / 1000),
  ...(until === null ? {} : { exp: Math.floor(until / 1000) }),
});

/** Revoked and expired approvals as a signed list, good for seven days. */
export async function exportStatusList(db: Database): Promise<string> {
  const { iss, kid, sign } = await issuer(db);
  return signJws(statusType, kid, statusClaims(iss, now(), await endedApprovals(db)), sign);
}
