/** The page of a forecast: what is asked, the answer in one sentence, the figures, and what moves them. */
import { Button } from '@mantine/core';
import { CircleCheck, Play } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { Diagram } from '#model/diagram.ts';
import type { Directory } from '#model/directory.ts';
import type { Digest, SopId } from '#model/ids.ts';
import { displayName } from '#model/rows.ts';
import type { Version } from '#model/version.ts';
import type { SampleForm } from '#simulate/forecast/scenario.ts';
import { now } from '#store/clock.ts';
import { Callout } from '#ui/callout.tsx';
import { numberText, plural } from '#ui/format.ts';
import { Select } from '#ui/select.tsx';
import { LabHead } from '../lab-head.tsx';
import { askedOf, usualSettings, withPeople } from './ask.ts';
import type { Changes } from './ask.ts';
import { Distribution } from './distribution.tsx';
import { SixFigures } from './figures.tsx';
import classes from './forecast.module.css';
import { HeatCard } from './heat-card.tsx';
import { heats } from './heat.ts';
import { LeverList } from './levers.tsx';
import { Running } from './running.tsx';
import { answerOf } from './sentences.ts';
import { useForecast } from './use-forecast.ts';
import { useLevers } from './use-levers.ts';
import { Utilization } from './utilization.tsx';
import { WhatIf } from './what-if.tsx';

export interface ForecasterProps {
  readonly sop: SopId;
  readonly diagram: Diagram;
  readonly draft: Diagram;
  /** That is forecast; null: the draft. */
  readonly version: Version | null;
  readonly versions: readonly Version[];
  readonly newest: Digest | null;
  readonly directory: Directory;
  readonly samples: readonly SampleForm[];
}

export function Forecaster({
  sop,
  diagram,
  draft,
  version,
  versions,
  newest,
  directory,
  samples,
}: ForecasterProps): ReactNode {
  const [settings] = useState(() => usualSettings(now()));
  const [changes, setChanges] = useState<Changes>({});
  const [address, setAddress] = useAddress();
  const changed = Object.keys(changes).length > 0;
  const against = address.get('against') ?? (changed ? 'stated' : 'none');
  const heat = heats.find((each) => each === address.get('heat')) ?? 'waiting';

  const situation = useMemo(
    () => ({ directory, settings, forms: samples }),
    [directory, settings, samples],
  );
  const own = useMemo(() => askedOf(diagram, changes, situation), [diagram, changes, situation]);
  const other = useMemo(() => {
    if (against === 'none' || (against === 'stated' && !changed)) return null;
    if (against === 'stated') return askedOf(diagram, {}, situation);
    const its =
      against === 'draft' ? draft : versions.find(({ digest }) => digest === against)?.diagram;
    return its === undefined ? null : askedOf(its, changes, situation);
  }, [against, changed, diagram, draft, versions, changes, situation]);

  const { phase, result, cancel, again } = useForecast(own, other);
  const busy = phase.kind === 'running';
  const levers = useLevers(result, busy || phase.kind !== 'done');
  const plain = version === null ? 'Draft' : `v${version.number}`;
  const ownName = changed ? `${plain}, changed` : plain;
  const otherName = nameOf(against, versions);

  return (
    <div className={classes['page']}>
      <LabHead
        sop={sop}
        title={displayName(diagram)}
        number={version?.number ?? null}
        here="forecast"
        newest={newest}
      >
        {busy ? (
          <Button size="sm" onClick={cancel}>
            Cancel
          </Button>
        ) : (
          <Button
            size="sm"
            variant="filled"
            leftSection={<Play size={14} strokeWidth={2.1} aria-hidden />}
            onClick={again}
          >
            Run again
          </Button>
        )}
      </LabHead>
      <main className={classes['main']}>
        <header className={classes['title']}>
          <div>
            <h2>
              Forecast: {ownName}
              {other !== null && ` against ${otherName}`}
            </h2>
            <p className="cs-muted">
              {result === null
                ? `${plural(settings.replications, 'replication')} of ${plural(settings.cases, 'request')}, seed ${settings.seed}`
                : ranWith(result.own.forecast)}
              {other !== null && ', same random numbers for both'}
            </p>
          </div>
          <Select
            aria-label="Compare with"
            allowDeselect={false}
            value={against}
            onChange={(value) => setAddress('against', value)}
            data={[
              { value: 'none', label: 'Compared with nothing' },
              ...(changed ? [{ value: 'stated', label: 'Compared with what is stated' }] : []),
              ...(version === null ? [] : [{ value: 'draft', label: 'Compared with the draft' }]),
              ...versions
                .filter(({ digest }) => digest !== version?.digest)
                .map(({ digest, number }) => ({
                  value: digest,
                  label: `Compared with version ${number}`,
                })),
            ]}
          />
          {phase.kind === 'done' && result !== null && (
            <span className={classes['done']}>
              <CircleCheck size={16} strokeWidth={1.75} aria-hidden /> Done in{' '}
              {(result.took / 1000).toFixed(1)} s
            </span>
          )}
        </header>

        <Running phase={phase} otherName={otherName} />
        {result !== null && (
          <div className={`${classes['results']} ${phase.kind === 'done' ? '' : classes['old']}`}>
            <Callouts says={result.own.forecast.says.slice(1)} />
            <output className={classes['answer']}>{answerOf(result, otherName)}</output>
            <SixFigures result={result} otherName={otherName} />
            <WhatIf
              diagram={diagram}
              changes={changes}
              onChanges={setChanges}
              stated={result.other?.forecast.roles ?? result.own.forecast.roles}
              now={result.own.forecast.roles}
            />
            <HeatCard
              diagram={diagram}
              result={result}
              heat={heat}
              onHeat={(value) => setAddress('heat', value === 'waiting' ? null : value)}
            />
            <div className={classes['two']}>
              <Distribution result={result} ownName={ownName} otherName={otherName}>
                <LeverList
                  levers={levers}
                  onTry={({ role, people }) => setChanges(withPeople(changes, role, people))}
                />
              </Distribution>
              <Utilization result={result} otherName={otherName} />
            </div>
          </div>
        )}
      </main>
    </div>
  );
}

function Callouts({ says }: { readonly says: readonly string[] }): ReactNode {
  return says.map((each) => <Callout key={each} tone="warning" title={each} />);
}

function nameOf(against: string, versions: readonly Version[]): string {
  if (against === 'stated') return 'as stated';
  if (against === 'draft') return 'draft';
  const found = versions.find(({ digest }) => digest === against);
  return found === undefined ? '' : `v${found.number}`;
}
const ranWith = ({
  replications,
  cases,
  warmup,
  seed,
}: {
  replications: number;
  cases: number;
  warmup: number;
  seed: number;
}): string =>
  `${plural(replications, 'replication')} of ${plural(cases, 'request')}, ${numberText(warmup)} before them to warm up, seed ${seed}`;

/** What is shown is the page's address: it can be linked and reloaded. */
function useAddress(): [URLSearchParams, (name: string, value: string | null) => void] {
  const search = useSearch();
  const [path, go] = useLocation();
  const params = useMemo(() => new URLSearchParams(search), [search]);
  const set = (name: string, value: string | null): void => {
    const next = new URLSearchParams(search);
    if (value === null) next.delete(name);
    else next.set(name, value);
    const text = next.toString();
    go(text === '' ? path : `${path}?${text}`, { replace: true });
  };
  return [params, set];
}
