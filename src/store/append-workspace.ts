/** Commands to the workspace's stream: people, groups, absences, holidays. */
import type { Actor } from '#engine/command.ts';
import { decideWorkspace, evolveWorkspace } from '#engine/workspace/decide.ts';
import type { WorkspaceCommand } from '#engine/workspace/decide.ts';
import { emptyDirectory } from '#model/directory.ts';
import { appendEntry } from './appending.ts';
import type { Appended, Decided, Refused } from './appending.ts';
import type { Database } from './database.ts';

export function appendToWorkspace(
  db: Database,
  command: WorkspaceCommand,
  actor: Actor,
): Promise<Appended | Refused> {
  return appendEntry(db, 'workspace', command, actor, async () => {
    const row = await db.directory.get('workspace');
    const leaving = command.rows
      .filter((set) => set.table === 'people' && set.row === null)
      .map((set) => String(set.id));
    const acted = await whoActed(db, leaving);
    const before = row?.fold ?? emptyDirectory;
    return {
      last: row === undefined ? null : { seq: row.seq, hash: row.hash, at: row.at },
      decide: (): Decided | Refused => {
        const answer = decideWorkspace(before, command, { hasActed: (id) => acted.has(id) });
        if ('refused' in answer) return answer;
        return {
          events: answer.events,
          for: null,
          keep: async (entry, hash) => {
            const fold = answer.events.reduce(evolveWorkspace, before);
            await db.directory.put({ id: 'workspace', fold, seq: entry.seq, hash, at: entry.at });
          },
        };
      },
    };
  });
}

/** Those of these people whom a log names: as who wrote the entry, or anywhere in a request's or SOP's. */
export async function whoActed(
  db: Database,
  people: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  if (people.length === 0) return found;
  const names = people.map((id) => ({ id, quoted: JSON.stringify(id) }));
  await db.entries.each(({ stream, text }) => {
    for (const { id, quoted } of names)
      if (
        stream === 'workspace' ? text.startsWith(`{"actor":{"id":${quoted}`) : text.includes(quoted)
      )
        found.add(id);
  });
  return found;
}
