import { ActionIcon, Button, SegmentedControl, Switch, Tooltip } from '@mantine/core';
import { Pause, Play, SkipBack, SkipForward, StepBack, StepForward } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Diagram, GateOutcome } from '#model/diagram.ts';
import { gateNumber } from '#model/rows.ts';
import { dateTimeText } from '#ui/format.ts';
import { FindingGlyph } from '#ui/outcome.tsx';
import type { Frame } from './frames.ts';
import classes from './play.module.css';
import type { Player } from './player.ts';

/** The controls and the run as a line: one tick a frame, gates in their outcome's tint, quiet time compressed. */
export function Timeline({
  diagram,
  frames,
  player,
  speed,
  onSpeed,
  follow,
  onFollow,
  zone,
}: {
  readonly diagram: Diagram;
  readonly frames: readonly Frame[];
  readonly player: Player;
  readonly speed: number;
  readonly onSpeed: (speed: number) => void;
  readonly follow: boolean;
  readonly onFollow: (follow: boolean) => void;
  readonly zone: string;
}): ReactNode {
  const frame = frames[player.at];
  const none = frames.length === 0;
  return (
    <footer className={classes['timeline']}>
      <div className={classes['controls']}>
        <Control says="To the start" onClick={() => player.act({ do: 'first' })} off={none}>
          <SkipBack size={16} strokeWidth={1.75} />
        </Control>
        <Control says="Step back" onClick={() => player.act({ do: 'back' })} off={player.at < 0}>
          <StepBack size={16} strokeWidth={1.75} />
        </Control>
        <Button
          disabled={none}
          onClick={() => player.act({ do: 'toggle' })}
          leftSection={player.running ? <Pause size={14} /> : <Play size={14} />}
        >
          {player.running ? 'Pause' : 'Run'}
        </Button>
        <Control
          says="Step"
          onClick={() => player.act({ do: 'step' })}
          off={player.at >= frames.length - 1}
        >
          <StepForward size={16} strokeWidth={1.75} />
        </Control>
        <Control says="To the end" onClick={() => player.act({ do: 'last' })} off={none}>
          <SkipForward size={16} strokeWidth={1.75} />
        </Control>
        <SegmentedControl
          size="xs"
          aria-label="Speed"
          value={String(speed)}
          onChange={(value) => onSpeed(Number(value))}
          data={[
            { value: '1', label: '1×' },
            { value: '2', label: '2×' },
            { value: '4', label: '4×' },
          ]}
        />
        <Switch
          size="xs"
          label="Follow token"
          checked={follow}
          onChange={(event) => onFollow(event.currentTarget.checked)}
        />
        <span className={classes['clock']}>
          <b>{frame === undefined ? 'Before submission' : dateTimeText(frame.at, zone)}</b>{' '}
          <span className={classes['muted']}>
            {frame === undefined
              ? `${frames.length} steps`
              : `Step ${player.at + 1} of ${frames.length}`}
          </span>
        </span>
      </div>
      <ol className={classes['track']} aria-label="Steps of this run">
        {frames.map((each, i) => (
          <li key={each.main.command.id} className={classes['slot']}>
            <button
              type="button"
              className={classes['tick']}
              data-state={i === player.at ? 'now' : i < player.at ? 'past' : 'ahead'}
              data-tint={tintOf(each)}
              aria-current={i === player.at ? 'step' : undefined}
              onClick={() => player.act({ do: 'go', to: i })}
            >
              <span className="cs-spoken">Step {i + 1}: </span>
              {stopsAt(frames, i) && <FindingGlyph level="error" size={12} />}
              {labelOf(diagram, each)}
            </button>
          </li>
        ))}
      </ol>
    </footer>
  );
}

function Control({
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

const tints: Readonly<Record<GateOutcome, string>> = {
  approved: 'approved',
  conditional: 'conditional',
  returned: 'returned',
  rejected: 'rejected',
  expired: 'expired',
};

function tintOf(frame: Frame): string | undefined {
  const closed = frame.events.find((event) => event.type === 'closed');
  if (closed?.type === 'closed' && closed.outcome !== 'done') return tints[closed.outcome];
  return undefined;
}

/** Was a check in the way when this act came: one that the act before had run into? */
function stopsAt(frames: readonly Frame[], i: number): boolean {
  const before = new Set(frames[i - 2]?.blocks.map(({ item }) => item));
  return frames[i - 1]?.blocks.some(({ item }) => !before.has(item)) ?? false;
}

/** What a step is called on the line: the gate's number, the node's name, the wait. */
function labelOf(diagram: Diagram, frame: Frame): string {
  const { command } = frame.main;
  if (command.type === 'submit') return 'Submitted';
  if (command.type === 'tick') return 'Time passes';
  if (command.type === 'attach') return 'Evidence';
  if ('work' in command) {
    const node = frame.events.find(
      (event) => 'work' in event && event.work === command.work && 'node' in event,
    );
    const id = node !== undefined && 'node' in node ? node.node : undefined;
    const number = id === undefined ? null : gateNumber(diagram, id);
    if (number !== null) return `Gate ${number}`;
    if (id !== undefined) return diagram.nodes[id]?.name ?? id;
  }
  return command.type;
}
