/** A forecast of an SOP: what it rests on, what is compared, and where that is changed. */
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { ScenarioFile } from '#formats/scenario.ts';
import type { Diagram } from '#model/diagram.ts';
import type { Directory } from '#model/directory.ts';
import type { Digest, SopId } from '#model/ids.ts';
import { displayName } from '#model/rows.ts';
import type { Version } from '#model/version.ts';
import type { SampleForm } from '#simulate/forecast/scenario.ts';
import { now } from '#store/clock.ts';
import { LabHead } from '../lab-head.tsx';
import { askedOf, usualSettings, withPeople } from './ask.ts';
import type { Changes } from './ask.ts';
import { Assumptions } from './assumptions.tsx';
import { Actions } from './actions.tsx';
import classes from './forecast.module.css';
import { useMemory } from './memory.ts';
import { Results } from './results.tsx';
import { Running } from './running.tsx';
import { fileOf, openedOf } from './scenario-file.ts';
import { without } from './sentences.ts';
import { assumptionsOf } from './stated.ts';
import { TitleLine } from './title-line.tsx';
import { useAddress } from './use-address.ts';
import { useFit } from './use-fit.ts';
import { useForecast } from './use-forecast.ts';
import { useLevers } from './use-levers.ts';

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

export function Forecaster(props: ForecasterProps): ReactNode {
  const { sop, diagram, draft, version, versions, newest, directory, samples } = props;
  const [settings, setSettings] = useState(() => usualSettings(now()));
  const [changes, setChanges] = useState<Changes>({});
  const [useHistory, setUseHistory] = useState(true);
  const [opened, setOpened] = useState<readonly SampleForm[] | null>(null);
  const [byForms, setByForms] = useState(true);
  const [panel, setPanel] = useState(false);
  const [address, setAddress] = useAddress();
  const memory = useMemory();

  const read = useFit(sop, diagram, directory);
  const history = read ?? null;
  const fit = useHistory ? history : null;
  const basis = useMemo(() => ({ diagram, fit, changes }), [diagram, fit, changes]);
  const known = opened ?? (fit !== null && fit.forms.length > 0 ? fit.forms : samples);
  const forms = byForms ? known : none;
  const situation = useMemo(() => ({ directory, settings, forms }), [directory, settings, forms]);

  const changed = Object.keys(changes).length > 0;
  const asked = address.get('against') ?? without;
  const against = asked === without && !changed ? 'none' : asked;
  const own = useMemo(
    // What history says is waited for: without it this would be another forecast.
    () => (read === undefined ? null : askedOf(diagram, assumptionsOf(basis), situation)),
    [read, diagram, basis, situation],
  );
  const other = useMemo(() => {
    if (against === 'none') return null;
    if (against === without)
      return askedOf(diagram, assumptionsOf({ ...basis, changes: {} }), situation);
    const its =
      against === 'draft' ? draft : versions.find(({ digest }) => digest === against)?.diagram;
    return its === undefined ? null : askedOf(its, assumptionsOf(basis), situation);
  }, [against, diagram, draft, versions, basis, situation]);

  const { phase, result, cancel, again } = useForecast(own, other, memory);
  const busy = phase.kind === 'running';
  const levers = useLevers(result, phase.kind !== 'done', memory);
  const plain = version === null ? 'draft' : `v${version.number}`;
  const ownName = changed ? 'With changes' : version === null ? 'Draft' : plain;
  const otherName = nameOf(against, versions);
  const file = (name: string): ScenarioFile => fileOf(name, settings, assumptionsOf(basis), forms);
  const open = (scenario: ScenarioFile): void => {
    const found = openedOf(scenario, settings);
    setSettings(found.settings);
    setChanges(found.changes);
    setUseHistory(false);
    setByForms(found.forms === null || found.forms.length > 0);
    setOpened(found.forms === null || found.forms.length === 0 ? null : found.forms);
  };
  const peopleOf = (role: string): number | null =>
    result?.own.forecast.roles.find(({ id, people }) => id === role && people !== null)?.people ??
    null;

  return (
    <div className={classes['page']}>
      <LabHead
        sop={sop}
        title={displayName(diagram)}
        number={version?.number ?? null}
        here="forecast"
        newest={newest}
      >
        <Actions
          busy={busy}
          result={result}
          onCancel={cancel}
          onAgain={again}
          title={displayName(diagram)}
          scenario={file}
          version={version === null ? 'draft' : version.digest}
        />
      </LabHead>
      <main className={classes['main']}>
        <TitleLine
          {...props}
          name={plain}
          otherName={other === null ? null : otherName}
          against={against}
          onAgainst={(value) => setAddress('against', value)}
          changed={changed}
          settings={settings}
          basis={basis}
          result={result}
          done={phase.kind === 'done'}
          file={file}
          onOpen={open}
          onAssumptions={() => setPanel(true)}
        />
        <Running
          phase={phase}
          otherName={otherName}
          onAssumptions={() => setPanel(true)}
          stale={result !== null}
        />
        {result !== null && (
          <Results
            busy={busy}
            diagram={diagram}
            basis={basis}
            onChanges={setChanges}
            result={result}
            ownName={ownName}
            otherName={otherName}
            heat={address.get('heat')}
            onHeat={(value) => setAddress('heat', value)}
            levers={levers}
            onTry={({ role, people }) => setChanges(withPeople(changes, role, people))}
          />
        )}
      </main>
      <Assumptions
        opened={panel}
        onClose={() => setPanel(false)}
        basis={basis}
        onChanges={setChanges}
        settings={settings}
        onSettings={setSettings}
        history={history}
        onHistory={setUseHistory}
        forms={known.length}
        byForms={byForms}
        onByForms={setByForms}
        says={phase.kind === 'refused' ? phase.says : []}
        assumed={result?.own.forecast.assumed ?? []}
        people={peopleOf}
      />
    </div>
  );
}
const none: readonly SampleForm[] = [];

function nameOf(against: string, versions: readonly Version[]): string {
  if (against === without || against === 'draft') return against;
  const found = versions.find(({ digest }) => digest === against);
  return found === undefined ? '' : `v${found.number}`;
}
