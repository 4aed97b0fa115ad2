/** One request that departs: both runs from the node where they part, why, and what was assumed for it. */
import { Button } from '@mantine/core';
import { MessageSquareText, Play } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { compile } from '#engine/compile.ts';
import type { Compiled } from '#engine/compiled.ts';
import type { Diagram } from '#model/diagram.ts';
import type { Tested } from '#store/backtest-row.ts';
import type { Database } from '#store/database.ts';
import { historiesOf } from '#store/histories.ts';
import { getVersion } from '#store/sops.ts';
import { dateText, spanText } from '#ui/format.ts';
import { outcomes } from '#ui/outcome.tsx';
import { useDatabase, useDirectory } from '#ui/workspace.tsx';
import classes from './backtest.module.css';
import { Paths } from './paths.tsx';
import { twoRuns } from './runs.ts';
import type { RunStop, Side, TwoRuns } from './runs.ts';
import type { Made } from './use-run.ts';

interface Props {
  readonly found: Tested;
  readonly made: Made;
  readonly diagram: Diagram;
  /** Address at which it is played from where it departs. */
  readonly play: string;
  readonly what: string;
}

export function Departure({ found, made, diagram, play, what }: Props): ReactNode {
  const read = useRead(found);
  const directory = useDirectory();
  const compiled = useMemo(() => compile(diagram, 'draft'), [diagram]);
  const runs = useMemo(() => {
    if (read === null || typeof read === 'string') return null;
    const defaults = made.hours === null ? null : { hours: made.hours };
    return twoRuns(compiled, read.before, read.history, directory, defaults);
  }, [read, compiled, directory, made.hours]);
  const parted = runs?.recorded.stops[runs.together]?.at ?? runs?.recorded.at;
  return (
    <section className={classes['card']} aria-label="Departure">
      <div className={classes['cardHead']}>
        <div>
          <h3 className={classes['name']}>{found.subject}</h3>
          <p className={classes['muted']}>
            {found.name}
            {found.place !== '' && `, departs at ${found.place}`}
            {parted !== undefined && ` on ${dateText(parted)}`}
          </p>
        </div>
        <Button
          component={Link}
          href={play}
          leftSection={<Play size={14} strokeWidth={2.1} aria-hidden />}
        >
          Play from here
        </Button>
      </div>
      {typeof read === 'string' && <p className={classes['because']}>{read}</p>}
      {runs !== null && (
        <>
          <Paths runs={runs} found={found} what={what} />
          {found.because !== '' && <p className={classes['because']}>{found.because}</p>}
          <Failing compiled={compiled} runs={runs} found={found} />
          <Sides runs={runs} what={what} />
          <Notes runs={runs} compiled={compiled} />
        </>
      )}
    </section>
  );
}

type Read = Awaited<ReturnType<typeof readOne>> | null;

/** null while it is read. */
function useRead(found: Tested): Read {
  const database = useDatabase();
  const [read, set] = useState<Read>(null);
  const { request } = found;
  useEffect(() => {
    let gone = false;
    readOne(database, request).then(
      (answer) => gone || set(answer),
      (error: unknown) => gone || set(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      gone = true;
    };
  }, [database, request]);
  return read;
}

/** A sentence where it cannot be read any more: it was erased, or is of another workspace. */
async function readOne(database: Database, request: Tested['request']) {
  const [answer] = await historiesOf(database, [request]);
  if (answer === undefined) return 'This request is not on this device.';
  if (!answer.ok) return answer.says;
  const { history } = answer;
  const submitted = history.entries[0]?.events.find((event) => event.type === 'submitted');
  const version =
    submitted?.type === 'submitted' ? await getVersion(database, submitted.version) : undefined;
  return { history, before: version?.diagram ?? null };
}

/** The checks that stand in the way now, with what they saw. */
function Failing({
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
function Sides({ runs, what }: { readonly runs: TwoRuns; readonly what: string }): ReactNode {
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
function Notes({
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
