/** Backtests that were attached to the draft, one line each, for who publishes it. */
import { History } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Digest, SopId } from '#model/ids.ts';
import { attachedTo } from '#store/backtests.ts';
import { dateText } from '#ui/format.ts';
import { links } from '#ui/links.ts';
import { useLive } from '#ui/workspace.tsx';
import classes from './publish-dialog.module.css';

export function AttachedBacktests({
  sop,
  digest,
}: {
  readonly sop: SopId;
  /** Of the draft as it would be published. */
  readonly digest: Digest;
}): ReactNode {
  const rows = useLive((db) => attachedTo(db, sop, digest), [sop, digest]) ?? [];
  if (rows.length === 0) return null;
  return (
    <div>
      <h3>Backtests</h3>
      {rows.map(({ id, name, at, says, changed }) => (
        <div key={id} className={classes['note']}>
          <History size={14} strokeWidth={2.1} aria-hidden />
          <span>
            <Link href={links.backtest(sop, { saved: id })}>{name}</Link>, {dateText(at)}: {says}{' '}
            {changed ? 'The draft has changed since.' : 'Of this very draft.'}
          </span>
        </div>
      ))}
    </div>
  );
}
