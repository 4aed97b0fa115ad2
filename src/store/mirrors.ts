/** Which database has a mirror in this tab. Apart from it, so that appending does not bring what the mirror needs. */
import type { LogRecord } from '#engine/log/export.ts';
import type { Hex } from '#model/diagram.ts';
import type { SopId } from '#model/ids.ts';
import type { Database } from './database.ts';

/** An entry as it was committed, with its row of the workspace chain. */
export type Committed = Required<Pick<LogRecord, 'n' | 'chain' | 'at'>> & LogRecord;

/** `none`: this browser has no private file system; `apart`: the copy has another history, see the boot check. */
export type MirrorState = 'starting' | 'current' | 'behind' | 'apart' | 'none';

/** The second copy of the workspace, as those who write tell it. Nothing here throws: what is committed stays so. */
export interface MirrorSink {
  /** An entry that is being committed: what its line needs beforehand is done meanwhile. It is written by `committed`. */
  readonly coming: (entry: Committed) => void;
  /** It was not committed after all. */
  readonly dropped: (entry: Committed) => void;
  /** Resolves when the entry is flushed to the copy, or when the copy is known to be behind. */
  readonly committed: (entry: Committed) => Promise<void>;
  /** Writes what the copy lacks of the log and the versions; what it could not is said by the state. */
  readonly catchUp: () => Promise<unknown>;
  readonly draft: (sop: SopId, bytes: Uint8Array, whole: boolean) => void;
  readonly evidence: (sha256: Hex, bytes: Uint8Array) => Promise<void>;
  /** Empties the copy and writes all of it anew. */
  readonly rewrite: () => Promise<void>;
  readonly state: () => MirrorState;
  /** Why it is behind or there is none. */
  readonly why: () => string | null;
  readonly subscribe: (listener: () => void) => () => void;
}

const mirrors = new WeakMap<Database, MirrorSink>();

export const mirrorOf = (db: Database): MirrorSink | undefined => mirrors.get(db);
export const setMirror = (db: Database, mirror: MirrorSink): void => void mirrors.set(db, mirror);
