import { Button, SegmentedControl, Table } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { as } from '#model/ids.ts';
import type { SopId } from '#model/ids.ts';
import type { Request } from '#engine/request.ts';
import { listRequests } from '#store/requests.ts';
import { compiledVersion } from '#store/compiled.ts';
import { Chip } from '#ui/chip.tsx';
import { Empty } from '#ui/empty.tsx';
import { dateText, dateTimeText, listText } from '#ui/format.ts';
import { links } from '#ui/links.ts';
import { OutcomeBadge } from '#ui/outcome.tsx';
import { useTitle } from '#ui/title.ts';
import { SlaRing, slaWords } from '#ui/sla.tsx';
import { useDirectory, useLive, useNow } from '#ui/workspace.tsx';
import { personName } from '#ui/names.ts';
import type { Running } from './inbox-rows.ts';
import classes from './requests-page.module.css';
import { slaMinutesLeft } from './sla-left.ts';
import { PageSkeleton } from './skeleton.tsx';
import { subjectOf } from './subject.ts';

type Filter = 'open' | 'ended' | 'all';

/** `/requests` — every request of the workspace; `?sop=` narrows it to one SOP. */
export default function RequestsPage(): ReactNode {
  useTitle('Requests');
  const sop = new URLSearchParams(useSearch()).get('sop');
  const [filter, setFilter] = useState<Filter>('all');
  const rows = useLive(
    async (database) => {
      const requests = await listRequests(database, sop === null ? {} : { sop: as<SopId>(sop) });
      const all = await Promise.all(
        requests.map(async (request): Promise<Running | null> => {
          const compiled = await compiledVersion(database, request.version);
          return compiled === undefined ? null : { request, compiled };
        }),
      );
      return all.filter((row) => row !== null);
    },
    [sop],
  );
  if (rows === undefined) return <PageSkeleton />;
  const shown = rows
    .filter(
      ({ request }) =>
        filter === 'all' || (request.status === 'completed') === (filter === 'ended'),
    )
    .toSorted((a, b) => b.request.submittedAt - a.request.submittedAt);
  return (
    <div className={classes['page']}>
      <div className={classes['head']}>
        <h1>Requests</h1>
        {rows.length > 0 && (
          <SegmentedControl
            aria-label="Which requests"
            value={filter}
            onChange={(value) => setFilter(value === 'open' || value === 'ended' ? value : 'all')}
            data={[
              { value: 'all', label: `All ${rows.length}` },
              { value: 'open', label: 'Open' },
              { value: 'ended', label: 'Ended' },
            ]}
          />
        )}
      </div>
      {rows.length === 0 ? (
        <Empty
          title="No requests yet"
          action={
            <Button component={Link} href={links.library()}>
              Open the library
            </Button>
          }
        >
          Publish an SOP, then start a request from it.
        </Empty>
      ) : (
        <RequestTable rows={shown} />
      )}
    </div>
  );
}

function RequestTable({ rows }: { readonly rows: readonly Running[] }): ReactNode {
  const directory = useDirectory();
  const now = useNow(30_000);
  const [, go] = useLocation();
  return (
    <div className={classes['card']}>
      <Table className={classes['table'] ?? ''} verticalSpacing={8} horizontalSpacing={12}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Request</Table.Th>
            <Table.Th>SOP</Table.Th>
            <Table.Th>Tier</Table.Th>
            <Table.Th>Where</Table.Th>
            <Table.Th>Due</Table.Th>
            <Table.Th>Submitted</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ request, compiled }) => {
            const { diagram } = compiled;
            const first = request.work.toSorted(
              (a, b) => (a.due ?? Infinity) - (b.due ?? Infinity),
            )[0];
            const sla =
              first &&
              slaWords({
                since: first.since,
                due: first.due,
                now,
                left: slaMinutesLeft(compiled, directory, first, now) ?? undefined,
              });
            return (
              <Table.Tr
                key={request.id}
                className={classes['row'] ?? ''}
                onClick={() => go(links.request(request.id))}
              >
                <Table.Td>
                  <Link href={links.request(request.id)} className={classes['subject'] ?? ''}>
                    {subjectOf(diagram, request.form, request.id)}
                  </Link>
                  <div className={classes['small']}>{request.id}</div>
                </Table.Td>
                <Table.Td>{diagram.control.title}</Table.Td>
                <Table.Td>{request.tier !== null && <Chip>{request.tier}</Chip>}</Table.Td>
                <Table.Td>
                  <Where request={request} compiled={compiled} />
                </Table.Td>
                <Table.Td className={classes['figures'] ?? ''}>
                  {sla && first?.due !== null && (
                    <span
                      className={classes['due']}
                      style={{ color: `var(--cs-${sla.tone}-text)` }}
                    >
                      <SlaRing words={sla} /> {sla.says}
                    </span>
                  )}
                </Table.Td>
                <Table.Td
                  className={classes['figures'] ?? ''}
                  title={dateTimeText(request.submittedAt)}
                >
                  {dateText(request.submittedAt)}
                  <div className={classes['small']}>{personName(directory, request.requester)}</div>
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Where({
  request,
  compiled,
}: {
  readonly request: Request;
  readonly compiled: Running['compiled'];
}): ReactNode {
  if (request.outcome !== null) return <OutcomeBadge outcome={request.outcome} />;
  const nodes = new Set(
    request.tokens.map((token) => compiled.diagram.nodes[token.node]?.name ?? token.node),
  );
  return (
    <>
      {request.status === 'suspended' && <Chip tone="warn">Suspended</Chip>} {listText([...nodes])}
    </>
  );
}
