import { ActionIcon, Button, Menu, SegmentedControl, TextInput } from '@mantine/core';
import { Ellipsis, Pencil, Plus, Search, Trash2, UserCheck, UserRound, UserX } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useSearch } from 'wouter';
import type { Directory, Person } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { PersonId } from '#model/ids.ts';
import { now as clock } from '#store/clock.ts';
import { Avatar } from '#ui/avatar.tsx';
import { Chip, Count } from '#ui/chip.tsx';
import { useActing, useDirectory } from '#ui/workspace.tsx';
import { useAddCommand } from './add-command.tsx';
import { icon } from './icon.ts';
import { absencesAt } from './absence-rules.ts';
import { useChange } from './change.ts';
import { LeaveDialog } from './leave-dialog.tsx';
import { PersonDialog } from './person-dialog.tsx';
import classes from './workspace.module.css';

/** Rows that are shown at once; the search finds the others. */
const most = 200;
/** ms after which a closed menu has given the focus back to its button. */
const focusBack = 60;

interface Row extends Person {
  readonly id: PersonId;
  readonly groups: readonly string[];
}
type Open =
  | { readonly what: 'add' }
  | { readonly what: 'edit' | 'inactive' | 'remove'; readonly person: PersonId };
type Shown = 'active' | 'inactive' | 'all';

function rowsOf(directory: Directory): readonly Row[] {
  const groups = new Map<PersonId, string[]>();
  for (const group of Object.values(directory.groups))
    for (const member of group.members)
      groups.set(member, [...(groups.get(member) ?? []), group.name]);
  return Object.entries(directory.people)
    .map(([key, person]) => {
      const id = as<PersonId>(key);
      return { id, ...person, groups: (groups.get(id) ?? []).toSorted() };
    })
    .toSorted((a, b) => Number(b.active) - Number(a.active) || a.name.localeCompare(b.name));
}

/** Who may act here: everybody with their groups, their zone, and whether they are away. */
export default function People(): ReactNode {
  const directory = useDirectory();
  const asked = new URLSearchParams(useSearch()).get('person');
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState<Shown>('active');
  const [open, setOpen] = useState<Open | null>(
    asked !== null && Object.hasOwn(directory.people, asked)
      ? { what: 'edit', person: as<PersonId>(asked) }
      : null,
  );
  const rows = useMemo(() => rowsOf(directory), [directory]);
  const inactive = rows.filter(({ active }) => !active).length;
  const wanted = search.trim().toLowerCase();
  const found = rows.filter(
    ({ active, name, groups }) =>
      (shown === 'all' || inactive === 0 || active === (shown === 'active')) &&
      [name, ...groups].some((word) => word.toLowerCase().includes(wanted)),
  );
  useAddCommand('workspace.person', 'Add a person', setOpen);
  const close = (): void => setOpen(null);
  return (
    <section className={classes['section']} aria-labelledby="people">
      <div className={classes['head']}>
        <h2 id="people">People</h2>
        <Count>{rows.length}</Count>
        <span className={classes['grow']} />
        {inactive > 0 && (
          <SegmentedControl
            aria-label="Which people"
            value={shown}
            onChange={(value) =>
              setShown(value === 'inactive' || value === 'all' ? value : 'active')
            }
            data={[
              { value: 'active', label: 'Active' },
              { value: 'inactive', label: `Inactive ${inactive}` },
              { value: 'all', label: 'All' },
            ]}
          />
        )}
        <TextInput
          className={classes['find'] ?? ''}
          value={search}
          leftSection={<Search {...icon} />}
          placeholder="Name or group"
          aria-label="Find people by name or group"
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Button
          variant="filled"
          leftSection={<Plus {...icon} />}
          onClick={() => setOpen({ what: 'add' })}
        >
          Add person
        </Button>
      </div>
      <p className={classes['intro']}>
        Who can submit, work and sign here. What somebody may do follows from their groups.
      </p>
      <ul className={`cs-card ${classes['list']}`}>
        {found.slice(0, most).map((row) => (
          <PersonRow key={row.id} row={row} onOpen={setOpen} />
        ))}
        {found.length > most && (
          <li className={classes['none']}>
            {found.length - most} more: search for a name or a group.
          </li>
        )}
        {found.length === 0 && (
          <li className={classes['none']}>
            {rows.length === 0
              ? 'Nobody is in this workspace yet. Add a person to act as.'
              : 'Nobody is called that.'}
          </li>
        )}
      </ul>
      {open?.what === 'add' && <PersonDialog person={null} onClose={close} />}
      {open?.what === 'edit' && <PersonDialog person={open.person} onClose={close} />}
      {(open?.what === 'inactive' || open?.what === 'remove') && (
        <LeaveDialog person={open.person} remove={open.what === 'remove'} onClose={close} />
      )}
    </section>
  );
}

function PersonRow({
  row,
  onOpen,
}: {
  readonly row: Row;
  readonly onOpen: (open: Open) => void;
}): ReactNode {
  const directory = useDirectory();
  const { person: acting, act } = useActing();
  const { change } = useChange();
  const [away] = absencesAt(directory, row.id, clock());
  const later = (open: Open) => () => void setTimeout(() => onOpen(open), focusBack);
  const { id, groups, ...rest } = row;
  return (
    <li className={`${classes['row']} ${classes['people']}`}>
      <div className={classes['who']}>
        <Avatar id={id} name={row.name} size={28} />
        <span className={`${classes['name']} ${row.active ? '' : classes['gone']}`}>
          {row.name}
        </span>
        {!row.active && <Chip>Inactive</Chip>}
        {away !== undefined && <Chip tone="warn">Away</Chip>}
      </div>
      <div className={classes['chips']}>
        {groups.length === 0 ? (
          <span className={classes['small']}>In no group</span>
        ) : (
          groups.map((group) => (
            <Chip key={group} small>
              {group}
            </Chip>
          ))
        )}
      </div>
      <div className={classes['small']}>{row.zone ?? ''}</div>
      <div className={classes['ends']}>
        {id === acting ? (
          <Chip tone="ink">You act as them</Chip>
        ) : (
          row.active && (
            <Button
              size="xs"
              variant="subtle"
              aria-label={`Act as ${row.name}`}
              onClick={() => act(id)}
            >
              Act as
            </Button>
          )
        )}
        <Menu position="bottom-end" width={200}>
          <Menu.Target>
            <ActionIcon aria-label={`Actions of ${row.name}`}>
              <Ellipsis size={16} strokeWidth={1.75} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<Pencil {...icon} />}
              onClick={later({ what: 'edit', person: id })}
            >
              Edit
            </Menu.Item>
            {id !== acting && row.active && (
              <Menu.Item leftSection={<UserRound {...icon} />} onClick={() => act(id)}>
                Act as
              </Menu.Item>
            )}
            <Menu.Divider />
            {row.active ? (
              <Menu.Item
                leftSection={<UserX {...icon} />}
                onClick={later({ what: 'inactive', person: id })}
              >
                Set inactive…
              </Menu.Item>
            ) : (
              <Menu.Item
                leftSection={<UserCheck {...icon} />}
                onClick={() =>
                  void change([{ table: 'people', id, row: { ...rest, active: true } }])
                }
              >
                Make active
              </Menu.Item>
            )}
            <Menu.Item
              color="rejected"
              leftSection={<Trash2 {...icon} />}
              onClick={later({ what: 'remove', person: id })}
            >
              Remove…
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
    </li>
  );
}
