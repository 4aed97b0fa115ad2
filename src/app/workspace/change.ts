import { notifications } from '@mantine/notifications';
import type { DirectoryRow } from '#engine/workspace/event.ts';
import type { Directory } from '#model/directory.ts';
import { isRefused } from '#store/append.ts';
import { readDirectory, setDirectory } from '#store/directory.ts';
import { namesOf } from '#ui/names.ts';
import { toldOfWorkspace } from '#ui/words/workspace-words.ts';
import { useDatabase } from '#ui/workspace.tsx';
import { undoToast } from '../undo-toast.tsx';
import { useAct, useActor } from './use-act.ts';

export interface Changer {
  /** Writes the rows in one entry, all or none; true: it is done, and can be taken back. */
  readonly change: (rows: readonly DirectoryRow[]) => Promise<boolean>;
  readonly pending: boolean;
  /** Why it was not written. */
  readonly refused: string | null;
}

/** Changes the directory as whoever acts in this tab; each change can be taken back from its toast. */
export function useChange(): Changer {
  const database = useDatabase();
  const actor = useActor();
  const { act, pending, refused } = useAct();
  const change = (rows: readonly DirectoryRow[]): Promise<boolean> =>
    act(async () => {
      const before = await readDirectory(database);
      const answer = await setDirectory(database, rows, actor);
      if (!isRefused(answer))
        undoToast(toldOf(rows, before), async () => {
          const back = await setDirectory(database, backwards(rows, before), actor);
          if (isRefused(back) && back.refused !== 'unchanged')
            notifications.show({ message: `Not taken back. ${back.says}`, autoClose: 8000 });
        });
      return answer;
    });
  return { change, pending, refused };
}

/** In the words of the audit trail; of many rows the first that weighs. */
function toldOf(rows: readonly DirectoryRow[], before: Directory): string {
  const told = rows.map((row) =>
    toldOfWorkspace({ ...row, type: 'set' }, namesOf(null, withPeople(rows, before)), before),
  );
  const first = told.find(({ weighs }) => weighs) ?? told[0];
  const more = told.length - 1;
  return `${first?.says ?? 'Changed'}${more > 0 ? `, and ${more} more` : ''}`;
}

/** Those who are added in the same change have a name too. */
function withPeople(rows: readonly DirectoryRow[], before: Directory): Directory {
  const added = rows.flatMap((each) =>
    each.table === 'people' && each.row !== null ? [[each.id, each.row] as const] : [],
  );
  return { ...before, people: { ...before.people, ...Object.fromEntries(added) } };
}

/** What each row was before. */
function backwards(rows: readonly DirectoryRow[], before: Directory): readonly DirectoryRow[] {
  return rows.toReversed().map((each): DirectoryRow => {
    switch (each.table) {
      case 'people':
        return { table: 'people', id: each.id, row: before.people[each.id] ?? null };
      case 'groups':
        return { table: 'groups', id: each.id, row: before.groups[each.id] ?? null };
      case 'absences':
        return { table: 'absences', id: each.id, row: before.absences[each.id] ?? null };
      case 'holidays':
        return { table: 'holidays', id: each.id, row: before.holidays[each.id] ?? null };
    }
  });
}
