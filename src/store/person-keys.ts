/**
 * People's signing keys (METHODS.md §7): Ed25519 of WebCrypto. The private half lies in this browser only, locked by a
 * passphrase that is kept nowhere; it is unlocked for one signature, and cannot be read out then.
 */
import type { Actor } from '#engine/command.ts';
import type { HoldsSeal } from '#engine/context.ts';
import type { KeySeal } from '#engine/event.ts';
import type { CheckSeal } from '#engine/log/seals.ts';
import { evolveWorkspace } from '#engine/workspace/decide.ts';
import { decidePersonKey, keyText } from '#engine/workspace/person-keys.ts';
import type { SetPersonKey } from '#engine/workspace/person-keys.ts';
import { fromBase64url, toBase64url, utf8Bytes } from '#formats/base64url.ts';
import { emptyDirectory, keyOf } from '#model/directory.ts';
import type { PersonId } from '#model/ids.ts';
import { appendEntry } from './appending.ts';
import type { Appended, Decided, Refused } from './appending.ts';
import type { Database, PersonKeyRow } from './database.ts';
import { readDirectory } from './directory.ts';
import { commandId } from './hash.ts';
import { newKey } from './keys.ts';

/** Characters that a passphrase has at least. */
export const shortestPassphrase = 12;

/** As OWASP advises for PBKDF2 with SHA-256 (2023): about a fifth of a second. */
const rounds = 600_000;

type Lock = Pick<PersonKeyRow, 'kid' | 'iv' | 'salt' | 'rounds'>;

async function passphraseKey(passphrase: string, { salt, rounds: iterations }: Lock) {
  // The same keys pressed give the same bytes, whatever way the keyboard composes its letters.
  const typed = utf8Bytes(passphrase.normalize('NFKC'));
  const raw = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  const aes = { name: 'AES-GCM', length: 256 };
  return crypto.subtle.deriveKey(how, raw, aes, false, ['wrapKey', 'unwrapKey']);
}
/** A row is that of its key, and of no other. */
const sealing = ({ iv, kid }: Lock) => ({
  name: 'AES-GCM',
  iv,
  additionalData: utf8Bytes(kid),
});

async function locked(
  kid: string,
  key: CryptoKey,
  passphrase: string,
): Promise<Omit<PersonKeyRow, 'person'>> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const lock = { kid, salt, iv: crypto.getRandomValues(new Uint8Array(12)), rounds };
  const by = await passphraseKey(passphrase, lock);
  const bytes = await crypto.subtle.wrapKey('pkcs8', key, by, sealing(lock));
  return { ...lock, locked: new Uint8Array(bytes) };
}

/** null: this is not the passphrase. */
async function unlocked(row: PersonKeyRow, passphrase: string): Promise<CryptoKey | null> {
  const by = await passphraseKey(passphrase, row);
  try {
    return await crypto.subtle.unwrapKey('pkcs8', row.locked, by, sealing(row), 'Ed25519', false, [
      'sign',
    ]);
  } catch {
    return null;
  }
}

const wrongPassphrase: Refused = {
  refused: 'wrong_passphrase',
  says: 'This is not the passphrase of your signing key. Nothing was signed.',
};
const notHere: Refused = {
  refused: 'wrong_passphrase',
  says: 'The private half of your signing key is not in this browser. Set a new key under Workspace, Keys.',
};

/** The person's key signs the text; refused with the wrong passphrase, and where the key is not in this browser. */
export async function sealWith(
  db: Database,
  person: PersonId,
  passphrase: string,
  text: string,
): Promise<KeySeal | Refused> {
  const key = keyOf(await readDirectory(db), person);
  const row = key === null ? undefined : await db.personKeys.get(key.kid);
  if (row === undefined) return notHere;
  const half = await unlocked(row, passphrase);
  if (half === null) return wrongPassphrase;
  const value = await crypto.subtle.sign('Ed25519', half, utf8Bytes(text));
  return { alg: 'EdDSA', kid: row.kid, value: toBase64url(new Uint8Array(value)) };
}

