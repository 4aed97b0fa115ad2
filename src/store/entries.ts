/** Entries as they are stored, in order. */
import { Dexie } from 'dexie';
import type { Table } from 'dexie';
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

interface Place {
  readonly stream: Stream;
  readonly seq: number;
}
export const placeOf = ({ stream, seq }: Place): string => `${stream} ${seq}`;

/**
 * The rows at these places. Neighbours of one stream, as an import writes them, are asked for as one range: a question
 * costs more than a row.
 */
export async function rowsAt<T extends Place>(
  table: Table<T, [Stream, number]>,
  places: readonly Place[],
): Promise<ReadonlyMap<string, T>> {
  const runs: { stream: Stream; from: number; to: number }[] = [];
  for (const { stream, seq } of places) {
    const last = runs.at(-1);
    if (last?.stream === stream && last.to === seq - 1) last.to = seq;
    else runs.push({ stream, from: seq, to: seq });
  }
  const found = await Promise.all(
    runs.map(({ stream, from, to }) =>
      table.where('[stream+seq]').between([stream, from], [stream, to], true, true).toArray(),
    ),
  );
  return new Map(found.flat().map((row) => [placeOf(row), row]));
}
