/** How requests end, and what was taken for granted. */
import type { ReactNode } from 'react';
import { OutcomeBadge } from '#ui/outcome.tsx';
import { outcomes } from '#ui/outcome.tsx';
import type { Outcome } from '#ui/outcome.tsx';
import { Rows } from './card.tsx';
import classes from './forecast.module.css';
import { Change } from './figures.tsx';
import type { Result } from './use-forecast.ts';
import { fullText, valueText } from './words.ts';

const isOutcome = (name: string): name is Outcome => Object.hasOwn(outcomes, name);

export function Ends({
  result: { own, other, difference },
  otherName,
}: {
  readonly result: Result;
  readonly otherName: string;
}): ReactNode {
  const { forecast } = own;
  return (
    <section className={`cs-card ${classes['ends']}`} aria-label="How requests end">
      <h3>How requests end</h3>
      <div className={classes['wide']}>
        <Rows
          head={['Outcome', 'Share', ...(other === null ? [] : [otherName, 'Difference'])]}
          rows={Object.entries(forecast.outcomes)
            .filter(([, share]) => share !== null && share.mean > 0)
            .map(([name, share]) => [
              isOutcome(name) ? <OutcomeBadge key={name} outcome={name} /> : name,
              fullText(share, 'share'),
              ...(other === null
                ? []
                : [
                    valueText(other.forecast.outcomes[name], 'share'),
                    <Change key="change" of={difference?.outcomes[name]} kind="share" neutral />,
                  ]),
            ])}
        />
      </div>
      <p className="cs-muted">
        {fullText(forecast.finishedPerWeek, 'number')} end a week,{' '}
        {fullText(forecast.underWay, 'number')} are under way at a time. All intervals are 95 %.
      </p>
    </section>
  );
}
