/** The departures of one list; however many there are, only those in sight are drawn. */
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Tested } from '#store/backtest-row.ts';
import { Chip } from '#ui/chip.tsx';
import { OutcomeBadge, OutcomeGlyph, outcomes } from '#ui/outcome.tsx';
import classes from './backtest.module.css';
import { changeText, nowOf } from './figures.ts';

/** px of a row, as backtest.module.css draws them; of a card on a phone. */
const wide = 44;
const phone = 96;
/** Rows beyond what is seen that are drawn too. */
const more = 8;

export function Departures({
  rows,
  chosen,
  onChoose,
}: {
  readonly rows: readonly Tested[];
  readonly chosen: Tested | null;
  readonly onChoose: (found: Tested) => void;
}): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const [seen, see] = useState({ from: 0, to: 30, height: wide });
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const look = (): void => {
      const height = element.clientWidth < 560 ? phone : wide;
      const from = Math.max(0, Math.floor(element.scrollTop / height) - more);
      const to = Math.ceil((element.scrollTop + element.clientHeight) / height) + more;
      see((old) =>
        old.from === from && old.to === to && old.height === height ? old : { from, to, height },
      );
    };
    element.addEventListener('scroll', look, { passive: true });
    const resized = new ResizeObserver(look);
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, []);
  const at = chosen === null ? -1 : rows.indexOf(chosen);
  const { height } = seen;
  // Moved to by key: into sight, under the head of the table.
  useEffect(() => {
    const element = frame.current;
    if (element === null || at < 0) return;
    const head = height === wide ? 40 : 0;
    const top = at * height;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + height + head > element.scrollTop + element.clientHeight)
      element.scrollTop = top + height + head - element.clientHeight;
  }, [at, height]);
  if (rows.length === 0) return <p className={classes['none']}>No request does.</p>;
  const to = Math.min(seen.to, rows.length);
  return (
    <div ref={frame} className={classes['scroll']}>
      <table className={classes['table']} aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">Request</th>
            <th scope="col">Recorded, now</th>
            <th scope="col">Departs at</th>
            <th scope="col">Because</th>
            <th scope="col">Cycle</th>
          </tr>
        </thead>
        <tbody>
          <tr aria-hidden style={{ height: seen.from * height }} />
          {rows.slice(seen.from, to).map((found, i) => (
            <Row
              key={found.request}
              found={found}
              index={seen.from + i + 2}
              chosen={found === chosen}
              onChoose={onChoose}
            />
          ))}
          <tr aria-hidden style={{ height: (rows.length - to) * height }} />
        </tbody>
      </table>
    </div>
  );
}

function Row({
  found,
  index,
  chosen,
  onChoose,
}: {
  readonly found: Tested;
  readonly index: number;
  readonly chosen: boolean;
  readonly onChoose: (found: Tested) => void;
}): ReactNode {
  const hours = found.laterHours;
  return (
    <tr
      aria-rowindex={index}
      className={classes['row']}
      data-chosen={chosen}
      onClick={() => onChoose(found)}
    >
      <td title={found.subject}>
        <button
          type="button"
          className={classes['subject']}
          aria-pressed={chosen}
          onClick={() => onChoose(found)}
        >
          {found.subject}
        </button>{' '}
        {found.name !== found.subject && <span className={classes['muted']}>{found.name}</span>}
      </td>
      <td>
        <Change found={found} />
      </td>
      <td title={found.place}>{found.place}</td>
      <td title={found.because}>{found.because}</td>
      <td data-way={(hours ?? -1) > 0 ? 'later' : 'sooner'}>
        {hours === null
          ? found.stopsHours !== null && (
              <span title="Stops so long before it had ended">{changeText(-found.stopsHours)}</span>
            )
          : Math.abs(hours) > 1 / 60 && changeText(hours)}
      </td>
    </tr>
  );
}

/** What was recorded, an arrow, what comes of it now. */
function Change({ found }: { readonly found: Tested }): ReactNode {
  const [was] = found.outcome;
  const now = nowOf(found);
  return (
    <span className={classes['change']}>
      {was === null ? (
        <span className={classes['muted']}>under way</span>
      ) : (
        <OutcomeGlyph outcome={was} size={16} label={outcomes[was].status} />
      )}
      <span aria-hidden>→</span>
      <span className="cs-spoken">, now </span>
      {now === 'stopped' ? (
        <Chip tone="error">Stopped</Chip>
      ) : now === 'unknown' ? (
        <Chip>Cannot be told</Chip>
      ) : now === 'running' ? (
        <Chip>Under way</Chip>
      ) : (
        <OutcomeBadge outcome={now} />
      )}
    </span>
  );
}
