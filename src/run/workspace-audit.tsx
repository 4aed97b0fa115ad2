import { Button, SegmentedControl } from '@mantine/core';
import { Braces } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { as } from '#model/ids.ts';
import type { RequestId } from '#model/ids.ts';
import { Empty } from '#ui/empty.tsx';
import { links } from '#ui/links.ts';
import { useTitle } from '#ui/title.ts';
import { useDatabase, useDirectory, useLive } from '#ui/workspace.tsx';
import { VerifiedBanner, VerifyButton, useVerified } from './audit-banner.tsx';
import { auditRows } from './audit-rows.ts';
import type { AuditRow } from './audit-rows.ts';
import { AuditTable } from './audit-table.tsx';
import classes from './audit.module.css';
import { downloadLog } from './download-log.ts';
import { PageSkeleton } from './skeleton.tsx';
import { readTrail } from './workspace-trail.ts';
import type { TrailEntry } from './trail-read.ts';
import { toldAny } from '#ui/words/any-words.ts';

type Filter = 'all' | 'request' | 'sop' | 'workspace';
const filters: readonly { value: Filter; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'request', label: 'Requests' },
  { value: 'sop', label: 'SOPs' },
  { value: 'workspace', label: 'People' },
];
const nothing: readonly TrailEntry[] = [];

/** `/audit` — everything that happened in this workspace, newest first, and whether its chain is unbroken. */
export function WorkspaceAudit(): ReactNode {
  useTitle('Audit');
  const database = useDatabase();
  const directory = useDirectory();
  const [, go] = useLocation();
  const [filter, setFilter] = useState<Filter>('all');
  const trail = useLive(readTrail, []);
  const verified = useVerified(undefined);
  const entries = trail?.entries ?? nothing;
  const rows = useMemo(
    () =>
      auditRows(
        entries.filter(({ stream }) => filter === 'all' || stream.startsWith(filter)),
        (event) => toldAny(event, directory),
      ),
    [entries, filter, directory],
  );
  if (trail === undefined) return <PageSkeleton />;
  const { verdict } = verified;
  const open = (row: AuditRow): void => {
    const request = /^request\/(.+)$/.exec(row.stream)?.[1];
    if (request !== undefined) go(links.audit(as<RequestId>(request), { entry: String(row.seq) }));
  };
  return (
    <div className={classes['page']}>
      <div className={classes['head']}>
        <h1>Audit</h1>
        <span className={classes['actions']}>
          <Button
            leftSection={<Braces size={16} aria-hidden />}
            disabled={trail.total === 0}
            onClick={() => void downloadLog(database)}
          >
            Export JSONL
          </Button>
          <VerifyButton again={verified.again} busy={verified.busy} />
        </span>
      </div>
      {trail.total === 0 ? (
        <Empty title="Nothing has happened yet">
          Every publication, request, signature and change of people will stand here, linked by
          SHA-256.
        </Empty>
      ) : (
        <>
          <VerifiedBanner verdict={verdict} at={verified.at} since={null} />
          <div className={classes['filters']}>
            <SegmentedControl
              aria-label="Which events"
              data={[...filters]}
              value={filter}
              onChange={(value) =>
                setFilter(filters.find((one) => one.value === value)?.value ?? 'all')
              }
            />
            <span className={classes['more']}>
              {trail.entries.length < trail.total
                ? `The last ${trail.entries.length} of ${trail.total} entries; the export has all`
                : `${trail.total} entries`}
            </span>
          </div>
          <AuditTable
            rows={rows}
            place={(row) => trail.titles.get(row.stream) ?? row.stream}
            selected={null}
            onSelect={open}
            broken={verdict !== null && !verdict.ok ? verdict : null}
          />
        </>
      )}
    </div>
  );
}
