/** The play's clock, and the ways to move it on. */
import { Button, Popover, Stack, TextInput } from '@mantine/core';
import { Clock3 } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { nextTimer } from '#engine/timers.ts';
import { as } from '#model/ids.ts';
import type { NodeId } from '#model/ids.ts';
import { dateTimeText, whenText } from '#ui/format.ts';
import { fieldOf, fromField, landmarks } from './clock.ts';
import type { Play } from './use-play.ts';

export function ClockMenu({
  play,
  zone,
}: {
  readonly play: Play;
  readonly zone: string;
}): ReactNode {
  const { now, scene } = play;
  const [opened, open] = useState(false);
  const runs = scene.request !== null && scene.request.status !== 'new';
  const says = dateTimeText(now, zone);
  return (
    <Popover opened={opened} onChange={open} width={320} position="top" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          leftSection={<Clock3 size={14} strokeWidth={2.1} aria-hidden />}
          aria-label={`Clock: ${says}. Move it on`}
          disabled={!runs}
          onClick={() => open(!opened)}
        >
          <b>{says}</b>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {opened && <Ways play={play} zone={zone} done={() => open(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function Ways({
  play,
  zone,
  done,
}: {
  readonly play: Play;
  readonly zone: string;
  readonly done: () => void;
}): ReactNode {
  const { now, scene } = play;
  const [text, setText] = useState(() => fieldOf(now, zone));
  const timer = scene.request === null ? null : nextTimer(scene.request);
  const to = fromField(text, zone);
  const late = to === null || to <= now;
  const go = (at: number): void => {
    play.passTo(at);
    done();
  };
  return (
    <Stack gap="xs">
      <Button
        variant="light"
        justify="start"
        h="auto"
        py={6}
        styles={{ label: { whiteSpace: 'normal', textAlign: 'left' } }}
        data-autofocus
        disabled={timer === null}
        onClick={() => {
          play.toNextTimer();
          done();
        }}
      >
        {timer === null
          ? 'No timer is running'
          : `To the next timer: ${whenText(timer.at, now, zone)}${whereOf(play, timer.ref)}`}
      </Button>
      {landmarks(now, zone).map(({ says, at }) => (
        <Button key={says} variant="default" justify="start" onClick={() => go(at)}>
          To {says}
        </Button>
      ))}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (to !== null && !late) go(to);
        }}
      >
        <Stack gap="xs">
          <TextInput
            type="datetime-local"
            label={`To a time of your own, ${zone}`}
            value={text}
            error={to === null ? 'Enter a date and a time.' : null}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" disabled={late}>
            {to !== null && late ? 'The clock only goes forward' : 'Move the clock'}
          </Button>
        </Stack>
      </form>
    </Stack>
  );
}

/** At which node: work is `node#round`, a wait belongs to its token. */
function whereOf({ compiled, frame }: Play, ref: string): string {
  const token = frame?.request.tokens.find(({ id }) => id === ref.split('/')[0]);
  const node = token?.node ?? as<NodeId>(ref.slice(0, ref.lastIndexOf('#')));
  const name = compiled.diagram.nodes[node]?.name;
  return name === undefined ? '' : ` (${name})`;
}
