import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { now as clock } from '#store/clock.ts';
import { Empty } from '#ui/empty.tsx';
import { whenText } from '#ui/format.ts';
import { links } from '#ui/links.ts';
import { Seal } from '#ui/seal.tsx';
import { useActing, useDirectory, useLive } from '#ui/workspace.tsx';
import { isFiltered } from './inbox-filters.tsx';
import { readInbox } from './inbox-rows.ts';
import type { InboxQuery } from './inbox-rows.ts';

const titles: Record<InboxQuery['view'], string> = {
  all: 'Nothing waits for you',
  mine: 'Nothing waits for you by name',
  roles: 'Nothing waits for your roles',
  watching: 'You watch no open request',
};
const says: Record<InboxQuery['view'], string> = {
  all: 'What is asked of you or of your roles will stand here.',
  mine: 'What was handed to you, what you claimed, and what you are to sign again will stand here.',
  roles: 'Work that any member of your roles may do will stand here.',
  watching: 'Your own requests, and those you have acted on, stand here until they end.',
};

/** Nothing waits: and when something next will, as far as what the person watches tells. */
export function NothingWaits({
  query,
  onClear,
}: {
  readonly query: InboxQuery;
  readonly onClear: () => void;
}): ReactNode {
  const { person } = useActing();
  const directory = useDirectory();
  const now = clock();
  const next = useLive(
    async (db) => {
      if (person === null || query.view !== 'all') return null;
      const watching: InboxQuery = { view: 'watching', does: 'any', sop: null };
      const { rows } = await readInbox(db, { person, directory, now: clock() }, watching);
      return rows.find((row) => row.due !== null && row.due > clock())?.due ?? null;
    },
    [person, directory, query.view],
  );
  if (isFiltered(query))
    return (
      <Empty
        title="Nothing passes the filter"
        mark={<Seal size={48} outcome="approved" outline />}
        action={
          <Button size="sm" onClick={onClear}>
            Show everything
          </Button>
        }
      >
        Other work may wait for you.
      </Empty>
    );
  return (
    <Empty
      title={titles[query.view]}
      mark={<Seal size={48} outcome="approved" outline />}
      action={
        <Button component={Link} href={links.requests()} size="sm">
          All requests
        </Button>
      }
    >
      {next === undefined || next === null
        ? says[query.view]
        : `What you watch is due at others ${whenText(next, now)}.`}
    </Empty>
  );
}
