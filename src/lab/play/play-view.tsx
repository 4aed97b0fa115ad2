/** Play's screen: the diagram with its tokens, the panel that answers why, the timeline; nothing is written anywhere. */
import { Button, Tabs } from '@mantine/core';
import { FlaskConical, Save, Undo2 } from 'lucide-react';
import { memo, useCallback, useEffect, useMemo, useState } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import { as } from '#model/ids.ts';
import type { NodeId, PersonId, SopId } from '#model/ids.ts';
import type { Sample } from '#model/sample.ts';
import { Callout } from '#ui/callout.tsx';
import { Count } from '#ui/chip.tsx';
import { DiagramView } from '#ui/diagram/diagram-view.tsx';
import { dateTimeText } from '#ui/format.ts';
import { namesOf } from '#ui/names.ts';
import { useDirectory } from '#ui/workspace.tsx';
import { usePainted } from './use-painted.ts';
import { arrivals, nowhere } from '../frames.ts';
import type { Frame } from '../frames.ts';
import { statesOf, tokensOf } from '../shown.ts';
import { AdHoc } from './ad-hoc.tsx';
import { DataPanel } from './data-panel.tsx';
import { ExpectedPanel } from './expected-panel.tsx';
import { LogPanel } from './log-panel.tsx';
import { NodeMenu, canStop } from './node-menu.tsx';
import type { At } from './node-menu.tsx';
import classes from './play.module.css';
import { RecordDialog } from './record-dialog.tsx';
import { StopsMenu } from './stops-menu.tsx';
import { Timeline } from './timeline.tsx';
import { usePlay } from './use-play.ts';
import type { Play, Source } from './use-play.ts';
import { headline, WhyPanel } from './why-panel.tsx';
import { WorkPanel } from './work-panel.tsx';
import type { Acting } from './work-panel.tsx';

/** What is played, for people. */
export interface About {
  readonly title: string;
  readonly sub: string;
  readonly story: string;
  /** Where a run is expected. */
  readonly sample: Sample | undefined;
  /** A request of one's own is asked for first. */
  readonly blank: boolean;
  /** Why the recorded run ends where it does. */
  readonly stopped: string | null;
}

export function PlayView({
  sop,
  source,
  about,
  samples,
  change,
  onStart,
  onSaved,
  removed,
  onRemove,
  onPutBack,
}: {
  readonly sop: SopId;
  readonly source: Source;
  readonly about: About;
  readonly samples: readonly Sample[];
  /** To play something else. */
  readonly change: ReactNode;
  readonly onStart: (at: number) => void;
  readonly onSaved: (sample: string) => void;
  /** Name of the sample that was just taken away. */
  readonly removed: string | null;
  /** Null: what is played is no sample of one's own. */
  readonly onRemove: (() => void) | null;
  readonly onPutBack: () => void;
}): ReactNode {
  const [speed, setSpeed] = useState(1);
  const [stops, setStops] = useState<ReadonlySet<NodeId>>(() => new Set());
  const [gates, setGates] = useState(false);
  const [actor, setActor] = useState<PersonId | null>(null);
  const [assumes, setAssumes] = useState(false);
  const [seed, setSeed] = useState(1);
  const [fill, setFill] = useState(true);
  const [tab, show] = useState<string | null>('why');
  const [menu, setMenu] = useState<At | null>(null);
  const [recording, record] = useState(false);
  const model = useMemo(() => (assumes ? { seed, spare: actor } : null), [assumes, actor, seed]);
  const play = usePlay(source, { speed, stopsAt: stops, atGates: gates, model, fill });
  const { frame, compiled } = play;
  const { diagram } = compiled;

  const states = useMemo(() => statesOf(diagram, frame), [diagram, frame]);
  const tokens = useMemo(() => tokensOf(frame), [frame]);
  const toggleStop = useCallback(
    (node: NodeId) => {
      if (!canStop(diagram, node)) return;
      setStops((now) => {
        const next = new Set(now);
        if (!next.delete(node)) next.add(node);
        return next;
      });
    },
    [diagram],
  );
  const openMenu = useCallback((node: NodeId) => {
    const box = document
      .querySelector(`[data-node="${CSS.escape(node)}"]`)
      ?.getBoundingClientRect();
    if (box !== undefined) setMenu({ node, x: box.left + box.width / 2, y: box.bottom });
  }, []);
  // On the whole page: after a menu has closed, nothing of it may have the focus.
  useEffect(() => {
    const on = (event: KeyboardEvent): void => keys(event, play, toggleStop);
    document.addEventListener('keydown', on);
    return () => document.removeEventListener('keydown', on);
  }, [play, toggleStop]);
  const contextMenu = (event: MouseEvent): void => {
    const node = nodeUnder(event.target);
    if (node === null) return;
    event.preventDefault();
    setMenu({ node, x: event.clientX, y: event.clientY });
  };
  const toAct = (): void => show('work');
  const marked = useMemo(
    () => ({
      at: stops,
      gates,
      toggle: toggleStop,
      setGates,
      clear: () => setStops(new Set()),
    }),
    [stops, gates, toggleStop],
  );
  // The diagram is painted first; what is said of it comes with the next frame.
  const late = usePainted(play);

  return (
    <div className={classes['body']} onContextMenu={contextMenu} role="presentation">
      <main className={classes['stage']} aria-label="Diagram">
        <div className={classes['banner']} role="note">
          <FlaskConical size={16} strokeWidth={1.75} aria-hidden />
          <b>Simulation</b> nothing is written to real requests
        </div>
        <Diagram
          play={play}
          states={states}
          tokens={tokens}
          stops={stops}
          speed={speed}
          onNode={openMenu}
        />
        <NodeMenu
          at={menu}
          diagram={diagram}
          play={play}
          stops={marked}
          onAct={toAct}
          onClose={() => setMenu(null)}
        />
      </main>
      <Panel
        sop={sop}
        play={late}
        start={source.start}
        about={about}
        samples={samples}
        change={change}
        tab={tab}
        show={show}
        actor={actor}
        setActor={setActor}
        fill={fill}
        setFill={setFill}
        record={record}
        removed={removed}
        onRemove={onRemove}
        onPutBack={onPutBack}
        onStart={onStart}
      />
      <Timeline
        diagram={diagram}
        play={play}
        stops={stops}
        control={{ speed, setSpeed, actor, setActor, assumes, setAssumes, seed, setSeed }}
      >
        <StopsMenu diagram={diagram} runTo={play.runTo} stops={marked} />
      </Timeline>
      {recording && (
        <RecordDialog
          sop={sop}
          play={play}
          onClose={() => record(false)}
          onSaved={(id) => {
            record(false);
            onSaved(id);
          }}
        />
      )}
    </div>
  );
}

