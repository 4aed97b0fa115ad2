/** Play: a sample, a stored request's copy or a request of one's own through the draft or a version. */
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation, useParams, useSearch } from 'wouter';
import { compile } from '#engine/compile.ts';
import type { Diagram } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { Digest, NodeId, RequestId, SopId } from '#model/ids.ts';
import { displayName } from '#model/rows.ts';
import type { Sample } from '#model/sample.ts';
import { playSample } from '#simulate/sample.ts';
import { now } from '#store/clock.ts';
import { isOwn, removeSample, saveSample } from '#store/own-samples.ts';
import { getSop, getVersion } from '#store/sops.ts';
import { Empty } from '#ui/empty.tsx';
import { links } from '#ui/links.ts';
import { personName } from '#ui/names.ts';
import { useLoadedSamples } from '#ui/samples.tsx';
import { useTitle } from '#ui/title.ts';
import { useDatabase, useDirectory, useLive } from '#ui/workspace.tsx';
import { arrivals, framesOf } from './frames.ts';
import { LabHead } from './lab-head.tsx';
import { ChangeMenu } from './play/change-menu.tsx';
import classes from './play/play.module.css';
import { figuresOf } from './play/figures.ts';
import { PlayView } from './play/play-view.tsx';
import type { About } from './play/play-view.tsx';
import type { Source } from './play/use-play.ts';
import { useStored } from './play/use-stored.ts';
import type { Stored } from './play/use-stored.ts';
import { useReplayed } from './backtest/use-replayed.ts';
import { useDraft } from './use-draft.ts';

/** What the address asks for. */
interface Asked {
  readonly version: Digest | null;
  readonly sample: string | null;
  readonly request: RequestId | null;
  readonly node: NodeId | null;
  readonly entry: number | null;
  readonly blank: boolean;
  /** Of a stored request: not as it was, but as a backtest replays it through this version or the draft. */
  readonly through: Digest | 'draft' | null;
  /** What that backtest assumed. */
  readonly hours: number | null;
}
function askedIn(search: string): Asked {
  const given = new URLSearchParams(search);
  const version = given.get('version');
  const request = given.get('request');
  const node = given.get('node');
  const entry = given.get('entry');
  const through = given.get('through');
  const hours = given.get('hours');
  return {
    through: through === null || through === 'draft' ? through : as<Digest>(through),
    hours: hours === null ? null : Math.max(0, Number(hours) || 0),
    version: version === null ? null : as<Digest>(version),
    sample: given.get('sample'),
    request: request === null ? null : as<RequestId>(request),
    node: node === null ? null : as<NodeId>(node),
    entry: entry !== null && /^\d+$/.test(entry) ? Number(entry) : null,
    blank: given.get('blank') !== null,
  };
}

export default function PlayPage(): ReactNode {
  const sop = as<SopId>(useParams<{ id: string }>().id);
  const search = useSearch();
  const asked = useMemo(() => askedIn(search), [search]);
  const { request, through } = asked;
  const version = asked.version ?? (through === 'draft' ? null : through);
  useTitle('Play');
  /** null: there is no such SOP; then no draft of it is opened either, for that would begin one. */
  const row = useLive(async (db) => (await getSop(db, sop)) ?? null, [sop]);
  const published = useLive(
    async (db) => (version === null ? null : ((await getVersion(db, version)) ?? null)),
    [version],
  );
  const drafted = version === null && (request === null || through === 'draft') && row;
  const draft = useDraft(drafted ? sop : null);
  const kept = useStored(through === null ? request : null, sop);
  const again = useReplayed(
    through === null ? null : request,
    version === null ? draft : published?.diagram,
    published?.number,
    asked.hours,
  );
  const stored = through === null ? kept : again;
  const samples = useLoadedSamples(sop);
  const diagram =
    request === null ? (version === null ? draft : published?.diagram) : stored?.compiled.diagram;
  if (diagram === undefined || samples === undefined) {
    const missing =
      request === null
        ? version === null
          ? row === null && 'SOP'
          : published === null && 'version'
        : stored === null && 'request';
    return (
      <div className={classes['page']}>
        {missing !== false && (
          <Empty title={`This ${missing} is not on this device`} page>
            <Link href={links.home()}>Back to the library</Link>
          </Empty>
        )}
      </div>
    );
  }
  const number = request === null ? (published?.number ?? null) : (stored?.number ?? null);
  return (
    <div className={classes['page']}>
      <LabHead
        sop={sop}
        title={displayName(diagram)}
        number={number}
        here="play"
        newest={row?.effective ?? null}
      />
      <Played
        sop={sop}
        diagram={diagram}
        asked={asked}
        number={number}
        stored={stored ?? null}
        samples={samples}
      />
    </div>
  );
}

