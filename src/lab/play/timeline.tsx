/** The controls, the clock, who acts, and the run as a line: one stretch a node, in its outcome's tint. */
import { ActionIcon, Button, SegmentedControl, Switch, Tooltip } from '@mantine/core';
import {
  Dices,
  Pause,
  Play as PlayIcon,
  SkipBack,
  SkipForward,
  StepBack,
  StepForward,
} from 'lucide-react';
import { memo, useMemo } from 'react';
import type { PointerEvent, ReactNode } from 'react';
import type { Diagram } from '#model/diagram.ts';
import type { NodeId, PersonId } from '#model/ids.ts';
import { dateTimeText } from '#ui/format.ts';
import type { Frame } from '../frames.ts';
import { ClockMenu } from './clock-menu.tsx';
import { PersonSelect } from './person-select.tsx';
import classes from './play.module.css';
import { frameAt, stopsOn, trackOf } from './track.ts';
import type { Track } from './track.ts';
import type { Play } from './use-play.ts';

export interface Control {
  readonly speed: number;
  readonly setSpeed: (speed: number) => void;
  readonly actor: PersonId | null;
  readonly setActor: (person: PersonId | null) => void;
  readonly assumes: boolean;
  readonly setAssumes: (on: boolean) => void;
  /** Of the assumptions' draws. */
  readonly seed: number;
  readonly setSeed: (seed: number) => void;
}

export function Timeline({
  diagram,
  play,
  control,
  stops,
  children,
}: {
  readonly diagram: Diagram;
  readonly play: Play;
  readonly control: Control;
  readonly stops: ReadonlySet<NodeId>;
  /** Beside the controls: where runs stop. */
  readonly children: ReactNode;
}): ReactNode {
  const { frames, at } = play;
  return (
    <footer className={classes['timeline']} aria-label="Timeline">
      <div className={classes['controls']}>
        <div className={classes['buttons']}>
          <Buttons
            act={play.act}
            step={play.step}
            toggle={play.toggle}
            running={play.running}
            none={frames.length === 0}
            first={at < 0}
            last={at >= frames.length - 1}
            more={play.more}
            speed={control.speed}
            setSpeed={control.setSpeed}
          />
          {children}
        </div>
        <div className={classes['clock']}>
          <ClockMenu play={play} zone={diagram.control.zone} />
          <span className={classes['muted']}>
            {at < 0 ? `${frames.length} steps` : `Step ${at + 1} of ${frames.length}`}
          </span>
        </div>
        <Acting
          actor={control.actor}
          setActor={control.setActor}
          assumes={control.assumes}
          setAssumes={control.setAssumes}
          seed={control.seed}
          setSeed={control.setSeed}
        />
      </div>
      <Line diagram={diagram} play={play} stops={stops} />
    </footer>
  );
}

/** Most steps change none of these: they are drawn again only when they look different. */
const Buttons = memo(function Buttons({
  act,
  step,
  toggle,
  running,
  none,
  first,
  last,
  more,
  speed,
  setSpeed,
}: Pick<Play, 'act' | 'step' | 'toggle' | 'running' | 'more'> &
  Pick<Control, 'speed' | 'setSpeed'> & {
    readonly none: boolean;
    readonly first: boolean;
    readonly last: boolean;
  }): ReactNode {
  return (
    <>
      <Tool says="To the start" onClick={() => act({ do: 'first' })} off={none || first}>
        <SkipBack size={16} strokeWidth={1.75} />
      </Tool>
      <Tool says="Step back" onClick={() => act({ do: 'back' })} off={first}>
        <StepBack size={16} strokeWidth={1.75} />
      </Tool>
      <Button
        variant="filled"
        disabled={none}
        onClick={toggle}
        leftSection={running ? <Pause size={14} /> : <PlayIcon size={14} />}
      >
        {running ? 'Pause' : 'Run'}
      </Button>
      <Tool says="Step" onClick={step} off={last && !more}>
        <StepForward size={16} strokeWidth={1.75} />
      </Tool>
      <Tool says="To the end" onClick={() => act({ do: 'last' })} off={none || last}>
        <SkipForward size={16} strokeWidth={1.75} />
      </Tool>
      <SegmentedControl
        size="xs"
        aria-label="Speed"
        value={String(speed)}
        onChange={(value) => setSpeed(Number(value))}
        data={speeds}
      />
    </>
  );
});
const speeds = [
  { value: '1', label: '1×' },
  { value: '2', label: '2×' },
  { value: '4', label: '4×' },
];

