import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { GroupId, PersonId } from '#model/ids.ts';
import { newId } from '#store/new-id.ts';
import { MultiSelect } from '#ui/select.tsx';
import { useDirectory } from '#ui/workspace.tsx';
import { useChange } from './change.ts';
import { DirectoryDialog } from './dialog.tsx';

function nameProblem(name: string, group: GroupId, directory: Directory): string | null {
  if (name === '') return 'A name is needed.';
  if (name.length > 120) return 'At most 120 characters.';
  const same = Object.entries(directory.groups).some(
    ([id, other]) => id !== group && other.name.toLowerCase() === name.toLowerCase(),
  );
  return same ? 'There is a group of this name already.' : null;
}

/** Adds a group (null), or edits one: its name and who is in it. */
export function GroupDialog({
  group,
  onClose,
}: {
  readonly group: GroupId | null;
  readonly onClose: () => void;
}): ReactNode {
  const directory = useDirectory();
  const changer = useChange();
  const had = group === null ? undefined : directory.groups[group];
  const [id] = useState(() => group ?? as<GroupId>(newId('group')));
  const [name, setName] = useState(had?.name ?? '');
  const [members, setMembers] = useState<string[]>(() => [...(had?.members ?? [])]);
  const [tried, setTried] = useState(false);
  const problem = nameProblem(name.trim(), id, directory);
  const save = async (): Promise<void> => {
    setTried(true);
    if (problem !== null) return;
    const row = { name: name.trim(), members: members.map((member) => as<PersonId>(member)) };
    if (await changer.change([{ table: 'groups', id, row }])) onClose();
  };
  return (
    <DirectoryDialog
      title={had === undefined ? 'Add a group' : had.name}
      changer={changer}
      confirm={had === undefined ? 'Add group' : 'Save'}
      onConfirm={() => void save()}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        withAsterisk
        autoComplete="off"
        data-autofocus
        value={name}
        error={tried ? problem : null}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <MultiSelect
        label="Members"
        description="They have the role from now on, in requests under way too."
        placeholder={members.length === 0 ? 'Nobody yet' : ''}
        searchable
        hidePickedOptions
        nothingFoundMessage="Nobody is called that"
        data={Object.entries(directory.people)
          .filter(([key, { active }]) => active || members.includes(key))
          .map(([value, person]) => ({
            value,
            label: person.active ? person.name : `${person.name} (inactive)`,
          }))
          .toSorted((a, b) => a.label.localeCompare(b.label))}
        value={members}
        onChange={setMembers}
      />
    </DirectoryDialog>
  );
}
