import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { ListChecks, ListFilter } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { now as clock } from '#store/clock.ts';
import { inboxCount, ownersFor } from '#store/inbox.ts';
import type { InboxCursor } from '#store/inbox.ts';
import { Callout } from '#ui/callout.tsx';
import { Count } from '#ui/chip.tsx';
import { KeyCap } from '#ui/key-cap.tsx';
import { links } from '#ui/links.ts';
import { useTitle } from '#ui/title.ts';
import { useActing, useDatabase, useDirectory, useLive } from '#ui/workspace.tsx';
import { ActAs, useEverybody } from './act-as.tsx';
import { ClaimBar } from './inbox-claim-bar.tsx';
import { useClaims } from './inbox-claims.ts';
import { NothingWaits } from './inbox-empty.tsx';
import { InboxFilters, isFiltered, unfiltered } from './inbox-filters.tsx';
import { InboxList } from './inbox-list.tsx';
import type { ListHandle, Opened } from './inbox-list.tsx';
import classes from './inbox-page.module.css';
import { keptInbox, readInbox } from './inbox-rows.ts';
import type { InboxQuery, InboxRow } from './inbox-rows.ts';
import { totalText } from './inbox-total.ts';
import { useListKeys } from './list-keys.ts';
import { usePages } from './pages.ts';

const views: readonly { readonly value: InboxQuery['view']; readonly label: string }[] = [
  { value: 'all', label: 'For me' },
  { value: 'mine', label: 'Mine' },
  { value: 'roles', label: 'Roles' },
  { value: 'watching', label: 'Watching' },
];

/** The list of the inbox with its head: whose work, filters, what is selected, and what became of a bulk claim. */
export function InboxPanel({
  open,
  narrow,
  query,
  onQuery,
}: {
  readonly open: Opened | null;
  readonly narrow: boolean;
  readonly query: InboxQuery;
  readonly onQuery: (query: InboxQuery) => void;
}): ReactNode {
  const { person } = useActing();
  const database = useDatabase();
  const directory = useDirectory();
  const everybody = useEverybody();
  const [, go] = useLocation();
  const [filtering, setFiltering] = useState(isFiltered(query));
  const list = useRef<ListHandle>(null);
  useTitle('Inbox');
  const pages = usePages<InboxRow, InboxCursor>(
    (db, after) =>
      person === null
        ? Promise.resolve({ rows: [], next: null })
        : readInbox(db, { person, directory, now: clock() }, query, after),
    [person, directory, query],
    (db) => (person === null ? undefined : keptInbox(db, { person, directory }, query)),
  );
  const watched = useWatched();
  const claims = useClaims(database, person, directory);
  const rows = pages?.rows ?? [];
  const total = totalText({
    read: rows.length,
    unread: pages?.unread ?? false,
    all: query.view === 'watching' && !isFiltered(query) ? watched : null,
  });

  const move = (by: 1 | -1): void => {
    const row = list.current?.move(by);
    if (row && !narrow) go(links.inboxRequest(row.request.id, row));
  };
  const here = () => list.current?.current() ?? null;
  useListKeys({
    j: () => move(1),
    k: () => move(-1),
    x: () => {
      const row = here();
      if (row !== null) claims.toggle(row.key);
    },
    c: () => {
      const row = here();
      const chosen = rows.filter((each) => claims.selected.has(each.key));
      return claims.claim(chosen.length > 0 ? chosen : row === null ? [] : [row]);
    },
    f: () => setFiltering(!filtering),
  });

  return (
    <nav className={classes['list']} aria-label="Inbox">
      <div className={classes['head']}>
        <h1>Inbox</h1>
        {total !== '' && (
          <Count hot={query.view !== 'watching'} label={`${total} ${words[query.view]}`}>
            {total}
          </Count>
        )}
        {person !== null && (
          <span className={classes['tools']}>
            <ActionIcon
              variant={claims.selecting ? 'filled' : 'subtle'}
              aria-label="Select several"
              aria-pressed={claims.selecting}
              onClick={claims.toggleSelecting}
            >
              <ListChecks size={16} strokeWidth={1.75} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant={isFiltered(query) ? 'filled' : 'subtle'}
              aria-label="Filter"
              aria-expanded={filtering}
              onClick={() => setFiltering(!filtering)}
            >
              <ListFilter size={16} strokeWidth={1.75} aria-hidden />
            </ActionIcon>
          </span>
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
          <SegmentedControl
            className={classes['filter'] ?? ''}
            aria-label="Whose work"
            size="xs"
            value={query.view}
            onChange={(value) => {
              const view = views.find((each) => each.value === value)?.value ?? 'all';
              claims.clear();
              onQuery({ ...query, view, ...(view === 'watching' ? { does: 'any' } : {}) });
            }}
            data={[...views]}
          />
          {filtering && <InboxFilters query={query} onQuery={onQuery} />}
          <ClaimBar claims={claims} rows={rows} />
          <InboxList
            ref={list}
            rows={rows}
            open={open}
            narrow={narrow}
            claims={claims}
            unread={pages?.unread ?? false}
            more={pages?.more}
          />
          {pages !== undefined && rows.length === 0 && !pages.unread && (
            <NothingWaits query={query} onClear={() => onQuery(unfiltered(query))} />
          )}
          {query.view === 'all' && pages?.unread === false && rows.length > 0 && (
            <Watched onShow={() => onQuery({ ...query, view: 'watching', does: 'any' })} />
          )}
          {rows.length > 0 && !narrow && (
            <div className={classes['keys']}>
              <KeyCap keys="J K" /> move <KeyCap keys="Enter" /> open <KeyCap keys="C" /> claim{' '}
              <KeyCap keys="S" /> sign
            </div>
          )}
        </>
      )}
    </nav>
  );
}

const words: Record<InboxQuery['view'], string> = {
  all: 'waiting',
  mine: 'waiting for you by name',
  roles: 'waiting for your roles',
  watching: 'watched',
};

/** How many open requests who acts in this tab watches; one row each, so that the counter is exact. */
function useWatched(): number {
  const { person } = useActing();
  const directory = useDirectory();
  return (
    useLive(
      (db) =>
        person === null
          ? Promise.resolve(0)
          : inboxCount(db, ownersFor(directory, person, clock(), 'watching')),
      [person, directory],
    ) ?? 0
  );
}

/** The way from what waits for me to what waits for others. */
function Watched({ onShow }: { readonly onShow: () => void }): ReactNode {
  const count = useWatched();
  if (count === 0) return null;
  return (
    <div className={classes['watched']}>
      <Button variant="subtle" size="compact-sm" onClick={onShow}>
        You watch {count.toLocaleString('en-US')} {count === 1 ? 'request' : 'requests'}
      </Button>
    </div>
  );
}
