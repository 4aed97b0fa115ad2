/** A year of sample requests: loaded with one button, told how far it is, called off, and taken away with one button. */
import { Button, Progress } from '@mantine/core';
import { CalendarRange, Trash2 } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { useParams } from 'wouter';
import type { SopId } from '#model/ids.ts';
import { sampleRequests } from '#store/sample-count.ts';
import { Callout } from '#ui/callout.tsx';
import { plural } from '#ui/format.ts';
import { useDatabase, useLive } from '#ui/workspace.tsx';
import { cancelYear, loadYear, removeYear, watchYear, yearState } from './sample-year-load.ts';
import classes from './sample-year.module.css';

const useYear = () => useSyncExternalStore(watchYear, yearState);

/** How many are here; undefined while that is counted. */
const useSampleRequests = (): number | undefined => useLive(sampleRequests, []);

/** The button, and while it loads how far it is. `only`: requests of this SOP, where those of others are here. */
function Load({ only }: { readonly only: SopId | null }): ReactNode {
  const database = useDatabase();
  const year = useYear();
  if (year.is === 'loading')
    return (
      <div className={classes['running']}>
        <Progress
          className={classes['bar'] ?? ''}
          value={year.of === 0 ? 0 : (100 * year.done) / year.of}
          aria-label="Sample requests loaded"
        />
        <output>{year.of === 0 ? 'Preparing …' : `${year.done} of ${year.of} requests`}</output>
        <Button variant="subtle" onClick={() => void cancelYear()}>
          Cancel
        </Button>
      </div>
    );
  return (
    <>
      <Button
        leftSection={<CalendarRange size={14} strokeWidth={2.1} aria-hidden />}
        loading={year.is === 'removing'}
        onClick={() => void loadYear(database, only)}
      >
        Load a year of sample requests
      </Button>
      {year.is === 'idle' && year.failed !== null && <Callout tone="error" title={year.failed} />}
    </>
  );
}

/** Where a screen of the SOP in the address has nothing to show without requests. */
export function SampleYearButton(): ReactNode {
  const { id } = useParams<{ id?: SopId }>();
  const there = useSampleRequests();
  return there === undefined ? null : <Load only={there === 0 ? null : (id ?? null)} />;
}

/** For the workspace's page: to load and to remove. */
export function SampleYearSection(): ReactNode {
  const database = useDatabase();
  const year = useYear();
  const there = useSampleRequests();
  if (there === undefined) return null;
  const empty = there === 0 || year.is === 'loading';
  return (
    <section className={classes['section']} aria-labelledby="sample-year">
      <h2 id="sample-year">A year of sample requests</h2>
      <p className={classes['prose']}>
        {empty
          ? 'Made-up requests of the published SOPs, with holidays, absences, a slow Legal and peaks at the end of each month: something to backtest and forecast with. Their ids begin with “sample-”, they get no approval token, and they can be removed again.'
          : `${plural(there, 'sample request is', 'sample requests are')} here; their ids begin with “sample-”. When they are removed, the chain of the record is made anew over what stays: exports made before then name another head.`}
      </p>
      {empty ? (
        <Load only={null} />
      ) : (
        <>
          <Button
            leftSection={<Trash2 size={14} strokeWidth={2.1} aria-hidden />}
            loading={year.is === 'removing'}
            onClick={() => void removeYear(database)}
          >
            Remove the sample requests
          </Button>
          {year.is === 'idle' && year.failed !== null && (
            <Callout tone="error" title={year.failed} />
          )}
        </>
      )}
    </section>
  );
}
