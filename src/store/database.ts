/** The tables of this device's workspace (CORE.md §9.1), in IndexedDB. */
import { Dexie } from 'dexie';
import type { Table } from 'dexie';
import type { Event } from '#engine/event.ts';
import type { Stream } from '#engine/log/entry.ts';
import type { Request } from '#engine/request.ts';
import type { SopState } from '#engine/sop/state.ts';
import type { ScenarioFile } from '#formats/scenario.ts';
import type { Remark } from '#model/comments.ts';
import type { Hex } from '#model/diagram.ts';
import type { Directory } from '#model/directory.ts';
import type {
  CommandId,
  ConditionId,
  Digest,
  GroupId,
  HolidayListId,
  NodeId,
  PersonId,
  RequestId,
  SopId,
  WorkId,
} from '#model/ids.ts';
import type { Json } from '#model/json.ts';
import type { Version } from '#model/version.ts';
import type { BacktestRow } from './backtest-row.ts';
import type { Stands } from './standing.ts';

/** An entry of the log; its text is never rewritten. */
export interface StoredEntry {
  readonly stream: Stream;
  readonly seq: number;
  readonly command: CommandId;
  readonly text: string;
  readonly hash: Hex;
}
/** The private values of an entry; erased by a redaction. */
export interface StoredPrivate {
  readonly stream: Stream;
  readonly seq: number;
  readonly salt: Hex;
  readonly values: readonly Json[];
}
/** A request's fold and what lists sort by. */
export interface RequestRow {
  readonly id: RequestId;
  readonly sop: SopId;
  readonly version: Digest;
  readonly status: Request['status'];
  /** UTC ms of the last entry. */
  readonly at: number;
  /** UTC ms: earliest due time of open work; `never` where none, for null has no place in an index. */
  readonly due: number;
  readonly fold: Request;
  readonly foldFormat: number;
  readonly seq: number;
  readonly hash: Hex;
}
/** What people call a request by; not in its log, for it is its place among the others. */
export interface NumberRow {
  readonly request: RequestId;
  /** From 1. */
  readonly number: number;
}
/** What stands after a decision: a small copy, for the registry's lists; the fold has it all. */
export interface RegistryRow extends Stands {
  readonly request: RequestId;
  readonly sop: SopId;
  readonly version: Digest;
  /** The first of the SOP's subject fields: the model, or the exception. */
  readonly model: string;
  /** Subject and id in lower case, for the search. */
  readonly words: string;
  /** Conditions not fulfilled yet, and those of them that are overdue. */
  readonly open: number;
  readonly overdue: number;
  /** UTC ms of what is due next (condition, review, expiry, open work), or `never`. */
  readonly due: number;
  readonly at: number;
}
/** Who an inbox row is shown to: a person, the members of a group, or (`watch/<person>`) who only follows the request. */
export type InboxOwner = PersonId | GroupId | `watch/${string}`;
/**
 * One row per owner and open work, closed work that was overtaken, or open condition; "may I act" is asked of the engine
 * when it is shown. Of a request that is only watched, one row by what is due first; its `work` is empty where none is
 * open.
 */
export interface InboxRow {
  readonly owner: InboxOwner;
  readonly request: RequestId;
  /** Of a condition its id, which no work has. */
  readonly work: WorkId | ConditionId;
  readonly node: NodeId;
  /** UTC ms, or `never`. */
  readonly due: number;
}
/** A row of the workspace chain, from 1, one per append. */
export interface ChainRow {
  readonly n: number;
  readonly stream: Stream;
  readonly seq: number;
  /** Hash of the entry. */
  readonly entry: Hex;
  readonly hash: Hex;
}
/** The request's next timer; a copy, for the index: the fold has it. */
export interface TimerRow {
  readonly request: RequestId;
  /** UTC ms. */
  readonly at: number;
  /** The id of the tick that fires it. */
  readonly command: CommandId;
}
export interface CounterRow {
  readonly key: string;
  readonly count: number;
}
/** What the log asks the world to do; `done` 0 or 1, for booleans have no place in an index. */
export interface OutboxRow {
  readonly n?: number;
  readonly request: RequestId;
  readonly seq: number;
  readonly event: Event;
  readonly done: 0 | 1;
}
/** An SOP's fold and what the library shows. A draft's title is not log. */
export interface SopRow {
  readonly id: SopId;
  readonly title: string;
  /** The template or SOP it was made from. */
  readonly from: string | null;
  readonly status: SopState['status'];
  readonly effective: Digest | null;
  /** UTC ms of the last change of title or log. */
  readonly at: number;
  readonly fold: SopState;
  readonly seq: number;
  readonly hash: Hex;
  /** UTC ms of its deletion; absent: it is there. Only what was never published can be deleted. */
  readonly deleted?: number;
}
/** An update of a draft's Y.Doc, opaque here. */
export interface UpdateRow {
  readonly n?: number;
  readonly sop: SopId;
  readonly bytes: Uint8Array;
}
export interface BlobRow {
  readonly sha256: Hex;
  readonly bytes: Uint8Array;
}
/** The workspace's fold; one row. */
export interface DirectoryRow {
  readonly id: 'workspace';
  readonly fold: Directory;
  readonly seq: number;
  readonly hash: Hex;
  readonly at: number;
}
/** A remark on an SOP's draft or version; not log. */
export type CommentRow = Remark;
/** The private half of a signing key: it can be used and not read, and is in no export. */
export interface KeyRow {
  /** Of the public half, which stands in the workspace's fold. */
  readonly kid: string;
  readonly key: CryptoKey;
}
/** A person's signing key, its private half locked by their passphrase; in no export and in no log. */
export interface PersonKeyRow {
  /** Of the public half, which stands in the workspace's fold. */
  readonly kid: string;
  readonly person: PersonId;
  /** PKCS #8 under AES-GCM; its key is PBKDF2 of the passphrase with this salt and as many rounds. */
  readonly locked: Uint8Array<ArrayBuffer>;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly rounds: number;
}
/** A forecast's scenario under a name, as its file has it; not log. */
export interface ScenarioRow {
  readonly id: string;
  readonly sop: SopId;
  readonly name: string;
  readonly scenario: ScenarioFile;
  /** UTC ms. */
  readonly at: number;
}
/** What of the directory was put there as a sample; one row. */
export interface SamplesRow {
  readonly key: 'samples';
  readonly people: readonly PersonId[];
  readonly groups: readonly GroupId[];
  readonly holidays: readonly HolidayListId[];
}

