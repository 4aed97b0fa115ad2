/** What a departure says beside its picture: what fails now, both runs stop by stop, what was assumed. */
import { MessageSquareText } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Compiled } from '#engine/compiled.ts';
import type { Tested } from '#store/backtest-row.ts';
import { spanText } from '#ui/format.ts';
import { outcomes } from '#ui/outcome.tsx';
import classes from './backtest.module.css';
import type { RunStop, Side, TwoRuns } from './runs.ts';

/** The checks that stand in the way now, with what they saw. */
export function Failing({
  compiled,
  runs,
  found,
}: {
  readonly compiled: Compiled;
  readonly runs: TwoRuns;
  readonly found: Tested;
}): ReactNode {
  const work = runs.made.request.work.find(({ node }) => node === found.node);
  const items = work === undefined ? [] : (compiled.at.get(work.node)?.items ?? []);
  const failing = items.filter(
    ({ row }) => row.required && work?.answers[row.id]?.result === 'fail',
  );
  if (failing.length === 0) return null;
  return (
    <table className={classes['checks']}>
      <thead>
        <tr>
          <th scope="col">Check that now fails</th>
          <th scope="col">Saw</th>
        </tr>
      </thead>
      <tbody>
        {failing.map(({ row }) => (
          <tr key={row.id}>
            <td>{row.text}</td>
            <td className="cs-mono">
              {Object.entries(work?.answers[row.id]?.seen ?? {})
                .map(([path, value]) => `${path} = ${JSON.stringify(value)}`)
                .join('\n')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Both runs as lists, from the last stop they share. */
export function Sides({
  runs,
  what,
}: {
  readonly runs: TwoRuns;
  readonly what: string;
}): ReactNode {
  const from = Math.max(0, runs.together - 1);
  return (
    <div className={classes['sides']}>
      <SideList title="As recorded" side={runs.recorded} from={from} />
      <SideList title={`Under ${what}`} side={runs.replayed} from={from} />
    </div>
  );
}

function SideList({
  title,
  side,
  from,
}: {
  readonly title: string;
  readonly side: Side;
  readonly from: number;
}): ReactNode {
  return (
    <div>
      <h4>{title}</h4>
      <ol className={classes['stops']} aria-label={title}>
        {side.stops.slice(from).map((stop, i) => (
          <li key={`${stop.node}${String(i)}`}>
            <span>{stopText(stop)}</span>
            <time>{spanText((stop.at - side.from) / 60_000)}</time>
          </li>
        ))}
        {side.outcome === null && (
          <li>
            <span>Goes no further</span>
            <time>{spanText((side.at - side.from) / 60_000)}</time>
          </li>
        )}
      </ol>
    </div>
  );
}

const stopText = ({ name, kind, outcome }: RunStop): string =>
  kind === 'gate' && outcome !== null && outcome !== 'done'
    ? `${name}: ${outcomes[outcome].status.toLowerCase()}`
    : name;

/** What was assumed for this request, what its record lacks, and what was said after it had ended. */
export function Notes({
  runs,
  compiled,
}: {
  readonly runs: TwoRuns;
  readonly compiled: Compiled;
}): ReactNode {
  const { made, gaps, afterwards } = runs;
  return (
    <>
      {(made.taken.length > 0 || gaps.length > 0) && (
        <details className={classes['taken']}>
          <summary>What was assumed for this request</summary>
          <ul>
            {made.taken.map(({ source, node, says }, i) => (
              <li key={`${source}${node}${String(i)}`}>
                <b>{sources[source]}</b> at {compiled.at.get(node)?.row.name ?? node}: {says}
              </li>
            ))}
            {gaps.map((gap) => (
              <li key={gap}>
                <b>Gap</b> {gap}
              </li>
            ))}
          </ul>
        </details>
      )}
      {afterwards.length > 0 && (
        <p className={classes['afterwards']}>
          <MessageSquareText size={16} strokeWidth={1.75} aria-hidden />
          <span>Said afterwards: {afterwards.at(-1)}</span>
        </p>
      )}
    </>
  );
}

const sources = {
  recorded: 'Recorded in another round',
  elsewhere: 'Mapped from elsewhere',
  default: 'By default',
  unknown: 'Unknown',
} as const;