function Played({
  sop,
  diagram,
  asked,
  number,
  stored,
  samples,
}: {
  readonly sop: SopId;
  readonly diagram: Diagram;
  readonly asked: Asked;
  readonly number: number | null;
  readonly stored: Stored | null;
  readonly samples: readonly Sample[];
}): ReactNode {
  const directory = useDirectory();
  const [, go] = useLocation();
  const database = useDatabase();
  const [start, setStart] = useState(now);
  const [removed, remember] = useState<Sample | null>(null);
  const copy = asked.request === null ? null : stored;
  const blank = copy === null && (asked.blank || samples.length === 0);
  const sample =
    copy !== null || blank
      ? undefined
      : (samples.find(({ id }) => id === asked.sample) ?? samples[0]);
  const compiled = useMemo(() => copy?.compiled ?? compile(diagram, 'draft'), [copy, diagram]);
  const script = useMemo(
    () => (sample === undefined ? null : playSample(compiled, sample, directory, null)),
    [compiled, sample, directory],
  );
  const recorded = useMemo(
    () => copy?.frames ?? (script === null ? [] : framesOf(compiled, script)),
    [copy, compiled, script],
  );
  const figures = useMemo(() => figuresOf(samples), [samples]);
  const { request, node, entry } = asked;
  const versions = copy?.versions;
  const source = useMemo((): Source => {
    const stands =
      entry ??
      (node === null
        ? recorded.length - 1
        : recorded.findIndex((each) => arrivals(each).includes(node)));
    return {
      name: request ?? sample?.id ?? 'blank',
      frames: recorded,
      compiled,
      versionOf: (digest) => versions?.get(digest),
      from: request === null ? -1 : Math.max(-1, Math.min(recorded.length - 1, stands)),
      start,
      figures,
      directory,
    };
  }, [request, node, entry, sample?.id, recorded, compiled, versions, start, figures, directory]);

  const about: About = {
    title: copy !== null ? subjectOf(copy) : (sample?.name ?? 'A request of your own'),
    sub: subOf(
      copy !== null
        ? asked.through === null
          ? 'Copy of a stored request'
          : 'A stored request, replayed'
        : sample === undefined
          ? 'Made for this play'
          : `Sample request of ${personName(directory, sample.requester)}`,
      number,
    ),
    story: sample?.story ?? 'The request as it was stored.',
    sample,
    blank,
    stopped: script?.stopped?.says ?? null,
  };
  const at = asked.version === null ? {} : { version: asked.version };
  return (
    <PlayView
      key={source.name}
      sop={sop}
      source={source}
      about={about}
      samples={samples}
      onStart={setStart}
      onSaved={(id) => go(links.play(sop, { ...at, sample: id }))}
      removed={removed?.name ?? null}
      onRemove={
        sample === undefined || !isOwn(sample)
          ? null
          : () => {
              remember(sample);
              void removeSample(database, sop, sample.id);
            }
      }
      onPutBack={() => {
        remember(null);
        if (removed !== null) void saveSample(database, sop, removed);
      }}
      change={
        <ChangeMenu
          sop={sop}
          title={about.title}
          samples={samples}
          current={copy !== null ? request : (sample?.id ?? null)}
          at={at}
        />
      }
    />
  );
}

/** "Sample request of Tomas Okafor, through version 3" */
const subOf = (what: string, number: number | null): string =>
  `${what}, through ${number === null ? 'the draft' : `version ${number}`}`;

/** What the request is about: the first thing its form says. */
function subjectOf({ compiled, frames }: Stored): string {
  const { control, fields } = compiled.diagram;
  const form = frames.at(-1)?.request.form ?? {};
  const keys = control.subject.map((id) => fields[id]?.key);
  const first = [...keys, ...Object.keys(form)]
    .map((key) => (key === undefined ? undefined : form[key]))
    .find((value) => typeof value === 'string' && value !== '');
  return typeof first === 'string' ? first : 'A stored request';
}