/** Counter that stands while the registry has to be built from the folds. */
export const staleRegistry = 'registry/stale';

/** Later than every due time: sorts last. */
export const never = Number.MAX_SAFE_INTEGER;

/** Raised when `evolve` changes: requests folded by an older one are folded again when they are read. */
export const foldFormat = 3;

/** Fields are declared, not initialised: Dexie fills them from `stores`. */
export class Database extends Dexie {
  declare readonly entries: Table<StoredEntry, [Stream, number]>;
  declare readonly private: Table<StoredPrivate, [Stream, number]>;
  declare readonly requests: Table<RequestRow, RequestId>;
  declare readonly numbers: Table<NumberRow, RequestId>;
  declare readonly registry: Table<RegistryRow, RequestId>;
  declare readonly inbox: Table<InboxRow, [RequestId, InboxRow['work'], InboxOwner]>;
  declare readonly chain: Table<ChainRow, number>;
  declare readonly timers: Table<TimerRow, RequestId>;
  declare readonly counters: Table<CounterRow, string>;
  declare readonly outbox: Table<OutboxRow, number>;
  declare readonly versions: Table<Version, [SopId, number]>;
  declare readonly sops: Table<SopRow, SopId>;
  declare readonly updates: Table<UpdateRow, number>;
  declare readonly blobs: Table<BlobRow, Hex>;
  declare readonly directory: Table<DirectoryRow, 'workspace'>;
  declare readonly comments: Table<CommentRow, string>;
  declare readonly keys: Table<KeyRow, string>;
  declare readonly personKeys: Table<PersonKeyRow, string>;
  declare readonly backtests: Table<BacktestRow, string>;
  declare readonly scenarios: Table<ScenarioRow, string>;
  declare readonly meta: Table<SamplesRow, 'samples'>;

  constructor(name: string) {
    // Strict: an act counts as written when it is on the disk, not when it is in the system's cache.
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({
      entries: '[stream+seq], &command',
      private: '[stream+seq]',
      requests: 'id, [sop+status+at], [status+due], [status+at], [sop+at], at',
      inbox: '[request+work+owner], [owner+due], request',
      chain: 'n',
      timers: 'request, at',
      counters: 'key',
      outbox: '++n, done',
      // Keyed by number, for a copy of an SOP may mean the same, and a meaning may be published again.
      versions: '[sop+number], digest',
      sops: 'id',
      updates: '++n, sop',
      blobs: 'sha256',
      directory: 'id',
      comments: 'id, [sop+thread]',
      meta: 'key',
    });
    this.version(2)
      .stores({
        // Each append writes each index again: lists of all statuses are merged from those of each.
        requests: 'id, [sop+status+at], [status+at]',
        // Unique but for the owner, so that a page begins exactly after the one before it.
        inbox: '[request+work+owner], [owner+due+request+work]',
        registry: 'request, [due+request], [standing+due+request]',
      })
      // What was decided before there was a registry is entered when its page is first opened.
      .upgrade((tx) => tx.table('counters').put({ key: staleRegistry, count: 1 }));
    this.version(3).stores({ keys: 'kid' });
    // Filled with the other rows that follow from the log: see upgrade.ts.
    this.version(4).stores({ numbers: 'request, &number' });
    this.version(5).stores({ personKeys: 'kid' });
    this.version(6).stores({ backtests: 'id, sop', scenarios: 'id, sop' });
  }
}

/** The database of that name; it opens with the first thing asked of it. */
export const openDatabase = (name = 'countersign'): Database => new Database(name);
