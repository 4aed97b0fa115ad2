/** How far a forecast is; or why there is none. */
import { Button, Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import { Callout } from '#ui/callout.tsx';
import classes from './forecast.module.css';
import { plainly } from './sentences.ts';
import type { Phase } from './use-forecast.ts';

export function Running({
  phase,
  otherName,
  onAssumptions,
  stale,
}: {
  readonly phase: Phase;
  readonly otherName: string;
  readonly onAssumptions: () => void;
  /** Something is shown below that was found before. */
  readonly stale: boolean;
}): ReactNode {
  switch (phase.kind) {
    case 'done':
      return null;
    case 'cancelled':
      return (
        <Callout tone="info" title="Cancelled">
          {stale ? 'What is below was found before.' : 'Run it again to see something.'}
        </Callout>
      );
    case 'failed':
      return (
        <Callout tone="error" title="The forecast could not be run" details={phase.says}>
          Nothing was changed. Run it again, or change what is assumed.
        </Callout>
      );
    case 'refused': {
      const [first = '', ...others] = phase.says.map(plainly);
      const of = phase.of === 'own' ? '' : ` for ${otherName}`;
      return (
        <Callout
          tone="refusal"
          title={`This cannot be simulated${of}: ${first}`}
          action={<Button onClick={onAssumptions}>Open the assumptions</Button>}
        >
          {others.map((each) => (
            <div key={each}>{each}</div>
          ))}
          {stale && <div>What is below was found before.</div>}
        </Callout>
      );
    }
    case 'running': {
      const { share, replication, of } = phase.progress;
      const what =
        of === 0
          ? 'Beginning'
          : replication <= 0
            ? 'Warming up'
            : `Replication ${replication} of ${of}`;
      return (
        <div className={classes['running']}>
          <span>
            {what}
            {phase.of === 'other' && ` of ${otherName}`}
          </span>
          <Progress value={share * 100} aria-label="Progress of the forecast" size="sm" />
        </div>
      );
    }
  }
}
