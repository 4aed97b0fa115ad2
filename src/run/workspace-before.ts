import { openWorkspaceEvents, readEntry } from '#engine/log/open.ts';
import { evolveWorkspace } from '#engine/workspace/decide.ts';
import type { WorkspaceEvent } from '#engine/workspace/event.ts';
import { emptyDirectory } from '#model/directory.ts';
import type { Directory } from '#model/directory.ts';
import { Dexie } from 'dexie';
import type { Database } from '#store/database.ts';
import { privateOf } from '#store/entries.ts';

/** An event of the workspace's own log with the directory it changed. */
export interface DirectoryChange {
  readonly event: WorkspaceEvent;
  readonly before: Directory;
}

/**
 * The workspace's log folded step by step, by number of the entry: what each event changed can only be told against
 * what stood before. Entries that cannot be read are passed over; the audit page shows them as such.
 */
export async function directoryChanges(
  database: Database,
): Promise<ReadonlyMap<number, readonly DirectoryChange[]>> {
  const all: [unknown, unknown] = [
    ['workspace', Dexie.minKey],
    ['workspace', Dexie.maxKey],
  ];
  const rows = await database.entries
    .where('[stream+seq]')
    .between(...all)
    .toArray();
  const kept = await database.private
    .where('[stream+seq]')
    .between(...all)
    .toArray();
  const bySeq = new Map(kept.map((row) => [row.seq, row]));
  const found = new Map<number, readonly DirectoryChange[]>();
  let directory = emptyDirectory;
  for (const row of rows) {
    const changes: DirectoryChange[] = [];
    for (const event of eventsOf(row.text, privateOf(bySeq.get(row.seq)))) {
      changes.push({ event, before: directory });
      directory = evolveWorkspace(directory, event);
    }
    found.set(row.seq, changes);
  }
  return found;
}

function eventsOf(text: string, kept: ReturnType<typeof privateOf>): readonly WorkspaceEvent[] {
  try {
    return openWorkspaceEvents(readEntry(text), kept);
  } catch {
    return [];
  }
}
