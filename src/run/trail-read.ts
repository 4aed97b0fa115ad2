/**
 * The stored log as the audit page reads it: entry by entry, so that one text that is no entry any more hides no other.
 * Nothing is verified here; that is the banner's.
 */
import { Dexie } from 'dexie';
import type { Entry, Stream } from '#engine/log/entry.ts';
import { openEvents, openSopEvents, openWorkspaceEvents, readEntry } from '#engine/log/open.ts';
import type { Diagram, Hex } from '#model/diagram.ts';
import type { Database, StoredEntry } from '#store/database.ts';
import { privateOf } from '#store/entries.ts';
import type { AnyEvent } from '#ui/words/any-words.ts';
import type { DirectoryChange } from './workspace-before.ts';

export interface TrailEntry {
  readonly stream: Stream;
  readonly seq: number;
  readonly hash: Hex;
  /** null: the stored text is no entry. */
  readonly entry: Entry | null;
  readonly events: readonly AnyEvent[];
}

/** All entries of one stream, in order. `diagram`: of the version its request runs on. */
export async function readStream(
  database: Database,
  stream: Stream,
  diagram: Diagram | null,
): Promise<readonly TrailEntry[]> {
  const rows = await database.entries
    .where('[stream+seq]')
    .between([stream, Dexie.minKey], [stream, Dexie.maxKey])
    .toArray();
  return Promise.all(rows.map((row) => readRow(database, row, diagram)));
}

/**
 * One stored row, opened; a row that cannot be read keeps its place and its hash. `changes`: of the workspace's entry,
 * its events with what they changed.
 */
export async function readRow(
  database: Database,
  row: StoredEntry,
  diagram: Diagram | null,
  changes?: readonly DirectoryChange[],
): Promise<TrailEntry> {
  const { stream, seq, hash } = row;
  const kept = privateOf(await database.private.get([stream, seq]));
  try {
    const entry = readEntry(row.text);
    const events: readonly AnyEvent[] =
      changes?.map((change) => ({ of: 'workspace', ...change })) ??
      eventsOf(entry, stream, kept, diagram);
    return { stream, seq, hash, entry, events };
  } catch {
    return { stream, seq, hash, entry: null, events: [] };
  }
}

function eventsOf(
  entry: Entry,
  stream: Stream,
  kept: Parameters<typeof openEvents>[1],
  diagram: Diagram | null,
): readonly AnyEvent[] {
  if (stream === 'workspace')
    return openWorkspaceEvents(entry, kept).map((event) => ({ of: 'workspace', event }));
  if (stream.startsWith('sop/'))
    return openSopEvents(entry, kept).map((event) => ({ of: 'sop', event }));
  return openEvents(entry, kept).map((event) => ({ of: 'request', event, diagram }));
}
