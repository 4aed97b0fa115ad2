/** Export, retire, delete with undo: what is done to an SOP from the library. */
import { notifications } from '@mantine/notifications';
import type { Directory } from '#model/directory.ts';
import type { Diagram } from '#model/diagram.ts';
import type { GroupId, HolidayListId, PersonId } from '#model/ids.ts';
import type { Database } from '#store/database.ts';
import { failureSays } from '#store/quota.ts';
import { download, fileName } from '../download.ts';
import { undoToast } from '../undo-toast.tsx';
import { draftWithDigest } from './draft-of.ts';
import type { ListedSop } from './sop-row.ts';

/** Saves what is drawn now as a `.sop.json`, with the people and groups it speaks of. */
export async function exportSop(database: Database, sop: ListedSop): Promise<void> {
  const [{ diagram, digest }, { readDirectory }, { writeSop }] = await Promise.all([
    draftWithDigest(database, sop.id),
    import('#store/directory.ts'),
    import('#formats/sop.ts'),
  ]);
  const directory = await readDirectory(database);
  const text = writeSop({
    id: sop.id,
    revision: '',
    diagram,
    digest,
    ...used(diagram, directory),
  });
  download(`${fileName(sop.title)}.sop.json`, text);
}

/** The part of the directory that a diagram names: its groups, their members, its holiday lists. */
function used(
  diagram: Diagram,
  directory: Directory,
): {
  directory: Pick<Directory, 'groups' | 'people'>;
  holidays: Directory['holidays'];
} {
  const groups: { [id: GroupId]: Directory['groups'][GroupId] } = {};
  const people: { [id: PersonId]: Directory['people'][PersonId] } = {};
  for (const node of Object.values(diagram.nodes)) {
    const group =
      node.kind === 'role' && node.group !== null ? directory.groups[node.group] : undefined;
    if (group === undefined || node.kind !== 'role' || node.group === null) continue;
    groups[node.group] = group;
    for (const member of group.members) {
      const person = directory.people[member];
      if (person !== undefined) people[member] = person;
    }
  }
  const holidays: { [id: HolidayListId]: Directory['holidays'][HolidayListId] } = {};
  const lists = [
    ...Object.values(diagram.calendars).map((calendar) => calendar.holidays),
    ...Object.values(diagram.windows).flatMap((window) =>
      window.closed.map((closure) => (closure.kind === 'holidays' ? closure.list : null)),
    ),
  ];
  for (const id of lists) {
    const list = id === null ? undefined : directory.holidays[id];
    if (id !== null && list !== undefined) holidays[id] = list;
  }
  return { directory: { groups, people }, holidays };
}

/** Deletes at once; the toast takes it back. */
export async function removeSop(database: Database, sop: ListedSop): Promise<void> {
  const { deleteSop, restoreSop } = await import('#store/sops.ts');
  try {
    const kept = await deleteSop(database, sop.id);
    undoToast(`“${sop.title}” deleted`, () => restoreSop(database, kept));
  } catch (thrown) {
    notifications.show({ message: failureSays(thrown) });
  }
}
