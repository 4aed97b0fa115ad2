/** A draft's updates: bytes that only `collab` can read, in the order they were written. */
import { Dexie } from 'dexie';
import type { SopId } from '#model/ids.ts';
import type { Database } from './database.ts';
import { mirrorOf } from './mirrors.ts';

export async function addUpdate(db: Database, sop: SopId, bytes: Uint8Array): Promise<void> {
  await db.updates.add({ sop, bytes });
  copy(db, sop, bytes, false);
}

/** Told, not waited for: a draft is no act that anybody relies on, and waiting would end the caller's transaction. */
const copy = (db: Database, sop: SopId, bytes: Uint8Array, whole: boolean): void =>
  Dexie.ignoreTransaction(() => mirrorOf(db)?.draft(sop, bytes, whole));

export async function readUpdates(db: Database, sop: SopId): Promise<Uint8Array[]> {
  const rows = await db.updates.where('sop').equals(sop).sortBy('n');
  return rows.map((row) => row.bytes);
}

/** Puts one update in the place of all. */
export async function replaceUpdates(db: Database, sop: SopId, bytes: Uint8Array): Promise<void> {
  await db.transaction('rw', db.updates, async () => {
    await db.updates.where('sop').equals(sop).delete();
    await db.updates.add({ sop, bytes });
  });
  copy(db, sop, bytes, true);
}
