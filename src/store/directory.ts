/** The workspace's people, groups, absences and holiday lists. */
import type { Actor } from '#engine/command.ts';
import type { DirectoryRow } from '#engine/workspace/event.ts';
import { emptyDirectory } from '#model/directory.ts';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { GroupId, HolidayListId, PersonId } from '#model/ids.ts';
import { appendToWorkspace } from './append-workspace.ts';
import type { Appended, Refused } from './appending.ts';
import type { Database } from './database.ts';
import { commandId } from './hash.ts';

export const readDirectory = async (db: Database): Promise<Directory> =>
  (await db.directory.get('workspace'))?.fold ?? emptyDirectory;

/** Who acts before anybody is chosen: whoever sits at this device. */
export const device: Actor = { kind: 'person', id: as<PersonId>('this-device') };

/** The part of a `.sop.json` that speaks of people. */
export type DirectoryPart = Partial<Pick<Directory, 'people' | 'groups'>>;

/** Sets rows, all or none; a row of null is taken away. */
export const setDirectory = (
  db: Database,
  rows: readonly DirectoryRow[],
  actor: Actor = device,
): Promise<Appended | Refused> =>
  appendToWorkspace(db, { type: 'set', id: commandId(), rows }, actor);

/**
 * Adds what the directory doesn't have; what it has under an id is left as it is, members of its groups too.
 * @returns what was added; null where nothing was missing
 */
export async function addToDirectory(
  db: Database,
  part: DirectoryPart | undefined,
  holidays: Directory['holidays'] | undefined,
  actor: Actor = device,
): Promise<readonly DirectoryRow[] | Refused | null> {
  const rows = missing(await readDirectory(db), part, holidays);
  if (rows.length === 0) return null;
  const answer = await setDirectory(db, rows, actor);
  return 'refused' in answer ? answer : rows;
}

const has = (table: object, id: string): boolean => Object.hasOwn(table, id);

function missing(
  directory: Directory,
  part: DirectoryPart | undefined,
  holidays: Directory['holidays'] | undefined,
): DirectoryRow[] {
  const rows: DirectoryRow[] = [];
  for (const [id, row] of Object.entries(part?.people ?? {}))
    if (!has(directory.people, id)) rows.push({ table: 'people', id: as<PersonId>(id), row });
  const known = (id: PersonId): boolean => has(directory.people, id) || has(part?.people ?? {}, id);
  for (const [id, group] of Object.entries(part?.groups ?? {}))
    if (!has(directory.groups, id)) {
      const row = { ...group, members: group.members.filter(known) };
      rows.push({ table: 'groups', id: as<GroupId>(id), row });
    }
  for (const [id, row] of Object.entries(holidays ?? {}))
    if (!has(directory.holidays, id))
      rows.push({ table: 'holidays', id: as<HolidayListId>(id), row });
  return rows;
}
