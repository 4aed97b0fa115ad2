/** What happened, the rule with its picture, how it got here, and the values seen: in this order (LOOK.md §4 Play). */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Diagram } from '#model/diagram.ts';
import { Callout } from '#ui/callout.tsx';
import { dateText, exactText, listText, spanText, timeText, whenText } from '#ui/format.ts';
import { namesOf } from '#ui/names.ts';
import { useDirectory } from '#ui/workspace.tsx';
import { told } from '#ui/words/words.ts';
import type { Told } from '#ui/words/told.ts';
import { branchesOf } from '../frames.ts';
import type { Block, Frame } from '../frames.ts';
import classes from './play.module.css';
import { Values } from './values.tsx';
import { WindowStrip } from './window-strip.tsx';
import type { Play } from './use-play.ts';

export type Names = ReturnType<typeof namesOf>;

/** Lines of the way that are shown at first. */
const shown = 12;

export function WhyPanel({
  play,
  story,
  onAct,
}: {
  readonly play: Play;
  /** What is told before the submission. */
  readonly story: string;
  readonly onAct: () => void;
}): ReactNode {
  const { frames, at, frame, compiled } = play;
  const { diagram } = compiled;
  const directory = useDirectory();
  const names = namesOf(diagram, directory, frame?.request ?? null);
  if (frame === undefined)
    return (
      <div className={classes['why']}>
        <p>{story}</p>
        <p className={classes['muted']}>Run, or step, to send the request in.</p>
      </div>
    );
  const { main } = frame;
  const by = main.actor.kind === 'person' ? names.person(main.actor.id) : 'The clock';
  const branches = branchesOf(frame);
  const seen = seenIn(frame);
  const first = tellingOf(frame, names)[0];
  const held = heldAt(frame, names);
  const open = frame.request.work.length > 0 && at === frames.length - 1;
  return (
    <div className={classes['why']}>
      <h2>{held ?? headline(frame, names)}</h2>
      <p className={classes['muted']}>
        {by}, {exactText(frame.at, diagram.control.zone)}
        {frame.how === 'assumed' && ', by assumption'}
      </p>
      {held === null && first?.more !== undefined && <p>{first.more}</p>}
      {play.says !== null && <Callout tone="info" title={play.says} />}
      {inTheWay(frames, at).map((block) => (
        <Callout key={block.item} tone="refusal" title={block.says}>
          “{names.item(block.item)}” fails at {names.node(block.node)}, so nobody can approve there.
        </Callout>
      ))}
      <Held play={play} />
      {open && (
        <Button variant="default" size="xs" onClick={onAct} className={classes['start']}>
          Act at {listText(frame.request.work.map(({ node }) => names.node(node)))}
        </Button>
      )}
      {branches.length > 0 && <h3>Why this way</h3>}
      {branches.map(({ move, why }) => (
        <p key={`${move.token}${move.flow}`}>
          <b>{names.node(move.from)}</b>{' '}
          {'timer' in why
            ? `let it go on when its time had come, ${exactText(why.due, diagram.control.zone)}.`
            : `went on to ${names.node(move.to)}${rule(diagram, move.flow)}.`}
        </p>
      ))}
      <h3>How it got here</h3>
      <Way frames={frames} at={at} names={names} zone={diagram.control.zone} />
      {Object.keys(seen).length > 0 && (
        <>
          <h3>Values seen</h3>
          <Values values={seen} />
        </>
      )}
    </div>
  );
}

/** Where nobody has to do anything, and a token waits for its time; null: that is not what happens. */
function heldAt({ request }: Frame, names: Names): string | null {
  const held = request.tokens.filter(({ wake }) => wake !== undefined);
  return request.work.length > 0 || held.length === 0
    ? null
    : `Held at ${listText(held.map(({ node }) => `“${names.node(node)}”`))}`;
}

/** Where a token waits for a time: until when, and the window's picture. */
function Held({ play }: { readonly play: Play }): ReactNode {
  const { frame, compiled, now } = play;
  const { diagram } = compiled;
  const directory = useDirectory();
  const waiting = (frame?.request.tokens ?? []).filter(({ wake }) => wake !== undefined);
  return waiting.map((token) => {
    const node = diagram.nodes[token.node];
    const due = Math.min(...Object.values(token.wake ?? {}));
    if (node?.kind !== 'wait' || !Number.isFinite(due)) return null;
    const window = node.wait?.kind === 'window' ? diagram.windows[node.wait.window] : undefined;
    const left = Math.max(0, (due - now) / 60_000);
    return (
      <section key={token.id}>
        <p>
          {left < 1
            ? 'Its time has come: it goes on as soon as the clock does.'
            : `It goes on ${whenText(due, now, diagram.control.zone)}: the token waits ${spanText(left)}.`}
        </p>
        {window !== undefined && (
          <WindowStrip window={window} directory={directory} now={now} opens={due} />
        )}
      </section>
    );
  });
}

