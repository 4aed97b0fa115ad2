import { Button, Menu } from '@mantine/core';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { dateAt } from '#engine/time/date.ts';
import type { HolidayList } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { HolidayListId } from '#model/ids.ts';
import { zone } from '#store/clock.ts';
import { usesOf } from '#store/uses.ts';
import type { Use } from '#store/uses.ts';
import { dateText, listText, plural } from '#ui/format.ts';
import { useDirectory, useLive, useNow } from '#ui/workspace.tsx';
import { useAddCommand } from './add-command.tsx';
import { icon } from './icon.ts';
import { HolidayRemoval, HolidaysDialog } from './holidays-dialog.tsx';
import { later, Part, RowMenu, Rows } from './part.tsx';
import classes from './workspace.module.css';

/** ms: a list that is kept no longer than this is worth a glance. */
const soon = 60 * 86_400_000;

type Open =
  | { readonly what: 'add' }
  | { readonly what: 'edit' | 'remove'; readonly list: HolidayListId };

/** Days on which no clock of a calendar runs, by list: how long each is kept, and who reckons with it. */
export default function Holidays(): ReactNode {
  const directory = useDirectory();
  const uses = useLive(usesOf, []);
  const [open, setOpen] = useState<Open | null>(null);
  const lists = Object.entries(directory.holidays)
    .map(([id, list]) => ({ id: as<HolidayListId>(id), ...list }))
    .toSorted((a, b) => a.id.localeCompare(b.id));
  useAddCommand('workspace.holidays', 'Add a holiday list', setOpen);
  const close = (): void => setOpen(null);
  return (
    <Part
      id="holidays"
      title="Holiday lists"
      count={lists.length}
      intro="Calendars of SOPs name a list: on its days no business time passes. Due times that stand already stay as they are."
      tools={
        <Button
          variant="filled"
          leftSection={<Plus {...icon} />}
          onClick={() => setOpen({ what: 'add' })}
        >
          Add list
        </Button>
      }
    >
      <Rows none={lists.length > 0 ? null : 'No lists yet.'}>
        {lists.map((list) => (
          <ListRow key={list.id} list={list} uses={uses?.holidays.get(list.id)} onOpen={setOpen} />
        ))}
      </Rows>
      {open?.what === 'add' && <HolidaysDialog list={null} onClose={close} />}
      {open?.what === 'edit' && <HolidaysDialog list={open.list} onClose={close} />}
      {open?.what === 'remove' && <HolidayRemoval list={open.list} onClose={close} />}
    </Part>
  );
}

function ListRow({
  list,
  uses,
  onOpen,
}: {
  readonly list: HolidayList & { readonly id: HolidayListId };
  readonly uses: readonly Use[] | undefined;
  readonly onOpen: (open: Open) => void;
}): ReactNode {
  const now = useNow(60_000);
  const today = dateAt(now, zone());
  const next = list.days.find((date) => date >= today);
  const past = list.keptUntil < today;
  const ending = past || list.keptUntil < dateAt(now + soon, zone());
  const opens = later(onOpen);
  return (
    <li className={`${classes['row']} ${classes['days']}`}>
      <div>
        <div className={classes['name']}>{list.id}</div>
        <div className={classes['small']}>{plural(list.days.length, 'day')}</div>
      </div>
      <div className={classes['fact']}>
        {next === undefined ? 'None to come' : `Next ${dateText(next)}`}
        <div className={classes['small']}>
          {uses === undefined
            ? 'In no effective SOP'
            : listText([...new Set(uses.map(({ sop }) => sop))])}
        </div>
      </div>
      <div className={`${classes['fact']} ${ending ? classes['late'] : ''}`}>
        {past
          ? `Kept only until ${dateText(list.keptUntil)}: later holidays count as business days`
          : `Kept until ${dateText(list.keptUntil)}`}
      </div>
      <div className={classes['ends']}>
        <Button
          size="xs"
          variant="subtle"
          aria-label={`Days of ${list.id}`}
          onClick={() => onOpen({ what: 'edit', list: list.id })}
        >
          Days
        </Button>
        <RowMenu of={list.id}>
          <Menu.Item
            leftSection={<Pencil {...icon} />}
            onClick={opens({ what: 'edit', list: list.id })}
          >
            Edit
          </Menu.Item>
          <Menu.Item
            color="rejected"
            leftSection={<Trash2 {...icon} />}
            onClick={opens({ what: 'remove', list: list.id })}
          >
            Remove…
          </Menu.Item>
        </RowMenu>
      </div>
    </li>
  );
}