interface PanelProps extends Acting {
  readonly sop: SopId;
  readonly play: Play;
  readonly start: number;
  readonly about: About;
  readonly samples: readonly Sample[];
  readonly change: ReactNode;
  readonly tab: string | null;
  readonly show: (tab: string | null) => void;
  readonly record: (on: boolean) => void;
  readonly removed: string | null;
  readonly onRemove: (() => void) | null;
  readonly onPutBack: () => void;
  readonly onStart: (at: number) => void;
}

const Panel = memo(function Panel({
  sop,
  play,
  start,
  about,
  samples,
  change,
  tab,
  show,
  actor,
  setActor,
  fill,
  setFill,
  record,
  removed,
  onRemove,
  onPutBack,
  onStart,
}: PanelProps): ReactNode {
  const directory = useDirectory();
  const { frame, frames, at, compiled } = play;
  const { diagram } = compiled;
  const asking = about.blank && frames.length === 0;
  const names = namesOf(diagram, directory, frame?.request ?? null);
  return (
    <>
      <aside className={classes['panel']} aria-label="Why">
        <div className={classes['sample']}>
          <span className={classes['named']}>
            <FlaskConical size={16} strokeWidth={1.75} aria-hidden />
            <span>
              <b>{about.title}</b>
              <span className={classes['muted']}>{about.sub}</span>
            </span>
          </span>
          {change}
        </div>
        {removed !== null && (
          <Callout
            tone="info"
            title={`“${removed}” is no sample any more`}
            action={
              <Button size="xs" onClick={onPutBack}>
                Put it back
              </Button>
            }
          />
        )}
        {asking ? (
          <AdHoc
            sop={sop}
            play={play}
            samples={samples}
            start={start}
            onStart={onStart}
            onSubmitted={(by) => {
              setActor(by);
              show('why');
            }}
          />
        ) : (
          <>
            <Own play={play} about={about} onRecord={() => record(true)} onRemove={onRemove} />
            <Tabs value={tab} onChange={show} keepMounted={false}>
              <TabList
                work={frame?.request.work.length ?? 0}
                expects={about.sample !== undefined}
              />
              <Tabs.Panel value="why">
                <WhyPanel play={play} story={about.story} onAct={() => show('work')} />
              </Tabs.Panel>
              <Tabs.Panel value="work">
                <WorkPanel play={play} acting={{ actor, setActor, fill, setFill }} />
              </Tabs.Panel>
              <Tabs.Panel value="data">
                <DataPanel play={play} sample={about.sample} />
              </Tabs.Panel>
              <Tabs.Panel value="log">
                <LogPanel play={play} />
              </Tabs.Panel>
              {about.sample !== undefined && (
                <Tabs.Panel value="expected">
                  <ExpectedPanel play={play} expected={about.sample.expected} />
                </Tabs.Panel>
              )}
            </Tabs>
            {about.stopped !== null && !play.own && at === frames.length - 1 && (
              <Callout tone="refusal" title={about.stopped}>
                The script of this sample cannot go on here: this diagram asks for something else
                than the one it was written for.
              </Callout>
            )}
          </>
        )}
      </aside>
      <output className="cs-spoken" aria-live="polite">
        {frame === undefined
          ? ''
          : `Step ${at + 1} of ${frames.length}: ${headline(frame, names)}, ${dateTimeText(frame.at, diagram.control.zone)}`}
      </output>
    </>
  );
});

