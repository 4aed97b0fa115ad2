/** Backtests with a name: kept, opened again, and put beside the draft so that the publish dialog shows them. */
import { Button, Checkbox, Popover, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Bookmark, Paperclip, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Digest, SopId } from '#model/ids.ts';
import type { BacktestRow } from '#store/backtest-row.ts';
import {
  attachBacktest,
  backtestsOf,
  dropBacktest,
  keepBacktest,
  longestName,
  putBackBacktest,
} from '#store/backtests.ts';
import type { Database } from '#store/database.ts';
import { Chip } from '#ui/chip.tsx';
import { dateTimeText } from '#ui/format.ts';
import { links } from '#ui/links.ts';
import { useActing, useDatabase, useLive } from '#ui/workspace.tsx';
import classes from './backtest.module.css';
import type { Made } from './use-run.ts';

export function Saved({
  sop,
  made,
  number,
  draft,
}: {
  readonly sop: SopId;
  readonly made: Made | null;
  /** Of the version that is tried. */
  readonly number: number | null;
  /** Digest of the draft, where it is the draft that is tried. */
  readonly draft: Digest | null;
}): ReactNode {
  const rows = useLive((db) => backtestsOf(db, sop), [sop]);
  return (
    <div className={classes['filters']}>
      {made !== null && <Save sop={sop} made={made} rows={rows ?? []} />}
      {rows !== undefined && rows.length > 0 && (
        <Popover position="bottom-end" width={420} trapFocus>
          <Popover.Target>
            <Button leftSection={<Bookmark size={14} strokeWidth={2.1} aria-hidden />}>
              Saved {rows.length}
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <ul className={classes['saved']}>
              {rows.map((row) => (
                <Kept key={row.id} row={row} number={number} draft={draft} />
              ))}
            </ul>
          </Popover.Dropdown>
        </Popover>
      )}
    </div>
  );
}

function Save({
  sop,
  made,
  rows,
}: {
  readonly sop: SopId;
  readonly made: Made;
  readonly rows: readonly BacktestRow[];
}): ReactNode {
  const database = useDatabase();
  const { person } = useActing();
  const [opened, open] = useState(false);
  const [name, setName] = useState('');
  const [attached, attach] = useState(made.version === null);
  const [kept, keep] = useState<string | null>(made.saved === null ? null : made.key);
  const there =
    kept === made.key && (made.saved === null || rows.some(({ id }) => id === made.key));
  const save = async (): Promise<void> => {
    const { digest, version, hours, picked, result } = made;
    await keepBacktest(database, {
      sop,
      name: name.trim() === '' ? `Backtest of ${dateTimeText(made.at)}` : name,
      by: person,
      digest,
      version,
      hours,
      picked,
      attached: attached && version === null,
      result,
    });
    keep(made.key);
    open(false);
    setName('');
  };
  if (there) return <Chip tone="ok">Saved</Chip>;
  return (
    <Popover position="bottom-end" width={320} trapFocus opened={opened} onChange={open}>
      <Popover.Target>
        <Button
          leftSection={<Bookmark size={14} strokeWidth={2.1} aria-hidden />}
          onClick={() => open(!opened)}
        >
          Save
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className={classes['fields']}
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <TextInput
            label="Name"
            value={name}
            maxLength={longestName}
            placeholder={`Backtest of ${dateTimeText(made.at)}`}
            onChange={({ currentTarget: { value } }) => setName(value)}
            data-autofocus
          />
          {made.version === null && (
            <Checkbox
              label="Attach to the draft"
              description="The publish dialog shows it."
              checked={attached}
              onChange={({ currentTarget: { checked } }) => attach(checked)}
            />
          )}
          <Button type="submit" variant="filled">
            Save
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

function Kept({
  row,
  number,
  draft,
}: {
  readonly row: BacktestRow;
  readonly number: number | null;
  readonly draft: Digest | null;
}): ReactNode {
  const database = useDatabase();
  const { id, sop, name, at, version, digest, attached, result } = row;
  const here = version === number;
  return (
    <li>
      <div>
        <Link
          href={links.backtest(sop, {
            saved: id,
            ...(version === null ? {} : { version: digest }),
          })}
        >
          {name}
        </Link>
        <p className={classes['muted']}>
          {version === null ? 'Draft' : `Version ${version}`}, {dateTimeText(at)}
          {here && draft !== null && draft !== digest && ', the draft has changed since'}
        </p>
        <p>{result.says}</p>
      </div>
      {version === null && (
        <Button
          size="compact-sm"
          aria-pressed={attached}
          leftSection={<Paperclip size={14} strokeWidth={2.1} aria-hidden />}
          onClick={() => void attachBacktest(database, id, !attached)}
        >
          {attached ? 'Detach' : 'Attach'}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="subtle"
        aria-label={`Delete ${name}`}
        onClick={() => void drop(database, row)}
      >
        <Trash2 size={14} strokeWidth={2.1} aria-hidden />
      </Button>
    </li>
  );
}

/** Undone rather than asked for. */
async function drop(database: Database, row: BacktestRow): Promise<void> {
  await dropBacktest(database, row.id);
  const toast = notifications.show({
    message: (
      <span className={classes['undo']}>
        “{row.name}” was deleted
        <Button
          size="compact-sm"
          onClick={() => {
            notifications.hide(toast);
            void putBackBacktest(database, row);
          }}
        >
          Undo
        </Button>
      </span>
    ),
    autoClose: 6000,
  });
}
