/** Keeps a draft's Y.Doc in the store: gathers updates and writes them together; "saved" means committed. */
import type { SopId } from '#model/ids.ts';
import type { Database } from '#store/database.ts';
import { addUpdate, readUpdates, replaceUpdates } from '#store/updates.ts';
import { Doc, applyUpdate, applyUpdateV2, encodeStateAsUpdate, mergeUpdates } from 'yjs';
import { slim, slimDecoder } from './slim.ts';

export type SaveState = 'saved' | 'saving' | 'failed';
export interface Provider {
  readonly state: () => SaveState;
  /** Writes at once what is buffered; resolves when nothing is left to write, or a write failed. */
  readonly flush: () => Promise<void>;
  /** Flushes, then listens no more. */
  readonly close: () => Promise<void>;
}

/** ms an update may wait for company before it is written. */
const gather = 150;
/** ms until a failed write is tried again. */
const retry = 3_000;
/** Stored updates of one draft above which they are merged into one on opening. */
const compactAbove = 40;

/** Origin of what was read from the store: it need not be written again. */
const fromStore = Symbol('store');

/**
 * Loads the draft's updates into `doc`, or `seed()` where there are none, then stores every update, other tabs' ones
 * too: what this tab does next may build on them, and their tab may die before it wrote them. (Stored twice is harmless.)
 */
export async function provide(options: {
  readonly db: Database;
  readonly sop: SopId;
  readonly doc: Doc;
  readonly seed: () => Promise<Uint8Array>;
  readonly changed: () => void;
}): Promise<Provider> {
  const { db, sop, doc, changed } = options;
  const stored = await load(db, sop, options.seed);
  doc.transact(() => {
    for (const update of stored) applyUpdateV2(doc, update, fromStore, slimDecoder());
  }, fromStore);
  slim(doc);
  if (stored.length > compactAbove) await compact(db, sop);

  let buffer: Uint8Array[] = [];
  let state: SaveState = 'saved';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> | undefined;
  const become = (next: SaveState): void => {
    if (state === next) return;
    state = next;
    changed();
  };

  const writeAll = async (): Promise<void> => {
    while (buffer.length > 0) {
      const taken = buffer;
      buffer = [];
      try {
        await addUpdate(db, sop, mergeUpdates(taken));
      } catch {
        buffer = [...taken, ...buffer];
        become('failed');
        schedule(retry);
        return;
      }
    }
    become('saved');
  };
  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    writing ??= writeAll().finally(() => {
      writing = undefined;
    });
    await writing;
  };
  const schedule = (ms: number): void => {
    timer ??= setTimeout(() => void flush(), ms);
  };
  const onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === fromStore) return;
    buffer.push(update);
    become('saving');
    schedule(gather);
  };
  const onHide = (): void => {
    if (buffer.length > 0) void flush();
  };
  doc.on('update', onUpdate);
  addEventListener('pagehide', onHide);
  document.addEventListener('visibilitychange', onHide);

  return {
    state: () => state,
    flush,
    close: async () => {
      doc.off('update', onUpdate);
      removeEventListener('pagehide', onHide);
      document.removeEventListener('visibilitychange', onHide);
      await flush();
      clearTimeout(timer);
    },
  };
}

async function load(
  db: Database,
  sop: SopId,
  seed: () => Promise<Uint8Array>,
): Promise<readonly Uint8Array[]> {
  const stored = await readUpdates(db, sop);
  if (stored.length > 0) return stored;
  const first = await seed();
  // Two tabs may open an empty draft at once: the first to write seeds it for both.
  return db.transaction('rw', db.updates, async () => {
    const meanwhile = await readUpdates(db, sop);
    if (meanwhile.length > 0) return meanwhile;
    await addUpdate(db, sop, first);
    return [first];
  });
}

/** Merges the stored updates into one; in one transaction, so that no other tab's update falls between. */
async function compact(db: Database, sop: SopId): Promise<void> {
  await db.transaction('rw', db.updates, async () => {
    const stored = await readUpdates(db, sop);
    const doc = new Doc();
    for (const update of stored) applyUpdate(doc, update);
    await replaceUpdates(db, sop, encodeStateAsUpdate(doc));
    doc.destroy();
  });
}
