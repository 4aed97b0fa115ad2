import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Callout } from '#ui/callout.tsx';
import type { Claims } from './inbox-claims.ts';
import classes from './inbox-page.module.css';
import type { InboxRow } from './inbox-rows.ts';

/** Refusals that are written out; of more the number. */
const most = 5;

/** What is selected and what can be done with it; afterwards what became of each. */
export function ClaimBar({
  claims,
  rows,
}: {
  readonly claims: Claims;
  readonly rows: readonly InboxRow[];
}): ReactNode {
  const { selecting, selected, running, result } = claims;
  const chosen = rows.filter((row) => selected.has(row.key));
  return (
    <>
      {(selecting || running !== null) && (
        <div className={classes['bar']}>
          <output className={classes['chosen']}>
            {running === null
              ? `${chosen.length} selected`
              : `Claiming ${running.done + 1} of ${running.of}`}
          </output>
          <Button
            size="compact-sm"
            variant="filled"
            disabled={chosen.length === 0 || running !== null}
            onClick={() => void claims.claim(chosen)}
          >
            Claim
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            disabled={running !== null}
            onClick={claims.clear}
          >
            Done
          </Button>
        </div>
      )}
      {result !== null && (
        <div className={classes['note']}>
          <Callout
            tone={result.refused.length > 0 ? 'warning' : 'ok'}
            title={`${result.done} claimed${result.refused.length > 0 ? `, ${result.refused.length} not` : ''}`}
            action={
              <Button size="compact-sm" onClick={claims.clear}>
                Close
              </Button>
            }
          >
            {result.refused.length > 0 && (
              <ul className={classes['refused']}>
                {result.refused.slice(0, most).map(({ key, subject, says }) => (
                  <li key={key}>
                    <b>{subject}</b>: {says}
                  </li>
                ))}
                {result.refused.length > most && <li>and {result.refused.length - most} more</li>}
              </ul>
            )}
          </Callout>
        </div>
      )}
    </>
  );
}