/** WebCrypto's Ed25519 (RFC 8032). What is no key, or no signature, is by nobody. */
export const checkSeal: CheckSeal = async (x, text, value) => {
  const signature = fromBase64url(value);
  if (signature?.length !== 64) return false;
  try {
    return await crypto.subtle.verify('Ed25519', await publicHalf(x), signature, utf8Bytes(text));
  } catch {
    return false;
  }
};

/** A log has many seals by few keys. */
const halves = new Map<string, Promise<CryptoKey>>();
function publicHalf(x: string): Promise<CryptoKey> {
  const known = halves.get(x);
  if (known !== undefined) return known;
  const raw = fromBase64url(x) ?? new Uint8Array();
  const half = crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify']);
  halves.set(x, half);
  return half;
}

/**
 * The check of one seal as a function that does not wait: made before a transaction, which could not wait for it, and
 * good for this text and the key that is the person's now.
 */
export async function sealChecked(
  db: Database,
  person: PersonId,
  seal: KeySeal,
  text: string,
): Promise<HoldsSeal> {
  const x = keyOf(await readDirectory(db), person)?.x ?? '';
  const good = await checkSeal(x, text, seal.value);
  return (key, of, value) => good && key === x && of === text && value === seal.value;
}

interface Replacing {
  /** Stays on record; needed where there was a key before. */
  readonly reason?: string;
  /** Passphrase of the key before: the new one is confirmed by it. Without it the record says so. */
  readonly before?: string | undefined;
  readonly compromised?: boolean;
}

/** A new key of this person, which confirms their signatures from now on; both halves are kept in one transaction. */
export async function setPersonKey(
  db: Database,
  person: PersonId,
  passphrase: string,
  { reason = '', before, compromised = false }: Replacing = {},
): Promise<Appended | Refused> {
  if (passphrase.length < shortestPassphrase)
    return {
      refused: 'malformed',
      says: `A passphrase has at least ${shortestPassphrase} characters: four or five words are good.`,
    };
  const { kid, x, privateKey } = await newKey(true);
  const seal =
    before === undefined ? undefined : await sealWith(db, person, before, keyText(person, kid));
  if (seal !== undefined && 'refused' in seal) return seal;
  const row = { person, ...(await locked(kid, privateKey, passphrase)) };
  const command: SetPersonKey = {
    type: 'setPersonKey',
    id: commandId(),
    person,
    key: { kid, x },
    compromised,
    reason,
    ...(seal && { seal }),
  };
  return send(db, command, { kind: 'person', id: person }, row);
}

/** The person signs without a key from now on. What the key signed still verifies. */
export const endPersonKey = (
  db: Database,
  person: PersonId,
  actor: Actor,
  { reason, compromised = false }: { readonly reason: string; readonly compromised?: boolean },
): Promise<Appended | Refused> =>
  send(
    db,
    { type: 'setPersonKey', id: commandId(), person, key: null, compromised, reason },
    actor,
    null,
  );

async function send(
  db: Database,
  command: SetPersonKey,
  actor: Actor,
  row: PersonKeyRow | null,
): Promise<Appended | Refused> {
  const { person, key, seal } = command;
  const text = keyText(person, key?.kid ?? '');
  const seals: HoldsSeal =
    seal === undefined ? () => false : await sealChecked(db, person, seal, text);
  const load = async () => {
    const kept = await db.directory.get('workspace');
    const before = kept?.fold ?? emptyDirectory;
    return {
      last: kept === undefined ? null : { seq: kept.seq, hash: kept.hash, at: kept.at },
      decide: (now: number): Decided | Refused => {
        const by = actor.kind === 'person' ? actor.id : null;
        const answer = decidePersonKey(before, command, { now, by, seals });
        if ('refused' in answer) return answer;
        return {
          events: answer.events,
          for: null,
          keep: async (entry, hash) => {
            const fold = answer.events.reduce(evolveWorkspace, before);
            await db.directory.put({ id: 'workspace', fold, seq: entry.seq, hash, at: entry.at });
            // What signs no more is of no use to anybody but a thief.
            const ended = keyOf(before, person);
            if (ended !== null) await db.personKeys.delete(ended.kid);
            if (row !== null) await db.personKeys.put(row);
          },
        };
      },
    };
  };
  return appendEntry(db, 'workspace', command, actor, load, [db.personKeys]);
}
