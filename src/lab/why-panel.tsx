/** What happened, why, how it got here, and the values seen: in this order (LOOK.md §4 Play). */
import { Tabs } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Compiled } from '#engine/compiled.ts';
import type { Diagram } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { Sample } from '#model/sample.ts';
import { whoCan } from '#engine/asks.ts';
import { Callout } from '#ui/callout.tsx';
import { Count } from '#ui/chip.tsx';
import { dateText, exactText, timeText, listText } from '#ui/format.ts';
import { namesOf } from '#ui/names.ts';
import { useDirectory } from '#ui/workspace.tsx';
import { told } from '#ui/words/words.ts';
import type { Told } from '#ui/words/told.ts';
import { branchesOf } from './frames.ts';
import type { Block, Frame } from './frames.ts';
import classes from './play.module.css';

interface Props {
  readonly diagram: Diagram;
  readonly compiled: Compiled;
  readonly sample: Sample;
  readonly frames: readonly Frame[];
  readonly at: number;
}

export function WhyPanel(props: Props): ReactNode {
  const { sample, frames, at } = props;
  const requester = useDirectory().people[sample.requester]?.name ?? sample.requester;
  const [tab, show] = useState<string | null>('why');
  const frame = frames[at];
  const entries = frames.slice(0, at + 1).flatMap(({ steps }) => steps);
  return (
    <>
      <div className={classes['sample']}>
        <b>{sample.name}</b>
        <span className={classes['muted']}>Sample request of {requester}</span>
      </div>
      <Tabs value={tab} onChange={show} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="why">Why</Tabs.Tab>
          <Tabs.Tab value="data">Data</Tabs.Tab>
          <Tabs.Tab value="log" rightSection={<Count>{entries.length}</Count>}>
            Log
          </Tabs.Tab>
          <Tabs.Tab value="work" rightSection={<Count>{frame?.request.work.length ?? 0}</Count>}>
            Work items
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="why">
          <Why {...props} />
        </Tabs.Panel>
        <Tabs.Panel value="data">
          <Data frame={frame} sample={sample} />
        </Tabs.Panel>
        <Tabs.Panel value="log">
          <Log {...props} />
        </Tabs.Panel>
        <Tabs.Panel value="work">
          <WorkItems {...props} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function Why({ diagram, sample, frames, at }: Props): ReactNode {
  const directory = useDirectory();
  const names = namesOf(diagram, directory);
  const frame = frames[at];
  if (frame === undefined)
    return (
      <div className={classes['why']}>
        <p>{sample.story}</p>
        <p className={classes['muted']}>Run, or step, to send the request in.</p>
      </div>
    );
  const { main } = frame;
  const by = main.actor.kind === 'person' ? names.person(main.actor.id) : 'The clock';
  const branches = branchesOf(frame);
  const telling = frame.events
    .map((event) => told(event, names))
    .filter((each) => each.weighs === true);
  const seen = seenIn(frame);
  return (
    <div className={classes['why']} aria-live="polite">
      <h2>{telling[0]?.says ?? lead(frame, names)}</h2>
      <p className={classes['muted']}>
        {by}, {exactText(frame.at, diagram.control.zone)}
      </p>
      {telling[0]?.more !== undefined && <p>{telling[0].more}</p>}
      {inTheWay(frames, at).map((block) => (
        <Callout key={block.item} tone="refusal" title={block.says}>
          “{names.item(block.item)}” fails at {names.node(block.node)}, so nobody can approve there.
        </Callout>
      ))}
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
      <ol className={classes['way']}>
        {frames.slice(0, at + 1).flatMap((each, i) => {
          const lines = each.events
            .map((event) => told(event, names))
            .filter((line) => line.weighs);
          return lines.slice(0, 1).map((line) => (
            <li key={`${each.main.command.id}${line.says}`} aria-current={i === at}>
              <time>{shortTime(each.at, frames[0]?.at ?? each.at, diagram.control.zone)}</time>
              <span>{place(line, names)}</span>
            </li>
          ));
        })}
      </ol>
      {Object.keys(seen).length > 0 && (
        <>
          <h3>Values seen</h3>
          <Values values={seen} />
        </>
      )}
    </div>
  );
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

type Names = ReturnType<typeof namesOf>;
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

function Values({ values }: { readonly values: { readonly [path: string]: unknown } }): ReactNode {
  return (
    <dl className={classes['values']}>
      {Object.entries(values).map(([path, value]) => (
        <div key={path}>
          <dt>{path}</dt>
          <dd>{JSON.stringify(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Data({
  frame,
  sample,
}: {
  readonly frame: Frame | undefined;
  readonly sample: Sample;
}): ReactNode {
  const { form, tier, metrics } = frame?.request ?? { form: sample.form, tier: null, metrics: {} };
  return (
    <div className={classes['why']}>
      <h3>Tier</h3>
      <p>{tier ?? 'Computed at submission'}</p>
      <h3>Form</h3>
      <Values values={form} />
      <h3>Metrics</h3>
      {Object.keys(metrics).length === 0 ? (
        <p className={classes['muted']}>None attached yet.</p>
      ) : (
        <pre className={classes['json']}>{JSON.stringify(metrics, null, 2)}</pre>
      )}
    </div>
  );
}

function Log({ diagram, frames, at }: Props): ReactNode {
  const names = namesOf(diagram, useDirectory());
  const steps = frames.slice(0, at + 1).flatMap((frame) => frame.steps);
  return (
    <ol className={classes['log']}>
      {steps.toReversed().map((step) => (
        <li key={step.command.id} data-filled={step.filled}>
          <b>{step.actor.kind === 'person' ? names.person(step.actor.id) : 'The clock'}</b>{' '}
          <time>{exactText(step.at, diagram.control.zone)}</time>
          {step.filled && <span className={classes['muted']}> filled in</span>}
          <ul>
            {step.events.map((event, i) => (
              <li key={`${step.command.id}/${String(i)}`}>{told(event, names).says}</li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function WorkItems({ diagram, compiled, frames, at }: Props): ReactNode {
  const directory = useDirectory();
  const names = namesOf(diagram, directory);
  const frame = frames[at];
  const work = frame?.request.work ?? [];
  if (frame === undefined || work.length === 0)
    return <p className={classes['none']}>Nobody has to do anything at this moment.</p>;
  return (
    <div className={classes['why']}>
      {work.map((item) => (
        <section key={item.id}>
          <h3>{names.node(item.node)}</h3>
          {item.due !== null && (
            <p className={classes['muted']}>Due {exactText(item.due, diagram.control.zone)}</p>
          )}
          <ul className={classes['who']}>
            {whoCan(compiled, frame.request, item, directory, frame.at).map(
              ({ edge, letter, role, people, met }) => (
                <li key={edge}>
                  <b>{letter}</b> {names.role(as(role))}
                  <span className={classes['muted']}>
                    {met
                      ? 'done'
                      : people.length === 0
                        ? 'nobody may'
                        : listText(people.map((each) => names.person(each)))}
                  </span>
                </li>
              ),
            )}
          </ul>
        </section>
      ))}
    </div>
  );
}
