/** One request that departs: both runs from the node where they part, why, and what was assumed for it. */
import { Button } from '@mantine/core';
import { Play } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { compile } from '#engine/compile.ts';
import type { Diagram } from '#model/diagram.ts';
import type { Tested } from '#store/backtest-row.ts';
import type { Database } from '#store/database.ts';
import { historiesOf } from '#store/histories.ts';
import { getVersion } from '#store/sops.ts';
import { dateText } from '#ui/format.ts';
import { useDatabase, useDirectory } from '#ui/workspace.tsx';
import classes from './backtest.module.css';
import { Failing, Notes, Sides } from './departure-parts.tsx';
import { Paths } from './paths.tsx';
import { twoRuns } from './runs.ts';
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
  const alike =
    runs !== null &&
    runs.together === runs.recorded.stops.length &&
    runs.together === runs.replayed.stops.length;
  const parted = alike
    ? runs.recorded.from
    : (runs?.recorded.stops[runs.together]?.at ?? runs?.recorded.at);
  return (
    <section className={classes['card']} aria-label="Departure">
      <div className={classes['cardHead']}>
        <div>
          <h3 className={classes['name']}>{found.subject}</h3>
          <p className={classes['muted']}>
            {found.name}
            {found.place !== '' && `, ${alike ? 'differs' : 'departs'} at ${found.place}`}
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
          {alike ? (
            <p className={classes['alike']}>
              Both runs go the same way
              {runs.recorded.outcome !== null && ', to the same end'}.
            </p>
          ) : (
            <Paths runs={runs} found={found} what={what} />
          )}
          {found.because !== '' && <p className={classes['because']}>{found.because}</p>}
          <Failing compiled={compiled} runs={runs} found={found} />
          {!alike && <Sides runs={runs} what={what} />}
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
