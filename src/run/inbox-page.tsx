import { Button, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { as } from '#model/ids.ts';
import type { RequestId } from '#model/ids.ts';
import { now as clock } from '#store/clock.ts';
import { Callout } from '#ui/callout.tsx';
import { Count } from '#ui/chip.tsx';
import { Empty } from '#ui/empty.tsx';
import { whenText } from '#ui/format.ts';
import { KeyCap } from '#ui/key-cap.tsx';
import { links } from '#ui/links.ts';
import { Seal } from '#ui/seal.tsx';
import { useTitle } from '#ui/title.ts';
import { useActing, useDirectory, useLive, useNow } from '#ui/workspace.tsx';
import { ActAs, useEverybody } from './act-as.tsx';
import { dueGroups } from './due-groups.ts';
import { InboxItem } from './inbox-item.tsx';
import classes from './inbox-page.module.css';
import { readInbox } from './inbox-rows.ts';
import type { InboxRow } from './inbox-rows.ts';
import { useListKeys } from './list-keys.ts';
import { RequestById } from './request-page.tsx';

type Filter = 'all' | 'mine' | 'roles';

/** `/inbox/:request?` — what waits for who acts in this tab, in order of due, and the request that is open beside it. */
export default function InboxPage(): ReactNode {
  const params = useParams<{ request?: string }>();
  const open = params.request === undefined ? null : as<RequestId>(params.request);
  const { person } = useActing();
  const narrow = useMediaQuery('(max-width: 959px)') ?? false;
  return (
    <div className={classes['page']} data-narrow={narrow || undefined}>
      {(!narrow || open === null) && <List open={open} narrow={narrow} key={person} />}
      {(!narrow || open !== null) && (
        <div className={classes['request']}>
          {open === null ? (
            <Empty title="Choose a request" mark={<Seal size={48} outcome="approved" outline />}>
              <KeyCap keys="J K" /> move, <KeyCap keys="Enter" /> open
            </Empty>
          ) : (
            <RequestById id={open} back={links.inbox()} />
          )}
        </div>
      )}
    </div>
  );
}

function List({
  open,
  narrow,
}: {
  readonly open: RequestId | null;
  readonly narrow: boolean;
}): ReactNode {
  const { person } = useActing();
  const directory = useDirectory();
  const now = useNow(30_000);
  const everybody = useEverybody();
  const [, go] = useLocation();
  const [filter, setFilter] = useState<Filter>('all');
  const list = useRef<HTMLDivElement>(null);
  const rows = useLive(
    async (database) => (person === null ? [] : readInbox(database, person, directory, clock())),
    [person, directory],
  );
  const asked = rows?.filter((row) => row.does !== 'wait') ?? [];
  const shown = asked.filter(
    (row) => filter === 'all' || (filter === 'mine' ? row.mine : !row.mine),
  );
  const waiting = filter === 'roles' ? [] : (rows?.filter((row) => row.does === 'wait') ?? []);
  const groups = dueGroups(shown, now);
  const order = [...groups.flatMap((group) => group.rows), ...waiting];
  useTitle('Inbox');

  const step = (by: 1 | -1): void => {
    const focused = order.findIndex(
      (row) =>
        row.work.id === document.activeElement?.getAttribute('data-work') &&
        row.request.id === document.activeElement.getAttribute('data-request'),
    );
    const at = focused >= 0 ? focused : order.findIndex((row) => row.request.id === open);
    const next = order[Math.min(order.length - 1, Math.max(0, at + by))];
    if (next === undefined) return;
    list.current
      ?.querySelector<HTMLElement>(
        `[data-request="${CSS.escape(next.request.id)}"][data-work="${CSS.escape(next.work.id)}"]`,
      )
      ?.focus();
    if (!narrow) go(links.inboxRequest(next.request.id));
  };
  useListKeys({ j: () => step(1), k: () => step(-1) });

  return (
    <nav className={classes['list']} aria-label="Inbox">
      <div className={classes['head']}>
        <h1>Inbox</h1>
        {asked.length > 0 && (
          <Count hot label={`${asked.length} waiting`}>
            {asked.length}
          </Count>
        )}
      </div>
      {person === null ? (
        <div className={classes['note']}>
          <Callout
            tone="info"
            title="Nobody acts in this tab yet"
            action={<ActAs people={everybody} />}
          >
            An inbox belongs to a person. Choose who you are here.
          </Callout>
        </div>
      ) : (
        <>
          {asked.length > 0 && (
            <SegmentedControl
              className={classes['filter'] ?? ''}
              aria-label="Whose work"
              value={filter}
              onChange={(value) => setFilter(value === 'mine' || value === 'roles' ? value : 'all')}
              data={[
                { value: 'all', label: 'All' },
                { value: 'mine', label: 'Mine' },
                { value: 'roles', label: 'My roles' },
              ]}
            />
          )}
          <div ref={list}>
            {groups.map((group) => (
              <section key={group.title} aria-label={group.title}>
                <h2 className={classes['group']}>{group.title}</h2>
                {group.rows.map((row) => (
                  <InboxItem key={keyOf(row)} row={row} open={row.request.id === open} now={now} />
                ))}
              </section>
            ))}
            {waiting.length > 0 && (
              <section aria-label="Waiting for others">
                <h2 className={classes['group']}>Waiting for others</h2>
                {waiting.map((row) => (
                  <InboxItem key={keyOf(row)} row={row} open={row.request.id === open} now={now} />
                ))}
              </section>
            )}
          </div>
          {rows !== undefined && shown.length === 0 && <Nothing waiting={waiting} now={now} />}
          {shown.length > 0 && !narrow && (
            <div className={classes['keys']}>
              <KeyCap keys="J K" /> move <KeyCap keys="Enter" /> open <KeyCap keys="S" /> sign
            </div>
          )}
        </>
      )}
    </nav>
  );
}

const keyOf = (row: InboxRow): string => `${row.request.id} ${row.work.id}`;

/** Nothing waits: and when something next will, as far as the person's own requests tell. */
function Nothing({
  waiting,
  now,
}: {
  readonly waiting: readonly InboxRow[];
  readonly now: number;
}): ReactNode {
  const next = waiting
    .flatMap((row) => row.due ?? [])
    .filter((due) => due > now)
    .toSorted((a, b) => a - b)[0];
  return (
    <Empty
      title="Nothing waits for you"
      mark={<Seal size={48} outcome="approved" outline />}
      action={
        <Button component={Link} href={links.requests()} size="sm">
          All requests
        </Button>
      }
    >
      {next === undefined
        ? 'What is asked of you or of your roles will stand here.'
        : `Your own request is due at others ${whenText(next, now)}.`}
    </Empty>
  );
}
