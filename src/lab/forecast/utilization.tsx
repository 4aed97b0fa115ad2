/** How busy each role is, with what a queue can bear: above 85 % it grows faster than anybody expects. */
import type { ReactNode } from 'react';
import type { RoleForecast } from '#simulate/forecast/result.ts';
import { plural } from '#ui/format.ts';
import { Card, Key, Rows } from './card.tsx';
import classes from './chart.module.css';
import type { Result } from './use-forecast.ts';
import { fullText, valueText } from './words.ts';

const limit = 0.85;
/** Above the limit, near it, below. */
const colorOf = (share: number): string =>
  share >= limit ? 'var(--cs-heat-4)' : share >= 0.7 ? 'var(--cs-heat-3)' : 'var(--cs-ink-solid)';
const percent = (share: number): string => `${Math.min(100, Math.max(0, share * 100))}%`;

/** The busiest first; then those of whom there are as many as it takes. */
export const byLoad = (roles: readonly RoleForecast[]): RoleForecast[] =>
  roles.toSorted((a, b) => (b.utilisation?.mean ?? -1) - (a.utilisation?.mean ?? -1));
const same = (roles: readonly RoleForecast[] | undefined, role: RoleForecast) =>
  roles?.find(({ id, people }) => id === role.id && (people === null) === (role.people === null));

export function Utilization({
  result: { own, other },
  otherName,
}: {
  readonly result: Result;
  readonly otherName: string;
}): ReactNode {
  const roles = byLoad(own.forecast.roles);
  const known = roles.filter(({ utilisation }) => utilisation !== null);
  return (
    <Card
      title="Utilization per role"
      legend={
        <>
          <Key
            line={
              <svg width={20} height={12} aria-hidden>
                <path d="M2 6h16M2 2v8M18 2v8" className={classes['whisker']} />
              </svg>
            }
          >
            95 % interval
          </Key>
          {other !== null && (
            <Key
              line={
                <svg width={6} height={16} aria-hidden>
                  <path d="M3 0v16" className={classes['tick']} />
                </svg>
              }
            >
              {otherName}
            </Key>
          )}
        </>
      }
      table={
        <Rows
          head={['Role', 'People', 'Busy', 'In the queue', 'Wait of each', 'Cost per request']}
          rows={roles.map((role) => [
            role.name,
            role.people ?? 'each their own',
            fullText(role.utilisation, 'share'),
            fullText(role.queue, 'number'),
            fullText(role.waiting, 'time'),
            fullText(role.cost, 'money'),
          ])}
        />
      }
    >
      <ul className={classes['staff']}>
        {known.map((role) => (
          <Load
            key={role.id}
            role={role}
            other={same(other?.forecast.roles, role)?.utilisation?.mean ?? null}
          />
        ))}
        <li aria-hidden>
          <span />
          <span className={classes['foot']}>
            <span>85 % limit</span>
          </span>
          <span />
        </li>
      </ul>
    </Card>
  );
}

function Load({
  role,
  other,
}: {
  readonly role: RoleForecast;
  readonly other: number | null;
}): ReactNode {
  const { mean = 0, half = null } = role.utilisation ?? {};
  const low = percent(mean - (half ?? 0));
  const high = percent(mean + (half ?? 0));
  const short = role.needed !== null && role.people !== null && role.needed.mean >= role.people;
  return (
    <li>
      <div className={classes['who']}>
        {role.name}
        <span>
          {plural(role.people ?? 0, 'person', 'people')}
          {short && ` · needs ${valueText(role.needed, 'number')}`} · queue{' '}
          {valueText(role.queue, 'number')}
        </span>
      </div>
      <div className={classes['track']}>
        <svg aria-hidden>
          <rect y="14" width="100%" height="12" rx="3" className={classes['empty']} />
          <rect y="14" width={percent(mean)} height="12" rx="3" fill={colorOf(mean)} />
          <line x1="85%" x2="85%" y1="0" y2="100%" className={classes['limit']} />
          {other !== null && (
            <line
              x1={percent(other)}
              x2={percent(other)}
              y1="8"
              y2="32"
              className={classes['tick']}
            />
          )}
          {half !== null &&
            (['whiskerHalo', 'whisker'] as const).map((look) => (
              <g key={look} className={classes[look]}>
                <line x1={low} x2={high} y1="20" y2="20" />
                <line x1={low} x2={low} y1="16" y2="24" />
                <line x1={high} x2={high} y1="16" y2="24" />
              </g>
            ))}
        </svg>
      </div>
      <span className={classes['percent']} title={fullText(role.utilisation, 'share')}>
        {Math.round(mean * 100)} %
      </span>
    </li>
  );
}
