/** Entries as they are stored, in order. */
import { Dexie } from 'dexie';
import type { Entry, Private, Stream } from '#engine/log/entry.ts';
import { readEntry } from '#engine/log/open.ts';
import type { Hex } from '#model/diagram.ts';
import type { Database, StoredPrivate } from './database.ts';

export interface Stored {
  readonly entry: Entry;
  readonly hash: Hex;
  /** null: none, or redacted. */
  readonly private: Private | null;
}

export const privateOf = (row: StoredPrivate | undefined): Private | null =>
  row === undefined ? null : { salt: row.salt, values: row.values };

export async function storedOf(db: Database, stream: Stream): Promise<Stored[]> {
  const range: [unknown, unknown] = [
    [stream, Dexie.minKey],
    [stream, Dexie.maxKey],
  ];
  const rows = await db.entries
    .where('[stream+seq]')
    .between(...range)
    .toArray();
  const kept = await db.private
    .where('[stream+seq]')
    .between(...range)
    .toArray();
  const bySeq = new Map(kept.map((row) => [row.seq, row]));
  return rows.map((row) => ({
    entry: readEntry(row.text),
    hash: row.hash,
    private: privateOf(bySeq.get(row.seq)),
  }));
}
