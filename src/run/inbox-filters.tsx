import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { as } from '#model/ids.ts';
import type { SopId } from '#model/ids.ts';
import { useLive } from '#ui/workspace.tsx';
import classes from './inbox-page.module.css';
import type { InboxQuery } from './inbox-rows.ts';

export const isFiltered = (query: InboxQuery): boolean =>
  query.does !== 'any' || query.sop !== null;
export const unfiltered = (query: InboxQuery): InboxQuery => ({ ...query, does: 'any', sop: null });

const asked: readonly { readonly value: InboxQuery['does']; readonly label: string }[] = [
  { value: 'any', label: 'Anything asked' },
  { value: 'sign', label: 'To sign' },
  { value: 'affirm', label: 'To sign again' },
  { value: 'work', label: 'To work' },
  { value: 'recommend', label: 'To recommend' },
  { value: 'fulfil', label: 'To fulfill' },
];

/** What is asked, and of which SOP. */
export function InboxFilters({
  query,
  onQuery,
}: {
  readonly query: InboxQuery;
  readonly onQuery: (query: InboxQuery) => void;
}): ReactNode {
  const sops = useLive((db) => db.sops.toArray(), []) ?? [];
  return (
    <div className={classes['filters']}>
      {query.view !== 'watching' && (
        <NativeSelect
          aria-label="What is asked"
          size="sm"
          value={query.does}
          onChange={({ currentTarget: { value } }) =>
            onQuery({ ...query, does: asked.find((each) => each.value === value)?.value ?? 'any' })
          }
          data={[...asked]}
        />
      )}
      <NativeSelect
        aria-label="SOP"
        size="sm"
        value={query.sop ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onQuery({ ...query, sop: value === '' ? null : as<SopId>(value) })
        }
        data={[
          { value: '', label: 'Every SOP' },
          ...sops
            .filter((sop) => sop.fold.versions.length > 0)
            .map((sop) => ({ value: sop.id, label: sop.title })),
        ]}
      />
    </div>
  );
}
