import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { DirectoryRow } from '#engine/workspace/event.ts';
import type { Directory, Person } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { GroupId, PersonId } from '#model/ids.ts';
import { newId } from '#store/new-id.ts';
import { MultiSelect, Select } from '#ui/select.tsx';
import { useDirectory } from '#ui/workspace.tsx';
import { useChange } from './change.ts';
import { DirectoryDialog } from './dialog.tsx';
import { zones } from './zones.ts';

/** Characters; a longer name is no name any more. */
const longest = 120;

/** What is wrong with the name, or null. */
function nameProblem(name: string, person: PersonId | null, directory: Directory): string | null {
  if (name === '') return 'A name is needed.';
  if (name.length > longest) return `At most ${longest} characters.`;
  const same = Object.entries(directory.people).find(
    ([id, other]) => id !== person && other.name.toLowerCase() === name.toLowerCase(),
  );
  if (same === undefined) return null;
  return same[1].active
    ? `${same[1].name} is in the directory already. Add what tells the two apart.`
    : `${same[1].name} is in the directory already, inactive. Make them active, or add what tells the two apart.`;
}

/** One entry: the person's own row, and each group that gains or loses them. */
function rowsOf(
  id: PersonId,
  person: Person,
  wanted: readonly string[],
  directory: Directory,
): readonly DirectoryRow[] {
  const groups = Object.entries(directory.groups).flatMap(([key, group]): DirectoryRow[] => {
    const is = group.members.includes(id);
    if (is === wanted.includes(key)) return [];
    const members = is ? group.members.filter((member) => member !== id) : [...group.members, id];
    return [{ table: 'groups', id: as<GroupId>(key), row: { ...group, members } }];
  });
  return [{ table: 'people', id, row: person }, ...groups];
}

/** Adds a person (null), or edits one: name, groups, time zone. */
export function PersonDialog({
  person,
  onClose,
}: {
  readonly person: PersonId | null;
  readonly onClose: () => void;
}): ReactNode {
  const directory = useDirectory();
  const changer = useChange();
  const had = person === null ? undefined : directory.people[person];
  const [id] = useState(() => person ?? as<PersonId>(newId('person')));
  const [name, setName] = useState(had?.name ?? '');
  const [zone, setZone] = useState<string | null>(had?.zone ?? null);
  const [groups, setGroups] = useState<string[]>(() =>
    Object.entries(directory.groups)
      .filter(([, { members }]) => members.includes(id))
      .map(([key]) => key),
  );
  const [tried, setTried] = useState(false);
  const problem = nameProblem(name.trim(), person, directory);
  const save = async (): Promise<void> => {
    setTried(true);
    if (problem !== null) return;
    const row: Person = {
      name: name.trim(),
      active: had?.active ?? true,
      ...(zone === null ? {} : { zone }),
    };
    if (await changer.change(rowsOf(id, row, groups, directory))) onClose();
  };
  return (
    <DirectoryDialog
      title={had === undefined ? 'Add a person' : `Edit ${had.name}`}
      changer={changer}
      confirm={had === undefined ? 'Add person' : 'Save'}
      onConfirm={() => void save()}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        description="As it is printed beside their signature."
        data-autofocus
        autoComplete="off"
        withAsterisk
        value={name}
        error={tried ? problem : null}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <MultiSelect
        label="Groups"
        description="Each stands behind roles of SOPs: who is in it may do what the role may, from now on."
        placeholder={groups.length === 0 ? 'None' : ''}
        searchable
        hidePickedOptions
        nothingFoundMessage="No group is called that"
        data={Object.entries(directory.groups)
          .map(([value, group]) => ({ value, label: group.name }))
          .toSorted((a, b) => a.label.localeCompare(b.label))}
        value={groups}
        onChange={setGroups}
      />
      <Select
        label="Time zone"
        description="For absences: a day off begins and ends where they are."
        placeholder="As this device"
        searchable
        clearable
        limit={60}
        nothingFoundMessage="No zone is called that"
        data={[...zones]}
        value={zone}
        onChange={setZone}
      />
    </DirectoryDialog>
  );
}
