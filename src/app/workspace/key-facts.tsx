import type { ReactNode } from 'react';
import type { WorkspaceKey } from '#model/directory.ts';
import { Chip } from '#ui/chip.tsx';
import { dateText, exactText } from '#ui/format.ts';
import classes from './workspace.module.css';

/** From when to when a key signed. */
export function KeyTime({ of: { from, until } }: { readonly of: WorkspaceKey }): ReactNode {
  return (
    <div className={classes['fact']} title={exactText(from)}>
      From {dateText(from)}
      {until !== null && ` to ${dateText(until)}`}
    </div>
  );
}

/** What a key is good for. */
export function KeyState({ of: { until, compromised } }: { readonly of: WorkspaceKey }): ReactNode {
  if (until === null) return <Chip tone="ok">Signs now</Chip>;
  return compromised ? <Chip tone="error">Not trusted</Chip> : <Chip>Ended, still trusted</Chip>;
}
