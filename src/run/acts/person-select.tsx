import type { ReactNode } from 'react';
import { as } from '#model/ids.ts';
import type { PersonId } from '#model/ids.ts';
import { Avatar } from '#ui/avatar.tsx';
import { personName } from '#ui/names.ts';
import { Select } from '#ui/select.tsx';
import { useDirectory } from '#ui/workspace.tsx';
import { useEverybody } from '../act-as.tsx';
import classes from './acts.module.css';

/** Picks an active person, found by name or group; those named in `but` are not offered. */
export function PersonSelect({
  label,
  value,
  but,
  onChange,
}: {
  readonly label: string;
  readonly value: PersonId | null;
  readonly but: readonly (PersonId | null)[];
  readonly onChange: (person: PersonId | null) => void;
}): ReactNode {
  const directory = useDirectory();
  const everybody = useEverybody().filter((person) => !but.includes(person));
  const groups = (person: PersonId): string => {
    const names = Object.values(directory.groups)
      .filter((group) => group.members.includes(person))
      .map((group) => group.name);
    return [...new Set(names)].join(', ');
  };
  return (
    <Select
      label={label}
      placeholder="Find a person or group"
      withAsterisk
      searchable
      data-autofocus
      openOnFocus={false}
      nothingFoundMessage="Nobody is called that"
      value={value}
      data={everybody.map((person) => ({ value: person, label: personName(directory, person) }))}
      filter={({ options, search }) => {
        const wanted = search.trim().toLowerCase();
        return options.filter((option) => {
          if (!('value' in option)) return true;
          const words = `${option.label} ${groups(as<PersonId>(option.value))}`;
          return words.toLowerCase().includes(wanted);
        });
      }}
      renderOption={({ option }) => (
        <span className={classes['person']}>
          <Avatar id={option.value} name={option.label} size={24} />
          <span className={classes['names']}>
            <span>{option.label}</span>
            <span className={classes['groups']}>{groups(as<PersonId>(option.value))}</span>
          </span>
        </span>
      )}
      onChange={(person) => onChange(person === null ? null : as<PersonId>(person))}
    />
  );
}
