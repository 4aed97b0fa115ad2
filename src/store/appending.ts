/**
 * The one way into the log (CORE.md §9.1): a command becomes an entry in one strict transaction, or nothing is written.
 * What differs between requests, SOPs and the workspace comes in as `load`.
 */
import type { Table } from 'dexie';
import type { Actor, RefusalCode, Refusal } from '#engine/command.ts';
import type { Entry, Stream } from '#engine/log/entry.ts';
import { readEntry } from '#engine/log/open.ts';
import { chainHash, firstChain, firstLink, sealEntry } from '#engine/log/seal.ts';
import type { SopRefusal, SopRefusalCode } from '#engine/sop/decide.ts';
import type { WorkspaceRefusalCode } from '#engine/workspace/decide.ts';
import type { PersonKeyRefusalCode } from '#engine/workspace/person-keys.ts';
import type { RedactRefusalCode } from '#engine/workspace/redact.ts';
import type { Hex } from '#model/diagram.ts';
import type { CommandId, Digest, PersonId } from '#model/ids.ts';
import { now, zone } from './clock.ts';
import type { ChainRow, Database } from './database.ts';
import { hash, randomHex } from './hash.ts';
import { sameDirectory } from './known-directory.ts';
import { mirrorOf } from './mirrors.ts';
import type { Committed } from './mirrors.ts';
import { fullSays, isQuota } from './quota.ts';

/** Why a command was not written: of the deciders, or of the storage. */
export type Refused = Omit<Refusal, 'refused'> &
  Pick<SopRefusal, 'findings'> & {
    readonly refused:
      | RefusalCode
      | SopRefusalCode
      | WorkspaceRefusalCode
      | RedactRefusalCode
      | PersonKeyRefusalCode
      | 'wrong_passphrase'
      | 'storage_full';
  };

export interface Appended {
  readonly entry: Entry;
  readonly hash: Hex;
  /** The command was known: this is the entry it made then, and nothing was written now. */
  readonly already: boolean;
}

export const isRefused = (answer: Appended | Refused): answer is Refused => 'refused' in answer;

export const storageFull: Refused = {
  refused: 'storage_full',
  says: fullSays,
};

/** What a stream's decider made of a command, and how to keep what follows. */
export interface Decided {
  /** Keys in canonical order. */
  readonly events: readonly { readonly type: string }[];
  readonly for: PersonId | null;
  readonly version?: Digest;
  /** Folds and indexes; inside the transaction, no await but Dexie's. */
  readonly keep: (entry: Entry, hash: Hex) => Promise<void>;
}
export interface Loaded {
  /** Where the stream ends; null before its first entry. */
  readonly last: { readonly seq: number; readonly hash: Hex; readonly at: number } | null;
  /** `now`: UTC ms. */
  readonly decide: (now: number, zone: string) => Decided | Refused;
}

/** The transaction's tables: all a command may touch. */
const tablesOf = (db: Database) => [
  db.entries,
  db.private,
  db.requests,
  db.numbers,
  db.registry,
  db.inbox,
  db.chain,
  db.timers,
  db.counters,
  db.outbox,
  db.versions,
  db.sops,
  db.directory,
];

/**
 * Appends the command's entry. Idempotent: a known command id answers with the entry it made. The fold is read inside
 * the transaction, so that two tabs need no retry: IndexedDB lets one write at a time.
 */
export async function appendEntry(
  db: Database,
  stream: Stream,
  command: { readonly id: CommandId; readonly type: string },
  actor: Actor,
  /** `end`: of the workspace chain, as it stands. */
  load: (end: PromiseLike<ChainRow | undefined>) => Promise<Loaded>,
  /** Tables beside those of every command. */
  more: readonly Table[] = [],
): Promise<Appended | Refused> {
  const made: Committed[] = [];
  let before: Hex | undefined;
  try {
    const answer = await db.transaction('rw', [...tablesOf(db), ...more], async () => {
      // Asked for at once: each round trip to the database costs a tenth of the whole command.
      const end = db.chain.orderBy('n').last();
      const [known, { last, decide }, top] = await Promise.all([
        db.entries.where('command').equals(command.id).first(),
        load(end),
        end,
      ]);
      if (known !== undefined) {
        if (known.stream !== stream)
          throw new Error(`Command ${command.id} stands in ${known.stream}, not in ${stream}.`);
        return { entry: readEntry(known.text), hash: known.hash, already: true };
      }
      const time = now();
      const here = zone();
      const decided = decide(time, here);
      if ('refused' in decided) return decided;
      const sealed = sealEntry({
        stream,
        seq: (last?.seq ?? -1) + 1,
        prev: last?.hash ?? firstLink(stream, hash),
        at: Math.max(time, last?.at ?? 0), // time never runs back in a log
        clock: time,
        actor,
        for: decided.for,
        zone: here,
        version: decided.version,
        command,
        events: decided.events,
        salt: randomHex(16),
        hash,
      });
      const { entry } = sealed;
      const at = { stream, seq: entry.seq };
      const row = { ...at, entry: sealed.hash };
      const n = (top?.n ?? 0) + 1;
      const chain = chainHash(top?.hash ?? firstChain(hash), row, hash);
      const written = Promise.all([
        db.entries.add({ ...at, command: command.id, text: sealed.text, hash: sealed.hash }),
        sealed.private !== null && db.private.add({ ...at, ...sealed.private }),
        decided.keep(entry, sealed.hash),
        db.chain.add({ n, ...row, hash: chain }),
      ]);
      const kept = { text: sealed.text, hash: sealed.hash, private: sealed.private, n, chain, at };
      made.push(kept);
      before = top?.hash;
      // The second copy gets ready while the database writes.
      mirrorOf(db)?.coming(kept);
      await written;
      return { entry, hash: sealed.hash, already: false };
    });
    if (stream !== 'workspace') for (const { chain } of made) sameDirectory(db, before, chain);
    // Acknowledged when the second copy has it too.
    for (const entry of made) await mirrorOf(db)?.committed(entry);
    return answer;
  } catch (error) {
    for (const entry of made) mirrorOf(db)?.dropped(entry);
    if (isQuota(error)) return storageFull;
    throw error;
  }
}
