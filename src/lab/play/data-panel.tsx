/** What checks and decisions read: tier, form, metrics; and the conditions that approvals set. */
import type { ReactNode } from 'react';
import type { Request } from '#engine/request.ts';
import type { Sample } from '#model/sample.ts';
import { whenText } from '#ui/format.ts';
import classes from './play.module.css';
import { Values } from './values.tsx';
import type { Play } from './use-play.ts';

export function DataPanel({
  play,
  sample,
}: {
  readonly play: Play;
  readonly sample: Sample | undefined;
}): ReactNode {
  const empty: Pick<Request, 'form' | 'tier' | 'metrics' | 'conditions'> = {
    form: sample?.form ?? {},
    tier: null,
    metrics: {},
    conditions: [],
  };
  const { form, tier, metrics, conditions } = play.frame?.request ?? empty;
  const zone = play.compiled.diagram.control.zone;
  return (
    <div className={classes['why']}>
      <h3>Tier</h3>
      <p>{tier ?? (play.frame === undefined ? 'Computed at submission' : 'None')}</p>
      <h3>Form</h3>
      <Values values={form} />
      <h3>Metrics</h3>
      {Object.keys(metrics).length === 0 ? (
        <p className={classes['muted']}>None attached yet.</p>
      ) : (
        <pre className={classes['json']}>{JSON.stringify(metrics, null, 2)}</pre>
      )}
      {conditions.length > 0 && (
        <>
          <h3>Conditions</h3>
          <ul className={classes['who']}>
            {conditions.map(({ id, text, status, due }) => (
              <li key={id}>
                {text}
                <span className={classes['muted']}>
                  {status}, due {whenText(due, play.now, zone)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
