/** What stands on the page before, while and after a backtest is made. */
import { Button, Menu, Progress } from '@mantine/core';
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Digest } from '#model/ids.ts';
import { Callout } from '#ui/callout.tsx';
import { Empty } from '#ui/empty.tsx';
import { dateTimeText, numberText, plural } from '#ui/format.ts';
import classes from './backtest.module.css';
import type { Choice } from './choices.ts';
import { exportCsv, exportJson } from './export.ts';
import type { Made } from './use-run.ts';

/** The bar with its count, while it runs; what was found before stays beneath, dimmed. */
export function Running({
  done,
  all,
  onCancel,
}: {
  readonly done: number;
  readonly all: number;
  readonly onCancel: () => void;
}): ReactNode {
  return (
    <div className={classes['running']}>
      <output>
        {numberText(done)} of {plural(all, 'request')} replayed
      </output>
      <Progress
        value={all === 0 ? 0 : (100 * done) / all}
        className={classes['bar'] ?? ''}
        aria-label="Requests replayed"
      />
      <Button onClick={onCancel}>Cancel</Button>
    </div>
  );
}

export function Before({
  rows,
  chosen,
  what,
}: {
  readonly rows: readonly Choice[] | undefined;
  readonly chosen: readonly Choice[];
  readonly what: string;
}): ReactNode {
  if (rows === undefined) return null;
  const [title, text] =
    rows.length === 0
      ? [
          'No stored requests',
          'A backtest replays requests of this SOP that people have made and decided. There are none on this device yet.',
        ]
      : chosen.length === 0
        ? [
            'No such requests',
            rows.some(({ ended }) => ended)
              ? 'None of the stored requests fits. Choose other tiers, outcomes or dates.'
              : 'None of the stored requests has ended. The filter can take in those under way.',
          ]
        : [
            `Ready to replay ${plural(chosen.length, 'request')}`,
            `What people decided and how long they took is taken from the record; what ${what} asks for beside is taken from the assumptions, or said to be unknown.`,
          ];
  return (
    <div className={classes['empty']}>
      <Empty title={title}>{text}</Empty>
    </div>
  );
}

/** A result that speaks of something else than what stands there now. */
export function Stale({
  made,
  digest,
  what,
}: {
  readonly made: Made;
  readonly digest: Digest;
  readonly what: string;
}): ReactNode {
  if (made.digest === digest) return null;
  return (
    <Callout tone="warning" title={`This was found on ${dateTimeText(made.at)}.`}>
      {made.version === null && what === 'the draft'
        ? 'The draft has changed since. Run it again.'
        : `It is of ${made.version === null ? 'the draft' : `version ${made.version}`}, not of ${what}.`}
    </Callout>
  );
}

export function Export({
  made,
  title,
}: {
  readonly made: Made;
  readonly title: string;
}): ReactNode {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button leftSection={<Download size={14} strokeWidth={2.1} aria-hidden />}>Export</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => exportCsv(made, title)}>Departures as CSV</Menu.Item>
        <Menu.Item onClick={() => exportJson(made, title)}>Whole result as JSON</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