const TabList = memo(function TabList({
  work,
  expects,
}: {
  /** How much is open. */
  readonly work: number;
  readonly expects: boolean;
}): ReactNode {
  return (
    <Tabs.List>
      <Tabs.Tab value="why">Why</Tabs.Tab>
      <Tabs.Tab value="work" rightSection={<Count>{work}</Count>}>
        Act
      </Tabs.Tab>
      <Tabs.Tab value="data">Data</Tabs.Tab>
      <Tabs.Tab value="log">Log</Tabs.Tab>
      {expects && <Tabs.Tab value="expected">Expected</Tabs.Tab>}
    </Tabs.List>
  );
});

function Diagram({
  play,
  states,
  tokens,
  stops,
  speed,
  onNode,
}: {
  readonly play: Play;
  readonly states: ReturnType<typeof statesOf>;
  readonly tokens: ReturnType<typeof tokensOf>;
  readonly stops: ReadonlySet<NodeId>;
  readonly speed: number;
  readonly onNode: (node: NodeId) => void;
}): ReactNode {
  const [follow, setFollow] = useState(true);
  const { frame, compiled } = play;
  return (
    <>
      <DiagramView
        diagram={compiled.diagram}
        states={states}
        visited={(frame?.path ?? nowhere).flows}
        tokens={tokens}
        stops={stops}
        speed={speed}
        focus={focusOf(frame)}
        follow={follow}
        onNode={onNode}
      />
      <label className={classes['follow']}>
        <input
          type="checkbox"
          checked={follow}
          onChange={(event) => setFollow(event.currentTarget.checked)}
        />
        Follow token
      </label>
    </>
  );
}

/** What is one's own of the play, and what can be made of it. */
function Own({
  play,
  about,
  onRecord,
  onRemove,
}: {
  readonly play: Play;
  readonly about: About;
  readonly onRecord: () => void;
  readonly onRemove: (() => void) | null;
}): ReactNode {
  const recorded = !play.own && about.sample !== undefined;
  if (recorded && onRemove !== null)
    return (
      <div className={classes['own']}>
        <Button size="compact-xs" variant="subtle" onClick={onRemove}>
          Remove this sample
        </Button>
      </div>
    );
  if (play.frame === undefined || recorded) return null;
  return (
    <div className={classes['own']}>
      {play.own && play.kept > 0 && (
        <>
          <span className={classes['muted']}>Your own from step {play.kept + 1}</span>
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<Undo2 size={12} aria-hidden />}
            onClick={play.restore}
          >
            Back to what was recorded
          </Button>
        </>
      )}
      {play.stale && (
        <span className={classes['muted']}>
          The draft has changed since: this play goes on with what it began with.
        </span>
      )}
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<Save size={12} aria-hidden />}
        onClick={onRecord}
      >
        Save as sample
      </Button>
    </div>
  );
}

/** Where the eye should be: at a check that stands in the way, else where the act was. */
function focusOf(frame: Frame | undefined): NodeId | null {
  if (frame === undefined) return null;
  return (
    frame.blocks[0]?.node ?? frame.request.tokens.at(-1)?.node ?? arrivals(frame).at(-1) ?? null
  );
}

function nodeUnder(target: EventTarget | null): NodeId | null {
  const found = target instanceof Element ? target.closest('[data-node]') : null;
  const id = found?.getAttribute('data-node') ?? null;
  return id === null ? null : as<NodeId>(id);
}

/** Space runs or pauses, arrows step, Shift+arrow goes to the next gate (LOOK.md §7); B marks the node that has the focus. */
function keys(event: KeyboardEvent, play: Play, toggleStop: (node: NodeId) => void): void {
  const { target } = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!(target instanceof Element)) return;
  if (document.querySelector('[role="dialog"], [role="menu"]') !== null) return;
  if (target.closest('input, textarea, select, [role="tablist"]')) return;
  const node = nodeUnder(target);
  if (event.key === ' ') {
    if (target instanceof HTMLButtonElement || target.closest('summary') !== null) return;
    play.toggle();
  } else if (event.key === 'ArrowRight' && event.shiftKey)
    play.runTo((each) => play.compiled.at.get(each)?.kind === 'gate');
  else if (event.key === 'ArrowRight') {
    if (play.at < play.frames.length - 1 || play.more) play.step();
  } else if (event.key === 'ArrowLeft') play.act({ do: 'back' });
  else if ((event.key === 'b' || event.key === 'B') && node !== null) toggleStop(node);
  else return;
  event.preventDefault();
}
