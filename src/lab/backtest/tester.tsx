import { Button } from '@mantine/core';
import { RefreshCw } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { compile } from '#engine/compile.ts';
import { digest as digestOf } from '#model/digest.ts';
import type { Diagram } from '#model/diagram.ts';
import type { Digest, SopId } from '#model/ids.ts';
import { displayName } from '#model/rows.ts';
import type { Version } from '#model/version.ts';
import { hash } from '#store/hash.ts';
import { Callout } from '#ui/callout.tsx';
import { plural } from '#ui/format.ts';
import { links } from '#ui/links.ts';
import { LabHead } from '../lab-head.tsx';
import classes from './backtest.module.css';
import { everyEnded, pick, pickedText, storedText } from './choices.ts';
import { Filters } from './filters.tsx';
import { Results } from './results.tsx';
import { Saved } from './saved.tsx';
import { Before, Export, Running, Stale } from './tester-parts.tsx';
import { useChoices, useRun } from './use-run.ts';

interface Props {
  readonly sop: SopId;
  readonly diagram: Diagram;
  /** Of the version that is tried; null for the draft. */
  readonly number: number | null;
  readonly versions: readonly Version[];
  readonly newest: Digest | null;
  /** Id of the saved one that is opened. */
  readonly saved: string | null;
  readonly offer: ReactNode;
}

export function Tester({ sop, diagram, number, versions, newest, saved, offer }: Props): ReactNode {
  const choices = useChoices(sop);
  const [picked, setPicked] = useState(everyEnded);
  const [hours, setHours] = useState<number | null>(null);
  const digest = useMemo(() => digestOf(diagram, hash), [diagram]);
  const compiled = useMemo(() => compile(diagram, 'draft'), [diagram]);
  const run = useRun(sop, saved);
  const chosen = useMemo(() => pick(choices.rows ?? [], picked), [choices.rows, picked]);
  const numbers = useMemo(
    () => new Map(versions.map((version) => [String(version.digest), version.number])),
    [versions],
  );
  const what = number === null ? 'the draft' : `version ${number}`;
  const start = (): void =>
    run.start({
      diagram,
      digest,
      version: number,
      hours,
      picked: pickedText(picked, numbers),
      requests: chosen,
    });
  // Stays once it stood here: it says how far it is, and who takes it away calls it off.
  const [offered, keepOffer] = useState(false);
  if (choices.rows?.length === 0 && !offered) keepOffer(true);
  const fault = compiled.faults[0];
  const made = run.made;
  return (
    <div className={classes['page']}>
      <LabHead
        sop={sop}
        title={displayName(diagram)}
        number={number}
        here="backtest"
        newest={newest}
      >
        {made !== null && <Export made={made} title={displayName(diagram)} />}
        {choices.rows !== undefined && choices.rows.length > 0 && (
          <Button
            variant="filled"
            leftSection={<RefreshCw size={14} strokeWidth={2.1} aria-hidden />}
            disabled={chosen.length === 0 || run.running !== null || fault !== undefined}
            onClick={start}
          >
            {made === null ? 'Run' : 'Run again'}
          </Button>
        )}
      </LabHead>
      <main className={classes['main']}>
        <div className={classes['top']}>
          <div className={classes['title']}>
            <h2>Backtest of {what}</h2>
            <p className={classes['muted']}>
              {choices.rows === undefined || choices.rows.length === 0
                ? 'Stored requests, replayed against it; nothing is written to them'
                : `${storedText(chosen)}, replayed against ${what}; nothing is written to them`}
            </p>
          </div>
          {choices.rows !== undefined && choices.rows.length > 0 && (
            <Filters
              sop={sop}
              number={number}
              versions={versions}
              choices={choices.rows}
              numbers={numbers}
              picked={picked}
              onPick={setPicked}
              hours={hours}
              onHours={setHours}
            />
          )}
          <Saved sop={sop} made={made} number={number} draft={number === null ? digest : null} />
        </div>
        {fault !== undefined && (
          <Callout
            tone="error"
            title={`${what === 'the draft' ? 'The draft' : 'This version'} cannot run: ${fault.says}`}
            action={
              number === null && (
                <Button component={Link} href={links.editor(sop)}>
                  Open the draft
                </Button>
              )
            }
          >
            {compiled.faults.length > 1
              ? `${plural(compiled.faults.length, 'error')} stand in the way; the problems panel names them all.`
              : 'Mend it, then run the backtest.'}
          </Callout>
        )}
        {choices.failed !== null && (
          <Callout
            tone="error"
            title="The stored requests could not be read."
            details={choices.failed}
          >
            They are unchanged. Reload this page.
          </Callout>
        )}
        {run.failed !== null && (
          <Callout tone="error" title="The backtest came to no end." details={run.failed}>
            Your requests are unchanged. Run it again.
          </Callout>
        )}
        {run.running !== null && (
          <Running done={run.running.done} all={run.running.all} onCancel={run.cancel} />
        )}
        {made !== null && <Stale made={made} digest={digest} what={what} />}
        {made === null && run.running === null && (
          <Before rows={choices.rows} chosen={chosen} what={what} />
        )}
        {offered && <div className={classes['offer']}>{offer}</div>}
        {made !== null && (
          <Results
            key={made.key}
            sop={sop}
            made={made}
            diagram={diagram}
            dimmed={run.running !== null}
            what={what}
          />
        )}
      </main>
    </div>
  );
}
