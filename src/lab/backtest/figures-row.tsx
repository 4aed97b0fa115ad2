import { Equal, Hourglass, Layers, OctagonX, Split } from 'lucide-react';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { numberText, plural } from '#ui/format.ts';
import { outcomes } from '#ui/outcome.tsx';
import classes from './backtest.module.css';
import { assumedText } from './choices.ts';
import { figuresOf, hoursText } from './figures.ts';
import type { Made } from './use-run.ts';

export function FiguresRow({ made }: { readonly made: Made }): ReactNode {
  const figures = useMemo(() => figuresOf(made.result), [made.result]);
  const { all, same, otherwise, stopped, later, tier } = figures;
  const share = all === 0 ? '' : `${Math.round((100 * same) / all)} %`;
  return (
    <dl className={classes['figures']}>
      <Figure icon={<Equal />} hue="expired" says="End the same" count={same} more={share} />
      <Figure
        icon={<Split />}
        hue="rejected"
        says="End otherwise"
        count={otherwise.count}
        more={
          otherwise.most === null
            ? ''
            : `${otherwise.most[1]} now ${outcomes[otherwise.most[0]].status.toLowerCase()}`
        }
      />
      <Figure
        icon={<OctagonX />}
        hue="approved"
        says="Stopped earlier"
        count={stopped.count}
        more={stopped.hours === null ? '' : `by ${hoursText(stopped.hours)}, median`}
      />
      <Figure
        icon={<Hourglass />}
        hue="conditional"
        says="Wait longer"
        count={later.count}
        more={later.hours === null ? '' : `${hoursText(later.hours)} more, median`}
      />
      <Figure
        icon={<Layers />}
        hue="ink"
        says="Change tier"
        count={tier.count}
        more={tier.most === null ? '' : `${tier.most[0]} to ${tier.most[1]}`}
      />
    </dl>
  );
}

function Figure({
  icon,
  hue,
  says,
  count,
  more,
}: {
  readonly icon: ReactNode;
  readonly hue: string;
  readonly says: string;
  readonly count: number;
  readonly more: string;
}): ReactNode {
  return (
    <div className={classes['figure']}>
      <dt>
        <span
          style={{ color: `var(--cs-${hue}-${hue === 'expired' ? 'solid' : 'text'})` }}
          aria-hidden
        >
          {icon}
        </span>
        {says}
      </dt>
      <dd>
        <b>{numberText(count)}</b> <span className={classes['muted']}>{more}</span>
      </dd>
    </div>
  );
}

/** What the figures rest on: what was assumed, what was left out, what the record lacks. */
export function Beside({ made: { result, hours } }: { readonly made: Made }): ReactNode {
  const assumed = assumedText(result.assumed);
  const gaps = result.requests.filter((found) => found.gaps > 0).length;
  return (
    <div className={classes['beside']}>
      <p>
        {assumed === '' ? 'Nothing had to be assumed.' : `Assumed: ${assumed}.`}
        {hours !== null && ` New work is approved after ${hours} h.`}
        {gaps > 0 &&
          ` ${plural(gaps, 'request')} ${gaps === 1 ? 'has' : 'have'} gaps in the record; what could be read was replayed.`}
      </p>
      {result.left.length > 0 && (
        <details>
          <summary>
            {plural(result.left.length, 'request')} could not be replayed and{' '}
            {result.left.length === 1 ? 'is' : 'are'} not counted
          </summary>
          <ul>
            {result.left.slice(0, 50).map(({ request, name, says }) => (
              <li key={request}>
                {name}: {says}
              </li>
            ))}
            {result.left.length > 50 && <li>and {numberText(result.left.length - 50)} more</li>}
          </ul>
        </details>
      )}
    </div>
  );
}
