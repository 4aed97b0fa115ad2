import { Button, Menu } from '@mantine/core';
import { UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { as } from '#model/ids.ts';
import type { PersonId } from '#model/ids.ts';
import { Avatar } from '#ui/avatar.tsx';
import { useActing, useDirectory } from '#ui/workspace.tsx';
import { personName } from '#ui/names.ts';

/** The way out where somebody else can: this tab becomes that person. Nobody is authenticated here, and it is said so. */
export function ActAs({
  people,
  word = 'Act as',
}: {
  readonly people: readonly PersonId[];
  readonly word?: string;
}): ReactNode {
  const { act } = useActing();
  const directory = useDirectory();
  const active = people.filter((person) => directory.people[person]?.active);
  const [first] = active;
  if (first === undefined) return null;
  if (active.length === 1)
    return (
      <Button
        size="sm"
        leftSection={<UserRound size={14} strokeWidth={2.1} aria-hidden />}
        onClick={() => act(first)}
      >
        {word} {personName(directory, first)}
      </Button>
    );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="sm" leftSection={<UserRound size={14} strokeWidth={2.1} aria-hidden />}>
          {word}…
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {active.map((person) => (
          <Menu.Item
            key={person}
            leftSection={<Avatar id={person} name={personName(directory, person)} size={20} />}
            onClick={() => act(person)}
          >
            {personName(directory, person)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Everybody active, by name: offered where this tab acts as nobody yet. */
export function useEverybody(): readonly PersonId[] {
  const { people } = useDirectory();
  return Object.keys(people)
    .map((id) => as<PersonId>(id))
    .filter((id) => people[id]?.active)
    .toSorted((a, b) => String(people[a]?.name).localeCompare(String(people[b]?.name)));
}
