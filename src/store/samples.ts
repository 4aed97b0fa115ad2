/** The sample workspace: people, groups and holiday lists of a template, marked, and gone in one click. */
import type { Actor } from '#engine/command.ts';
import type { DirectoryRow } from '#engine/workspace/event.ts';
import type { Directory } from '#model/directory.ts';
import type { GroupId, PersonId } from '#model/ids.ts';
import { as } from '#model/ids.ts';
import { whoActed } from './append-workspace.ts';
import type { Refused } from './appending.ts';
import type { Database, SamplesRow } from './database.ts';
import { addToDirectory, device, readDirectory, setDirectory } from './directory.ts';
import type { DirectoryPart } from './directory.ts';

/** What a `.sop.json` brings. */
export interface SampleSource {
  readonly directory?: DirectoryPart | undefined;
  readonly holidays?: Directory['holidays'] | undefined;
}

const none: SamplesRow = { key: 'samples', people: [], groups: [], holidays: [] };

/** Adds the template's people, groups and holiday lists where they are missing, and marks those it added as samples. */
export async function installSamples(
  db: Database,
  source: SampleSource,
  actor: Actor = device,
): Promise<Refused | null> {
  const returned = await takeBack(db, source, actor);
  if (returned !== null && 'refused' in returned) return returned;
  const missing = await addToDirectory(db, source.directory, source.holidays, actor);
  if (missing !== null && 'refused' in missing) return missing;
  const added = [...(returned ?? []), ...(missing ?? [])];
  if (added.length === 0) return null;
  await db.transaction('rw', db.meta, async () => {
    const before = (await db.meta.get('samples')) ?? none;
    await db.meta.put({
      key: 'samples',
      people: [
        ...before.people,
        ...added.flatMap((row) => (row.table === 'people' ? [row.id] : [])),
      ],
      groups: [
        ...before.groups,
        ...added.flatMap((row) => (row.table === 'groups' ? [row.id] : [])),
      ],
      holidays: [
        ...before.holidays,
        ...added.flatMap((row) => (row.table === 'holidays' ? [row.id] : [])),
      ],
    });
  });
  return null;
}

/** Sample people who had acted when they were removed are there still, inactive: they act again. */
async function takeBack(
  db: Database,
  source: SampleSource,
  actor: Actor,
): Promise<readonly DirectoryRow[] | Refused | null> {
  const { people } = await readDirectory(db);
  const rows = Object.entries(source.directory?.people ?? {}).flatMap(
    ([key, sample]): DirectoryRow[] => {
      const id = as<PersonId>(key);
      const person = people[id];
      return person?.active === false && person.name === sample.name
        ? [{ table: 'people', id, row: { ...person, active: true } }]
        : [];
    },
  );
  if (rows.length === 0) return null;
  const answer = await setDirectory(db, rows, actor);
  return 'refused' in answer ? answer : rows;
}

export const hasSamples = async (db: Database): Promise<boolean> =>
  (await db.meta.get('samples')) !== undefined;

/**
 * Takes the samples away again, in one entry. Who has acted stays, inactive, for what they did stays on record; a group
 * keeps the members that are no samples, and goes if none is left; groups that others made lose the samples in them.
 */
export async function removeSamples(db: Database, actor: Actor = device): Promise<Refused | null> {
  const samples = await db.meta.get('samples');
  if (samples === undefined) return null;
  const directory = await readDirectory(db);
  const acted = await whoActed(db, samples.people);
  const rows: DirectoryRow[] = [];
  const leaving = new Set(samples.people);
  for (const [key, group] of Object.entries(directory.groups)) {
    const id = as<GroupId>(key);
    const members = group.members.filter((member) => !leaving.has(member));
    if (members.length === 0 && samples.groups.includes(id))
      rows.push({ table: 'groups', id, row: null });
    else if (members.length < group.members.length)
      rows.push({ table: 'groups', id, row: { ...group, members } });
  }
  const named = new Set<PersonId | null>(samples.people.filter((id) => acted.has(id)));
  for (const [id, absence] of Object.entries(directory.absences))
    if (leaving.has(absence.person) && !acted.has(absence.person))
      rows.push({ table: 'absences', id, row: null });
    else {
      named.add(absence.person);
      named.add(absence.substitute);
    }
  for (const id of samples.people) {
    const person = directory.people[id];
    if (person === undefined) continue;
    rows.push({ table: 'people', id, row: named.has(id) ? { ...person, active: false } : null });
  }
  for (const id of samples.holidays)
    if (Object.hasOwn(directory.holidays, id)) rows.push({ table: 'holidays', id, row: null });
  if (rows.length > 0) {
    const answer = await setDirectory(db, rows, actor);
    if ('refused' in answer && answer.refused !== 'unchanged') return answer;
  }
  await db.meta.delete('samples');
  return null;
}
