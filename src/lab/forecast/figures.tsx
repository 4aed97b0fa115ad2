/** The six figures that are looked at first; beside each the other side's, and what differs. */
import { Minus, TrendingDown, TrendingUp } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Estimate } from '#simulate/forecast/estimate.ts';
import type { Figures } from '#simulate/forecast/result.ts';
import { busiest } from './busiest.ts';
import classes from './figures.module.css';
import type { Result } from './use-forecast.ts';
import { changeText, isSure, valueText, written } from './words.ts';
import type { Kind } from './words.ts';

interface Figure {
  readonly name: string;
  readonly kind: Kind;
  readonly of: (figures: Figures) => Estimate | null | undefined;
  readonly note?: string;
}
function figuresOf(own: Figures): readonly Figure[] {
  const busy = busiest(own);
  return [
    { name: 'Cycle time, median', kind: 'time', of: ({ percentiles }) => percentiles['p50'] },
    { name: 'Waiting for people', kind: 'time', of: ({ waiting }) => waiting },
    { name: 'SLA breach', kind: 'share', of: ({ breach }) => breach },
    { name: 'Rework', kind: 'share', of: ({ rework }) => rework },
    { name: 'Cost per request', kind: 'money', of: ({ cost }) => cost },
    {
      name: 'Busiest role',
      kind: 'share',
      of: ({ roles }) =>
        roles.find(({ id, utilisation }) => id === busy?.id && utilisation !== null)?.utilisation,
      ...(busy === null ? {} : { note: busy.name }),
    },
  ];
}

export function SixFigures({
  result: { own, other, difference },
  otherName,
}: {
  readonly result: Result;
  readonly otherName: string;
}): ReactNode {
  return (
    <dl className={`cs-card ${classes['figures']}`} aria-label="Figures">
      {figuresOf(own.forecast).map(({ name, kind, of, note }) => (
        <div key={name} className={classes['figure']}>
          <dt>{name}</dt>
          <dd>
            <Value of={of(own.forecast)} kind={kind} />
            {note !== undefined && <span className={classes['note']}>{note}</span>}
            {other !== null && (
              <span className={classes['other']}>
                <span>
                  {otherName} {valueText(of(other.forecast), kind)}
                </span>
                {difference !== null && <Change of={of(difference)} kind={kind} />}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({
  of,
  kind,
}: {
  readonly of: Estimate | null | undefined;
  readonly kind: Kind;
}): ReactNode {
  if (of === null || of === undefined) return <span className={classes['value']}>–</span>;
  const { value, half } = written(of, kind);
  return (
    <span>
      <span className={classes['value']}>{value}</span>{' '}
      {half !== '' && <span className={classes['half']}>{half}</span>}
    </span>
  );
}

/** Less is better of all figures here; what may be chance is grey. */
export function Change({
  of,
  kind,
  neutral = false,
}: {
  readonly of: Estimate | null | undefined;
  readonly kind: Kind;
  /** Neither more nor less is better. */
  readonly neutral?: boolean;
}): ReactNode {
  if (of === null || of === undefined) return null;
  const tone = neutral || !isSure(of) ? 'even' : of.mean < 0 ? 'better' : 'worse';
  const Icon = { even: Minus, better: TrendingDown, worse: TrendingUp }[tone];
  return (
    <span className={`${classes['change']} ${classes[tone]}`}>
      <Icon size={14} strokeWidth={2.1} aria-hidden />
      {changeText(of, kind)}
    </span>
  );
}
