import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { BacktestResult } from '#store/backtest-row.ts';
import { numberText } from '#ui/format.ts';
import { hueOf, OutcomeGlyph, outcomes } from '#ui/outcome.tsx';
import classes from './backtest.module.css';
import { matrixOf } from './figures.ts';
import type { Ending } from './figures.ts';

/** The diagonal stays as it was; what lies beside it takes the tint of what it becomes. */
export function OutcomeMatrix({
  result,
  what,
}: {
  readonly result: BacktestResult;
  readonly what: string;
}): ReactNode {
  const { rows, columns, count } = useMemo(() => matrixOf(result), [result]);
  return (
    <section className={classes['card']} aria-labelledby="matrix">
      <h3 id="matrix">Recorded outcome (rows) and outcome under {what}</h3>
      <table className={classes['matrix']}>
        <thead>
          <tr>
            <td>
              <span className="cs-spoken">Recorded</span>
            </td>
            {columns.map((now) => (
              <th key={now} scope="col">
                <Head ending={now} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((was) => (
            <tr key={was}>
              <th scope="row">
                <Head ending={was} />
              </th>
              {columns.map((now) => {
                const n = count(was, now);
                const hue = tintOf(now);
                return (
                  <td key={now} data-kind={n === 0 ? 'none' : was === now ? 'same' : 'other'}>
                    <span
                      style={
                        n > 0 && was !== now
                          ? {
                              background: `var(--cs-${hue}-tint)`,
                              borderColor: `var(--cs-${hue}-border)`,
                              color: `var(--cs-${hue}-text)`,
                            }
                          : {}
                      }
                    >
                      {n === 0 ? '·' : numberText(n)}
                    </span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const words = { running: 'Under way', stopped: 'Stopped', unknown: 'Unknown' } as const;

function Head({ ending }: { readonly ending: Ending }): ReactNode {
  if (ending === 'running' || ending === 'stopped' || ending === 'unknown')
    return <span className={classes['head']}>{words[ending]}</span>;
  return (
    <span className={classes['head']}>
      <OutcomeGlyph outcome={ending} size={18} />{' '}
      <span className={classes['word']}>{outcomes[ending].status}</span>
    </span>
  );
}

const tintOf = (ending: Ending): string => {
  if (ending === 'stopped') return 'rejected';
  return ending === 'running' || ending === 'unknown' ? 'expired' : hueOf[ending];
};
