import { Button, Menu, SegmentedControl } from '@mantine/core';
import { KeyRound, Pencil, Plus, Trash2, UserCheck, UserRound, UserX } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useSearch } from 'wouter';
import { keyOf } from '#model/directory.ts';
import type { Directory, Person } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { PersonId } from '#model/ids.ts';
import { now as clock } from '#store/clock.ts';
import { Avatar } from '#ui/avatar.tsx';
import { Chip } from '#ui/chip.tsx';
import { useActing, useDirectory } from '#ui/workspace.tsx';
import { useAddCommand } from './add-command.tsx';
import { icon } from './icon.ts';
import { absencesAt } from './absence-rules.ts';
import { useChange } from './change.ts';
import { LeaveDialog } from './leave-dialog.tsx';
import { Find, later, Part, RowMenu, Rows } from './part.tsx';
import { PersonDialog } from './person-dialog.tsx';
import classes from './workspace.module.css';

/** Rows that are shown at once; the search finds the others. */
const most = 200;

const keyed = 'Confirms signatures with the passphrase of a signing key';

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
    <Part
      id="people"
      title="People"
      count={rows.length}
      intro="Who can submit, work and sign here. What somebody may do follows from their groups."
      tools={
        <>
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
          <Find
            label="Find people by name or group"
            placeholder="Name or group"
            value={search}
            onChange={setSearch}
          />
          <Button
            variant="filled"
            leftSection={<Plus {...icon} />}
            onClick={() => setOpen({ what: 'add' })}
          >
            Add person
          </Button>
        </>
      }
    >
      <Rows
        none={
          found.length > most
            ? `${found.length - most} more: search for a name or a group.`
            : found.length > 0
              ? null
              : rows.length === 0
                ? 'Nobody is in this workspace yet. Add a person to act as.'
                : 'Nobody is called that.'
        }
      >
        {found.slice(0, most).map((row) => (
          <PersonRow key={row.id} row={row} onOpen={setOpen} />
        ))}
      </Rows>
      {open?.what === 'add' && <PersonDialog person={null} onClose={close} />}
      {open?.what === 'edit' && <PersonDialog person={open.person} onClose={close} />}
      {(open?.what === 'inactive' || open?.what === 'remove') && (
        <LeaveDialog person={open.person} remove={open.what === 'remove'} onClose={close} />
      )}
    </Part>
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
  const opens = later(onOpen);
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
        {keyOf(directory, id) !== null && (
          <Chip small icon={<KeyRound size={12} strokeWidth={2} aria-hidden />} title={keyed}>
            Key
          </Chip>
        )}
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
        <RowMenu of={row.name}>
          <Menu.Item
            leftSection={<Pencil {...icon} />}
            onClick={opens({ what: 'edit', person: id })}
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
              onClick={opens({ what: 'inactive', person: id })}
            >
              Set inactive…
            </Menu.Item>
          ) : (
            <Menu.Item
              leftSection={<UserCheck {...icon} />}
              onClick={() => void change([{ table: 'people', id, row: { ...rest, active: true } }])}
            >
              Make active
            </Menu.Item>
          )}
          <Menu.Item
            color="rejected"
            leftSection={<Trash2 {...icon} />}
            onClick={opens({ what: 'remove', person: id })}
          >
            Remove…
          </Menu.Item>
        </RowMenu>
      </div>
    </li>
  );
}
