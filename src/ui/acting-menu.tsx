/** Who acts in this tab. Nobody is authenticated in a workspace on one device, and the menu says so. */
import {
  Combobox,
  SegmentedControl,
  useCombobox,
  useMantineColorScheme,
  VisuallyHidden,
} from '@mantine/core';
import { UserRound } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { PersonId } from '#model/ids.ts';
import classes from './acting-menu.module.css';
import { Avatar } from './avatar.tsx';
import { useListStands } from './list-stands.ts';
import { useActing, useDirectory } from './workspace.tsx';

/** Active people by name, each with the groups they belong to. */
function peopleOf(
  directory: Directory,
): readonly { readonly id: PersonId; readonly name: string; readonly groups: string }[] {
  const groups = new Map<PersonId, string[]>();
  for (const group of Object.values(directory.groups))
    for (const member of group.members)
      groups.set(member, [...(groups.get(member) ?? []), group.name]);
  return Object.entries(directory.people)
    .filter(([, person]) => person.active)
    .map(([id, { name }]) => {
      const person = as<PersonId>(id);
      return { id: person, name, groups: [...new Set(groups.get(person) ?? [])].join(', ') };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

const nobody = '';

export function ActingMenu(): ReactNode {
  const { person, act } = useActing();
  const directory = useDirectory();
  const [search, setSearch] = useState('');
  const box = useCombobox({
    onDropdownClose: () => {
      box.resetSelectedOption();
      setSearch('');
    },
    onDropdownOpen: () => box.focusSearchInput(),
  });
  const people = useMemo(() => peopleOf(directory), [directory]);
  const wanted = search.trim().toLowerCase();
  const shown = people.filter(
    ({ name, groups }) =>
      name.toLowerCase().includes(wanted) || groups.toLowerCase().includes(wanted),
  );
  const stands = useListStands();
  // Mantine says which list is its own, but not that it is one.
  const combobox = { role: 'combobox', 'aria-expanded': box.dropdownOpened };
  const name = person === null ? null : (directory.people[person]?.name ?? person);
  return (
    <Combobox
      store={box}
      width={320}
      position="bottom-end"
      offset={10}
      onOptionSubmit={(value) => {
        act(value === nobody ? null : as<PersonId>(value));
        box.closeDropdown();
      }}
    >
      <Combobox.Target targetType="button">
        <button
          type="button"
          className={classes['target']}
          onClick={() => box.toggleDropdown()}
          title={name === null ? 'Choose who you act as' : `Acting as ${name}`}
        >
          {person === null || name === null ? (
            <>
              <span className={classes['nobody']}>
                <UserRound size={14} strokeWidth={2.1} aria-hidden />
              </span>
              <span className={classes['word']} aria-hidden>
                Act as…
              </span>
            </>
          ) : (
            <Avatar id={person} name={name} size={28} />
          )}
          <span className="cs-spoken">
            {name === null ? 'Choose who you act as' : `Acting as ${name}`}
          </span>
        </button>
      </Combobox.Target>
      <Combobox.Dropdown className={classes['dropdown']}>
        <Combobox.Search
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            box.updateSelectedOptionIndex();
          }}
          placeholder="Act as: find a person or group"
          aria-label="Find a person or group"
          {...combobox}
        />
        <Combobox.Options ref={stands} aria-label="People" mah={360} style={{ overflowY: 'auto' }}>
          {shown.map((one) => (
            <Combobox.Option value={one.id} key={one.id} active={one.id === person}>
              <span className={classes['person']}>
                <Avatar id={one.id} name={one.name} size={24} />
                <span className={classes['names']}>
                  <span className={classes['name']}>{one.name}</span>
                  <span className={classes['groups']} title={one.groups}>
                    {one.groups}
                  </span>
                </span>
              </span>
            </Combobox.Option>
          ))}
          {person !== null && wanted === '' && (
            <Combobox.Option value={nobody}>Act as nobody</Combobox.Option>
          )}
          {shown.length === 0 && <Combobox.Empty>Nobody is called that</Combobox.Empty>}
        </Combobox.Options>
        <Combobox.Footer>
          <p className={classes['note']}>
            Nobody is signed in on this device: you act as a person in this tab only, and the audit
            trail records it so.
          </p>
          <SchemeControl />
        </Combobox.Footer>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** Light, dark, or as the device has it. */
function SchemeControl(): ReactNode {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <VisuallyHidden id="cs-scheme">Colors</VisuallyHidden>
      <SegmentedControl
        fullWidth
        aria-labelledby="cs-scheme"
        value={colorScheme}
        onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
        data={[
          { value: 'auto', label: 'As the device' },
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
      />
    </>
  );
}
