import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { as } from '#model/ids.ts';
import type { PersonId } from '#model/ids.ts';
import { personName } from '#ui/names.ts';
import { Select } from '#ui/select.tsx';
import { useDirectory } from '#ui/workspace.tsx';
import classes from './play.module.css';

/** Anybody active, found by name; only in this play. */
export function PersonSelect({
  label,
  value,
  stacked = false,
  onChange,
}: {
  readonly label: string;
  readonly value: PersonId | null;
  /** The label stands above. */
  readonly stacked?: boolean;
  readonly onChange: (person: PersonId | null) => void;
}): ReactNode {
  const directory = useDirectory();
  const data = useMemo(
    () =>
      Object.entries(directory.people)
        .filter(([, { active }]) => active)
        .map(([id]) => ({ value: id, label: personName(directory, as<PersonId>(id)) }))
        .toSorted((a, b) => (a.label < b.label ? -1 : 1)),
    [directory],
  );
  const select = (
    <Select
      {...(stacked ? { label } : { 'aria-label': label, w: 180, size: 'xs' })}
      placeholder={stacked ? 'Choose' : 'Nobody'}
      searchable
      clearable={!stacked}
      nothingFoundMessage="Nobody is called that"
      comboboxProps={{ width: 240, position: 'bottom-start' }}
      value={value}
      data={data}
      onChange={(person) => onChange(person === null ? null : as<PersonId>(person))}
    />
  );
  return stacked ? (
    select
  ) : (
    <span className={classes['inline']}>
      <span aria-hidden>{label}</span>
      {select}
    </span>
  );
}
