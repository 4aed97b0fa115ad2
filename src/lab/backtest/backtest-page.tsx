/** Backtest: what the draft, or a version, would have made of requests that are stored (METHODS.md §6). */
import type { ReactNode } from 'react';
import { Link, useParams, useSearch } from 'wouter';
import { as } from '#model/ids.ts';
import type { SopId } from '#model/ids.ts';
import { displayName } from '#model/rows.ts';
import { getSop, versionsOf } from '#store/sops.ts';
import { Empty } from '#ui/empty.tsx';
import { links } from '#ui/links.ts';
import { useTitle } from '#ui/title.ts';
import { useLive } from '#ui/workspace.tsx';
import { useDraft } from '../use-draft.ts';
import classes from './backtest.module.css';
import { Tester } from './tester.tsx';

export default function BacktestPage({
  offer,
}: {
  /** What makes requests to try on, where there are none. */
  readonly offer?: ReactNode;
}): ReactNode {
  const sop = as<SopId>(useParams<{ id: string }>().id);
  const asked = new URLSearchParams(useSearch());
  const wanted = asked.get('version');
  const row = useLive(async (db) => (await getSop(db, sop)) ?? null, [sop]);
  const versions = useLive((db) => versionsOf(db, sop), [sop]);
  const version = versions?.findLast(({ digest }) => digest === wanted);
  const draft = useDraft(wanted === null && row ? sop : null);
  const diagram = wanted === null ? draft : version?.diagram;
  useTitle(diagram === undefined ? 'Backtest' : `Backtest of ${displayName(diagram)}`);
  if (diagram === undefined || versions === undefined) {
    const gone = row === null || (wanted !== null && versions !== undefined);
    return (
      <div className={classes['page']}>
        {gone && (
          <Empty page title={`This ${wanted === null ? 'SOP' : 'version'} is not on this device`}>
            <Link href={links.home()}>Back to the library</Link>
          </Empty>
        )}
      </div>
    );
  }
  return (
    <Tester
      key={wanted ?? ''}
      sop={sop}
      diagram={diagram}
      number={version?.number ?? null}
      versions={versions}
      newest={row?.effective ?? null}
      saved={asked.get('saved')}
      offer={offer}
    />
  );
}