const Acting = memo(function Acting({
  actor,
  setActor,
  assumes,
  setAssumes,
  seed,
  setSeed,
}: Omit<Control, 'speed' | 'setSpeed'>): ReactNode {
  return (
    <div className={classes['acting']}>
      <PersonSelect label="Act as" value={actor} onChange={setActor} />
      <Switch
        size="xs"
        label={actor === null ? 'Assumptions act' : 'Assumptions act for others'}
        checked={assumes}
        onChange={(event) => setAssumes(event.currentTarget.checked)}
      />
      {assumes && (
        <Tool says={`Draw anew, now draw ${seed}`} onClick={() => setSeed(seed + 1)} off={false}>
          <Dices size={16} strokeWidth={1.75} />
        </Tool>
      )}
    </div>
  );
});

function Line({
  diagram,
  play,
  stops,
}: {
  readonly diagram: Diagram;
  readonly play: Play;
  readonly stops: ReadonlySet<NodeId>;
}): ReactNode {
  const { frames, at, act } = play;
  const track = useMemo(() => trackOf(diagram, frames), [diagram, frames]);
  const marks = useMemo(() => stopsOn(frames, stops), [frames, stops]);
  const x = at < 0 ? 0 : (track.xs[at] ?? 1);
  const scrub = (event: PointerEvent<HTMLElement>): void => {
    if (event.buttons !== 1 || frames.length === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const to = frameAt(track.xs, (event.clientX - box.left) / box.width);
    if (to !== at) act({ do: 'go', to });
  };
  return (
    <div
      className={classes['line']}
      role="presentation"
      onPointerDown={scrub}
      onPointerMove={scrub}
    >
      <input
        type="range"
        className={classes['range']}
        aria-label="Steps of this run"
        min={0}
        max={frames.length}
        value={at + 1}
        aria-valuetext={valueText(diagram, frames[at], at, frames.length)}
        onChange={(event) => act({ do: 'go', to: Number(event.currentTarget.value) - 1 })}
      />
      <Drawn track={track} frames={frames} marks={marks} />
      <span className={classes['ahead']} style={{ left: share(x) }} />
      <span className={classes['head']} style={{ left: share(x) }} />
    </div>
  );
}

const share = (x: number): string => `${(x * 100).toFixed(3)}%`;

const valueText = (
  diagram: Diagram,
  frame: Frame | undefined,
  at: number,
  count: number,
): string =>
  frame === undefined
    ? `Before the submission, ${count} steps`
    : `Step ${at + 1} of ${count}, ${dateTimeText(frame.at, diagram.control.zone)}`;

/** All that does not change with a step. */
const Drawn = memo(function Drawn({
  track,
  frames,
  marks,
}: {
  readonly track: Track;
  readonly frames: readonly Frame[];
  readonly marks: readonly number[];
}): ReactNode {
  return (
    <>
      {track.segments.map(({ says, from, to, tint }) => (
        <span
          key={from}
          className={classes['segment']}
          data-tint={tint ?? undefined}
          style={{ left: share(from), width: share(to - from) }}
          title={says}
        >
          {to - from > 0.02 ? says : ''}
        </span>
      ))}
      <svg className={classes['ticks']} viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden>
        <path
          d={track.xs.map((x) => `M${x.toFixed(5)} 0V1`).join('')}
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <span className={classes['rail']} />
      {frames.flatMap((frame, i) =>
        frame.blocks.length > 0 && frames[i - 1]?.blocks !== frame.blocks ? (
          <span
            key={frame.main.command.id}
            className={classes['blocked']}
            style={{ left: share(track.xs[i] ?? 0) }}
            title="A check stands in the way"
          />
        ) : (
          []
        ),
      )}
      {marks.map((i) => (
        <span
          key={i}
          className={classes['diamond']}
          style={{ left: share(track.xs[i] ?? 0) }}
          title="Breakpoint"
        />
      ))}
      {track.days.map(({ x, says }) => (
        <span key={says} className={classes['day']} style={{ left: share(x) }}>
          {says}
        </span>
      ))}
    </>
  );
});

function Tool({
  says,
  onClick,
  off,
  children,
}: {
  readonly says: string;
  readonly onClick: () => void;
  readonly off: boolean;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <Tooltip label={says}>
      <ActionIcon variant="subtle" color="gray" aria-label={says} onClick={onClick} disabled={off}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
