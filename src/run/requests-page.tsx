import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { as } from '#model/ids.ts';
import type { SopId } from '#model/ids.ts';
import type { Request } from '#engine/request.ts';
import { compiledVersion } from '#store/compiled.ts';
import { countRequests } from '#store/counters.ts';
import { namesFor } from '#store/numbers.ts';
import { requestPage, stored } from '#store/requests.ts';
import type { RequestCursor } from '#store/requests.ts';
import { Empty } from '#ui/empty.tsx';
import { links } from '#ui/links.ts';
import { useTitle } from '#ui/title.ts';
import { useLive } from '#ui/workspace.tsx';
import type { Running } from './inbox-rows.ts';
import { NumberFind } from './number-find.tsx';
import { usePages } from './pages.ts';
import classes from './requests-page.module.css';
import { RequestsTable } from './requests-table.tsx';
import { PageSkeleton } from './skeleton.tsx';

type Filter = 'all' | 'open' | 'ended';
const statusesOf: Record<Filter, readonly Request['status'][]> = {
  all: stored,
  open: ['running', 'suspended'],
  ended: ['completed'],
};

/** Requests a page reads at once. */
const size = 50;

/** `/requests` — every request of the workspace, what changed last first; `?sop=` narrows it to one SOP. */
export default function RequestsPage(): ReactNode {
  useTitle('Requests');
  const [, go] = useLocation();
  const given = new URLSearchParams(useSearch()).get('sop');
  const sop = given === null ? null : as<SopId>(given);
  const [filter, setFilter] = useState<Filter>('all');
  const counts = useLive(
    async (database) => {
      const of = sop === null ? {} : { sop };
      const each = await Promise.all(
        stored.map((status) => countRequests(database, { status, ...of })),
      );
      const [running = 0, suspended = 0, ended = 0] = each;
      return { all: running + suspended + ended, open: running + suspended, ended };
    },
    [sop],
  );
  const sops = useLive((database) => database.sops.toArray(), []);
  const pages = usePages<Running, RequestCursor>(
    async (database, after) => {
      const wanted = { statuses: statusesOf[filter], ...(sop === null ? {} : { sop }) };
      const { rows, next } = await requestPage(database, wanted, after, size);
      const numbers = await namesFor(
        database,
        rows.map(({ id }) => id),
      );
      const found = await Promise.all(
        rows.map(async (request): Promise<Running | null> => {
          const compiled = await compiledVersion(database, request.version);
          const number = numbers.get(request.id) ?? request.id;
          return compiled === undefined ? null : { request, compiled, number };
        }),
      );
      return { rows: found.filter((row) => row !== null), next };
    },
    [sop, filter],
  );
  if (counts === undefined || sops === undefined) return <PageSkeleton />;
  return (
    <div className={classes['page']}>
      <div className={classes['head']}>
        <h1>Requests</h1>
        {(counts.all > 0 || sop !== null) && (
          <div className={classes['filters']}>
            <NumberFind />
            <NativeSelect
              aria-label="SOP"
              size="sm"
              value={sop ?? ''}
              onChange={({ currentTarget: { value } }) =>
                go(links.requests(value === '' ? {} : { sop: as<SopId>(value) }), { replace: true })
              }
              data={[
                { value: '', label: 'Every SOP' },
                ...sops
                  .filter((each) => each.fold.versions.length > 0)
                  .map((each) => ({ value: each.id, label: each.title })),
              ]}
            />
            <SegmentedControl
              aria-label="Which requests"
              value={filter}
              onChange={(value) => setFilter(value === 'open' || value === 'ended' ? value : 'all')}
              data={[
                { value: 'all', label: label('All', counts.all) },
                { value: 'open', label: label('Open', counts.open) },
                { value: 'ended', label: label('Ended', counts.ended) },
              ]}
            />
          </div>
        )}
      </div>
      {counts[filter] === 0 ? (
        <NoRequests filtered={sop !== null || filter !== 'all'} />
      ) : (
        pages !== undefined && (
          <RequestsTable
            rows={pages.rows}
            count={counts[filter]}
            unread={pages.unread}
            more={pages.more}
          />
        )
      )}
    </div>
  );
}

const label = (word: string, count: number): string => `${word} ${count.toLocaleString('en-US')}`;

function NoRequests({ filtered }: { readonly filtered: boolean }): ReactNode {
  return filtered ? (
    <Empty title="No such requests">Choose another SOP, or all requests.</Empty>
  ) : (
    <Empty
      title="No requests yet"
      action={
        <Button component={Link} href={links.home()}>
          Open the library
        </Button>
      }
    >
      Publish an SOP, then start a request from it.
    </Empty>
  );
}
