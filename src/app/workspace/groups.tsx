import { Button, Menu } from '@mantine/core';
import { Pencil, Plus, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Group } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { GroupId } from '#model/ids.ts';
import { usesOf } from '#store/uses.ts';
import type { Use } from '#store/uses.ts';
import { Avatar } from '#ui/avatar.tsx';
import { Chip } from '#ui/chip.tsx';
import { listText } from '#ui/format.ts';
import { personName } from '#ui/names.ts';
import { useDirectory, useLive } from '#ui/workspace.tsx';
import { useAddCommand } from './add-command.tsx';
import { icon } from './icon.ts';
import { useChange } from './change.ts';
import { GroupDialog } from './group-dialog.tsx';
import { GroupRemoval } from './group-removal.tsx';
import { Find, later, Part, RowMenu, Rows } from './part.tsx';
import classes from './workspace.module.css';

type Open =
  | { readonly what: 'add' }
  | { readonly what: 'edit' | 'remove'; readonly group: GroupId };

/** Who stands behind the roles of SOPs: groups, their members, and what each is used for. */
export default function Groups(): ReactNode {
  const directory = useDirectory();
  const uses = useLive(usesOf, []);
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<Open | null>(null);
  const wanted = search.trim().toLowerCase();
  const groups = Object.entries(directory.groups)
    .map(([id, group]) => ({ id: as<GroupId>(id), ...group }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const found = groups.filter(({ name, members }) =>
    [name, ...members.map((member) => personName(directory, member))].some((word) =>
      word.toLowerCase().includes(wanted),
    ),
  );
  useAddCommand('workspace.group', 'Add a group', setOpen);
  const close = (): void => setOpen(null);
  return (
    <Part
      id="groups"
      title="Groups"
      count={groups.length}
      intro="A role of an SOP names a group. Who is in the group has the role, in requests under way too, and the audit trail shows who gave it to them."
      tools={
        <>
          <Find
            label="Find groups by name or member"
            placeholder="Group or member"
            value={search}
            onChange={setSearch}
          />
          <Button
            variant="filled"
            leftSection={<Plus {...icon} />}
            onClick={() => setOpen({ what: 'add' })}
          >
            Add group
          </Button>
        </>
      }
    >
      <Rows
        none={
          found.length > 0
            ? null
            : groups.length === 0
              ? 'No groups yet. Add one, then name it in a role of an SOP.'
              : 'No group is called that.'
        }
      >
        {found.map((group) => (
          <GroupRow
            key={group.id}
            group={group}
            uses={uses?.groups.get(group.id)}
            onOpen={setOpen}
          />
        ))}
      </Rows>
      {open?.what === 'add' && <GroupDialog group={null} onClose={close} />}
      {open?.what === 'edit' && <GroupDialog group={open.group} onClose={close} />}
      {open?.what === 'remove' && <GroupRemoval group={open.group} onClose={close} />}
    </Part>
  );
}

function GroupRow({
  group,
  uses,
  onOpen,
}: {
  readonly group: Group & { readonly id: GroupId };
  readonly uses: readonly Use[] | undefined;
  readonly onOpen: (open: Open) => void;
}): ReactNode {
  const directory = useDirectory();
  const { change } = useChange();
  const { id, ...row } = group;
  const opens = later(onOpen);
  const active = group.members.filter((member) => directory.people[member]?.active === true);
  const sops = listText([...new Set((uses ?? []).map(({ sop }) => sop))]);
  return (
    <li className={`${classes['row']} ${classes['groups']}`}>
      <div>
        <div className={classes['name']}>{group.name}</div>
        <div className={classes['small']}>
          {uses === undefined ? 'In no effective SOP' : `A role of ${sops}`}
        </div>
      </div>
      <div className={classes['chips']}>
        {group.members.map((member) => {
          const name = personName(directory, member);
          return (
            <span key={member} className={classes['member']}>
              <Avatar id={member} name={name} size={18} />
              <span className={active.includes(member) ? '' : classes['gone']}>
                {name}
                {active.includes(member) ? '' : ' (inactive)'}
              </span>
              <button
                type="button"
                className={classes['drop']}
                aria-label={`Take ${name} out of ${group.name}`}
                title={`Take ${name} out`}
                onClick={() =>
                  void change([
                    {
                      table: 'groups',
                      id,
                      row: { ...row, members: row.members.filter((other) => other !== member) },
                    },
                  ])
                }
              >
                <X size={12} strokeWidth={2.1} aria-hidden />
              </button>
            </span>
          );
        })}
        {active.length === 0 && (
          <Chip tone={uses === undefined ? 'plain' : 'warn'}>Nobody active is in it</Chip>
        )}
      </div>
      <div className={classes['ends']}>
        <Button
          size="xs"
          variant="subtle"
          aria-label={`Members of ${group.name}`}
          onClick={() => onOpen({ what: 'edit', group: id })}
        >
          Members
        </Button>
        <RowMenu of={group.name}>
          <Menu.Item
            leftSection={<Pencil {...icon} />}
            onClick={opens({ what: 'edit', group: id })}
          >
            Edit
          </Menu.Item>
          <Menu.Item
            color="rejected"
            leftSection={<Trash2 {...icon} />}
            onClick={opens({ what: 'remove', group: id })}
          >
            Remove…
          </Menu.Item>
        </RowMenu>
      </div>
    </li>
  );
}
