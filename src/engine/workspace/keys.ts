/** The decider of the workspace's signing keys: one signs at a time, those before it stay known with their end. */
import type { Directory, WorkspaceKey } from '#model/directory.ts';
import type { CommandId } from '#model/ids.ts';
import { flaw } from '../normal.ts';
import type { WorkspaceEvent } from './event.ts';

/** A new key takes over. */
export interface Rotate {
  readonly type: 'rotate';
  readonly id: CommandId;
  /** Thumbprint of the key (RFC 7638). */
  readonly kid: string;
  /** Its public half, base64url. */
  readonly x: string;
  /** The key before is known to others: what it signed is not to be trusted. */
  readonly compromised: boolean;
  readonly reason: string;
}

/** @param now UTC ms */
export function decideRotate(
  directory: Directory,
  command: Rotate,
  now: number,
):
  | { readonly events: readonly WorkspaceEvent[] }
  | { readonly refused: 'malformed' | 'unchanged'; readonly says: string } {
  const { compromised, kid, reason, x } = command;
  const wrong = flaw({ kid, reason, x });
  if (wrong) return { refused: 'malformed', says: wrong.says };
  if (!isKey(command)) return { refused: 'malformed', says: 'This is no Ed25519 key.' };
  const keys = directory.keys ?? [];
  if (keys.some((key) => key.kid === kid || key.x === x))
    return { refused: 'unchanged', says: 'The workspace has had this key already.' };
  return {
    events: [{ at: now, compromised, kid, reason: reason.trim(), type: 'keyed', x }],
  };
}

export function withKey(
  directory: Directory,
  event: Extract<WorkspaceEvent, { readonly type: 'keyed' }>,
): Directory {
  const { at, compromised, kid, x } = event;
  const before = ended(directory.keys, at, compromised);
  return { ...directory, keys: [...before, madeKey(kid, x, at)] };
}

/** The keys, of which none signs any more. */
export const ended = (
  keys: readonly WorkspaceKey[] = [],
  at: number,
  compromised: boolean,
): readonly WorkspaceKey[] =>
  keys.map((key) => (key.until === null ? { ...key, until: at, compromised } : key));

/** @param from UTC ms */
export const madeKey = (kid: string, x: string, from: number): WorkspaceKey => ({
  kid,
  x,
  from,
  until: null,
  compromised: false,
});

/** Both are 32 bytes in base64url. */
export const isKey = ({ kid, x }: { readonly kid: string; readonly x: string }): boolean =>
  /^[\w-]{43}$/.test(kid) && /^[\w-]{43}$/.test(x);