const lines = new WeakMap<Frame, readonly Told[]>();
/** What weighs of a frame, in words; names do not change while a frame lives. */
function tellingOf(frame: Frame, names: Names): readonly Told[] {
  let found = lines.get(frame);
  if (found === undefined) {
    found = frame.events.map((event) => told(event, names)).filter((line) => line.weighs === true);
    lines.set(frame, found);
  }
  return found;
}

/** A frame in one sentence. */
export const headline = (frame: Frame, names: Names): string =>
  tellingOf(frame, names)[0]?.says ?? lead(frame, names);

function Way({
  frames,
  at,
  names,
  zone,
}: {
  readonly frames: readonly Frame[];
  readonly at: number;
  readonly names: Names;
  readonly zone: string;
}): ReactNode {
  const [all, showAll] = useState(false);
  const start = frames[0]?.at ?? 0;
  const found: { frame: Frame; i: number; line: Told }[] = [];
  let more = false;
  for (let i = at; i >= 0 && !more; i -= 1) {
    const frame = frames[i];
    const line = frame === undefined ? undefined : tellingOf(frame, names)[0];
    if (frame === undefined || line === undefined) continue;
    if (!all && found.length === shown) more = true;
    else found.push({ frame, i, line });
  }
  return (
    <>
      {more && (
        <Button variant="subtle" size="compact-xs" onClick={() => showAll(true)}>
          Show what came before
        </Button>
      )}
      <ol className={classes['way']}>
        {found.toReversed().map(({ frame, i, line }) => (
          <li key={i} aria-current={i === at}>
            <time>{timeOf(frame, start, zone)}</time>
            <span>{place(line, names)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

const times = new WeakMap<Frame, string>();
/** As `shortTime`; a formatter is slow, and a frame's time does not change. */
function timeOf(frame: Frame, start: number, zone: string): string {
  let found = times.get(frame);
  if (found === undefined) times.set(frame, (found = shortTime(frame.at, start, zone)));
  return found;
}

/** "15:40" on the day of submission, "19 Sep 09:25" later. */
function shortTime(at: number, start: number, zone: string): string {
  const [day, month] = dateText(at, zone).split(' ');
  const time = timeText(at, zone);
  return dateText(at, zone) === dateText(start, zone) ? time : `${day} ${month} ${time}`;
}

/** What stands in the way now; where the act sent the request back, what had stood in its way. */
function inTheWay(frames: readonly Frame[], at: number): readonly Block[] {
  const frame = frames[at];
  if (frame === undefined || frame.blocks.length > 0) return frame?.blocks ?? [];
  const sentBack = frame.events.flatMap((event) =>
    event.type === 'closed' && (event.outcome === 'returned' || event.outcome === 'rejected')
      ? [event.node]
      : [],
  );
  return (frames[at - 1]?.blocks ?? []).filter((block) => sentBack.includes(block.node));
}

const place = (line: Told, names: Names): string =>
  line.node === undefined ? line.says : `${line.says} · ${names.node(line.node)}`;

function lead(frame: Frame, names: Names): string {
  const entered = frame.events.flatMap((event) =>
    event.type === 'entered' ? [names.node(event.node)] : [],
  );
  if (entered.length > 0) return `Arrived at ${listText(entered)}`;
  const [first] = frame.events;
  return first === undefined ? '' : told(first, names).says;
}

function rule(diagram: Diagram, flow: keyof Diagram['flows']): string {
  const { route } = diagram.flows[flow] ?? {};
  if (route?.kind === 'when') return `, because ${route.when}`;
  if (route?.kind === 'default') return ', because no other condition holds';
  return '';
}

function seenIn(frame: Frame): { readonly [path: string]: unknown } {
  const seen: { [path: string]: unknown } = {};
  for (const { why } of branchesOf(frame)) if ('seen' in why) Object.assign(seen, why.seen);
  for (const block of frame.blocks) Object.assign(seen, block.seen);
  return seen;
}
