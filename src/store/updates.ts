/** A draft's updates: bytes that only `collab` can read, in the order they were written. */
import type { SopId } from '#model/ids.ts';
import type { Database } from './database.ts';

export async function addUpdate(db: Database, sop: SopId, bytes: Uint8Array): Promise<void> {
  await db.updates.add({ sop, bytes });
}

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
}
