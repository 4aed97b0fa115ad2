/** Forecast: how long requests will take, where they wait, who is short of time (METHODS.md §5). Nothing is written. */
import { use, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useParams, useSearch } from 'wouter';
import { emptyDirectory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { SopId } from '#model/ids.ts';
import { displayName } from '#model/rows.ts';
import type { SampleForm } from '#simulate/forecast/scenario.ts';
import { getSop, versionsOf } from '#store/sops.ts';
import { Empty } from '#ui/empty.tsx';
import { links } from '#ui/links.ts';
import { SamplesContext } from '#ui/samples.tsx';
import { useTitle } from '#ui/title.ts';
import { useLive } from '#ui/workspace.tsx';
import { useDraft } from '../use-draft.ts';
import { formsOf } from './ask.ts';
import { Forecaster } from './forecaster.tsx';
import classes from './forecast.module.css';

export default function ForecastPage(): ReactNode {
  const sop = as<SopId>(useParams<{ id: string }>().id);
  const wanted = new URLSearchParams(useSearch()).get('version');
  /** null: there is no such SOP; then no draft of it is opened either, for that would begin one. */
  const row = useLive(async (db) => (await getSop(db, sop)) ?? null, [sop]);
  const versions = useLive((db) => versionsOf(db, sop), [sop]);
  const directory = useLive(
    async (db) => (await db.directory.get('workspace'))?.fold ?? emptyDirectory,
    [],
  );
  const draft = useDraft(row ? sop : null);
  const forms = useForms(sop);
  const version = versions?.findLast(({ digest }) => digest === wanted);
  const diagram = wanted === null ? draft : version?.diagram;
  useTitle(diagram === undefined ? 'Forecast' : `Forecast of ${displayName(diagram)}`);
  const gone = row === null || (wanted !== null && versions !== undefined && version === undefined);
  if (gone)
    return (
      <div className={classes['page']}>
        <Empty page title={`This ${row === null ? 'SOP' : 'version'} is not on this device`}>
          <Link href={links.home()}>Back to the library</Link>
        </Empty>
      </div>
    );
  const waits =
    diagram === undefined ||
    draft === undefined ||
    versions === undefined ||
    directory === undefined ||
    forms === undefined;
  if (waits) return <div className={classes['page']} />;
  return (
    <Forecaster
      key={wanted ?? ''}
      sop={sop}
      diagram={diagram}
      draft={draft}
      version={version ?? null}
      versions={versions}
      newest={row?.effective ?? null}
      directory={directory}
      samples={forms}
    />
  );
}

/** The sample requests as forms; undefined while they load: a forecast without them would be another one. */
function useForms(sop: SopId): readonly SampleForm[] | undefined {
  const samplesOf = use(SamplesContext);
  const [forms, set] = useState<readonly SampleForm[]>();
  useEffect(() => {
    let gone = false;
    samplesOf(sop).then(
      (samples) => gone || set(formsOf(samples)),
      () => gone || set([]),
    );
    return () => {
      gone = true;
    };
  }, [sop, samplesOf]);
  return forms;
}
