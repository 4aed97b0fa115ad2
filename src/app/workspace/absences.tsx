import { Button, Menu } from '@mantine/core';
import { LogIn, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Absence } from '#model/directory.ts';
import { now as clock } from '#store/clock.ts';
import { PersonName } from '#ui/avatar.tsx';
import { Chip } from '#ui/chip.tsx';
import { exactText } from '#ui/format.ts';
import { personName } from '#ui/names.ts';
import { daysAway } from '#ui/words/workspace-words.ts';
import { useDirectory, useNow } from '#ui/workspace.tsx';
import { useAddCommand } from './add-command.tsx';
import { icon } from './icon.ts';
import { AbsenceDialog } from './absence-dialog.tsx';
import { zoneOf } from './absence-rules.ts';
import { useChange } from './change.ts';
import { later, Part, RowMenu, Rows } from './part.tsx';
import classes from './workspace.module.css';

type Open = { readonly what: 'add' } | { readonly what: 'edit'; readonly absence: string };

interface Row extends Absence {
  readonly id: string;
}

/** Who is away and who stands in for them: now, later, and what is past. */
export default function Absences(): ReactNode {
  const directory = useDirectory();
  const now = useNow(60_000);
  const [open, setOpen] = useState<Open | null>(null);
  const rows = Object.entries(directory.absences)
    .map(([id, absence]): Row => ({ id, ...absence }))
    .toSorted((a, b) => a.from - b.from || a.to - b.to);
  const groups = [
    { title: 'Away now', rows: rows.filter(({ from, to }) => from <= now && now < to) },
    { title: 'Later', rows: rows.filter(({ from }) => from > now) },
    { title: 'Past', rows: rows.filter(({ to }) => to <= now).toReversed() },
  ].filter((group) => group.rows.length > 0);
  useAddCommand('workspace.absence', 'Record an absence', setOpen);
  return (
    <Part
      id="absences"
      title="Absences"
      count={rows.length}
      intro="While somebody is away, who stands in may work and sign on their behalf. No clock stops for it."
      tools={
        <Button
          variant="filled"
          leftSection={<Plus {...icon} />}
          disabled={Object.keys(directory.people).length === 0}
          onClick={() => setOpen({ what: 'add' })}
        >
          Record absence
        </Button>
      }
    >
      {rows.length === 0 && <Rows none="Nobody is away, now or later.">{null}</Rows>}
      {groups.map((group) => (
        <div key={group.title}>
          <h3 className={classes['heading']}>{group.title}</h3>
          <Rows none={null}>
            {group.rows.map((row) => (
              <AbsenceRow
                key={row.id}
                row={row}
                now={now}
                onEdit={later(setOpen)({ what: 'edit', absence: row.id })}
              />
            ))}
          </Rows>
        </div>
      ))}
      {open !== null && (
        <AbsenceDialog
          absence={open.what === 'edit' ? open.absence : null}
          onClose={() => setOpen(null)}
        />
      )}
    </Part>
  );
}

function AbsenceRow({
  row,
  now,
  onEdit,
}: {
  readonly row: Row;
  readonly now: number;
  readonly onEdit: () => void;
}): ReactNode {
  const directory = useDirectory();
  const { change } = useChange();
  const { id, ...absence } = row;
  const zone = zoneOf(directory, row.person);
  const running = row.from <= now && now < row.to;
  const name = personName(directory, row.person);
  return (
    <li className={`${classes['row']} ${classes['away']}`}>
      <div className={classes['who']}>
        <PersonName person={row.person} size={28} />
        {running && <Chip tone="warn">Away</Chip>}
      </div>
      <div
        className={classes['fact']}
        title={`${exactText(row.from, zone)} to ${exactText(row.to, zone)}`}
      >
        {daysAway(absence, directory)}
        <div className={classes['small']}>{zone}</div>
      </div>
      <div className={classes['fact']}>
        {row.substitute === null ? (
          <span className={classes['small']}>Nobody stands in</span>
        ) : (
          <div className={classes['who']}>
            <PersonName person={row.substitute} />
            <span className={classes['small']}>stands in</span>
          </div>
        )}
      </div>
      <div className={classes['ends']}>
        <RowMenu of={`the absence of ${name}`}>
          {row.to > now && (
            <Menu.Item leftSection={<Pencil {...icon} />} onClick={onEdit}>
              Edit
            </Menu.Item>
          )}
          {running && (
            <Menu.Item
              leftSection={<LogIn {...icon} />}
              onClick={() =>
                void change([{ table: 'absences', id, row: { ...absence, to: clock() } }])
              }
            >
              Back now
            </Menu.Item>
          )}
          {/* What is past was a ground for signatures: it stays. */}
          {row.from > now ? (
            <Menu.Item
              color="rejected"
              leftSection={<Trash2 {...icon} />}
              onClick={() => void change([{ table: 'absences', id, row: null }])}
            >
              Remove
            </Menu.Item>
          ) : (
            !running && (
              <Menu.Item disabled>Past: it stays, for others acted on its ground</Menu.Item>
            )
          )}
        </RowMenu>
      </div>
    </li>
  );
}
