/** A play as a sample: its script, and the run expected of it, which is the one that was just played. */
import type { Command } from '#engine/command.ts';
import type { Event } from '#engine/event.ts';
import type { Compiled } from '#engine/compiled.ts';
import { isoAt } from '#engine/time/date.ts';
import { trail } from '#engine/trail.ts';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { EvidenceId, NodeId, PersonId, WorkId } from '#model/ids.ts';
import type { JsonObject } from '#model/json.ts';
import type { Sample, SampleAct, SampleExpected } from '#model/sample.ts';
import { pastOf } from '#simulate/backtest/history.ts';
import { compareRun } from '#simulate/compare.ts';
import { playSample } from '#simulate/sample.ts';
import { minute } from './desk.ts';
import type { Frame, Step } from '../frames.ts';

export interface Named {
  readonly id: string;
  readonly name: string;
  readonly story: string;
}

/** What was played up to here, as samples tell what they expect. */
export function expectedOf(frames: readonly Frame[]): SampleExpected {
  const request = frames.at(-1)?.request;
  return {
    tier: request?.tier ?? null,
    outcome: request?.outcome ?? null,
    trail: trail(frames.flatMap(({ events }) => events)),
  };
}

/** The script of these frames; null where they do not begin with a submission. */
export function sampleOf(
  frames: readonly Frame[],
  zone: string,
  { id, name, story }: Named,
): Sample | null {
  const steps = frames.flatMap((frame) => frame.steps);
  const [start] = steps;
  const submitted = start?.events.find((event) => event.type === 'submitted');
  if (start === undefined || submitted === undefined) return null;
  const opening = frames[0]?.steps ?? [];
  const metrics: { [evidence: EvidenceId]: JsonObject } = {};
  for (const { events } of opening)
    for (const event of events)
      if (event.type === 'attached' && event.metrics !== undefined)
        metrics[event.evidence] = event.metrics;
  return {
    id,
    name,
    story,
    requester: submitted.requester,
    submitted: isoAt(start.at, zone),
    form: submitted.form,
    metrics,
    acts: new Script(steps, opening.length, zone).acts,
    expected: expectedOf(frames),
  };
}

/** What playing the sample gives that the play it was made of did not; none: it says the same again. */
export function doubts(
  compiled: Compiled,
  sample: Sample,
  directory: Directory,
): readonly string[] {
  return compareRun(sample.expected, playSample(compiled, sample, directory, null));
}

class Script {
  readonly acts: SampleAct[] = [];
  readonly #zone: string;
  /** Items waived before the next signature there. */
  readonly #waived = new Map<WorkId, { items: string[]; reason: string }>();
  #now: number;

  constructor(steps: readonly Step[], from: number, zone: string) {
    this.#zone = zone;
    const request = steps[0]?.request.id ?? as('');
    const { inputs } = pastOf({ request, entries: steps });
    const sent = new Map(inputs.map((input) => [input.n, input.command]));
    this.#now = steps[0]?.at ?? 0;
    for (const [n, step] of steps.entries()) {
      if (n < from) continue;
      const by = step.actor.kind === 'person' ? step.actor.id : null;
      if (step.command.type === 'tick') this.#tick(step);
      else if (by !== null) this.#person(by, step, step.sent ?? sent.get(n) ?? null);
    }
  }

  #tick(step: Step): void {
    this.acts.push({ do: 'tick' });
    this.#now = step.at;
  }

  #person(by: PersonId, step: Step, command: Command | null): void {
    if (command === null) return;
    const act = this.#actOf(command, step);
    if (act === null) return;
    const late = step.at !== this.#now + minute;
    this.acts.push({ ...act, by, ...(late ? { at: isoAt(step.at, this.#zone) } : {}) });
    this.#now = step.at;
  }

  /** Null: the rule that samples are played by does it anyway. */
  #actOf(command: Command, { filled, events }: Step): SampleAct | null {
    const node = 'work' in command ? nodeOf(command.work) : undefined;
    const at = node === undefined ? {} : { node };
    switch (command.type) {
      case 'submit':
      case 'open':
      case 'tick':
      case 'report':
      case 'certify':
      case 'migrate':
        return null;
      case 'attach': {
        const { evidence, metrics } = command;
        const figures = metrics !== undefined && Object.keys(metrics).length > 0;
        if (filled && !figures) return null;
        return { do: 'attach', evidence, ...(figures ? { metrics } : {}) };
      }
      case 'answer':
        return filled || command.answers.every(({ result }) => result === 'pass')
          ? null
          : { do: 'answer', ...at, answers: command.answers };
      case 'recommend':
        return filled
          ? null
          : { do: 'recommend', ...at, verdict: command.verdict, text: command.text };
      case 'waive': {
        const { reason } = command;
        if ('condition' in command) return { do: 'waive', on: command.condition, reason };
        const waived = this.#waived.get(command.work) ?? { items: [], reason };
        waived.items.push(command.item);
        this.#waived.set(command.work, waived);
        return null;
      }
      case 'sign':
        return { ...at, ...this.#signed(command) };
      case 'finish':
        return { do: 'finish', ...at };
      case 'resubmit':
        return { do: 'resubmit', ...at, changes: command.changes };
      case 'claim':
      case 'release':
        return { do: command.type, ...at, on: command.assignment };
      case 'delegate':
        return { do: 'delegate', ...at, ...(command.to === null ? {} : { to: command.to }) };
      case 'recuse':
        return { do: 'recuse', ...at, reason: command.reason };
      case 'escalate':
        return { do: 'escalate', ...at, role: command.role, reason: command.reason };
      case 'add':
        return { do: 'add', ...at, to: command.person, letter: command.letter };
      case 'affirm':
        return { do: 'affirm', node: command.node };
      case 'fulfil':
        return { do: 'fulfil', on: command.condition, text: command.note };
      case 'comment':
        return { do: 'comment', text: command.text };
      case 'edit':
        return { do: 'edit', changes: changesIn(events) ?? command.changes };
      case 'correct':
        return { do: 'correct', changes: command.changes, reason: command.reason };
      case 'withdraw':
      case 'suspend':
      case 'resume':
      case 'revoke':
        return { do: command.type, reason: command.reason };
      case 'retry':
        return { do: 'retry' };
      case 'reassess':
        return {
          do: 'reassess',
          ...(command.metrics === undefined ? {} : { metrics: command.metrics }),
        };
    }
  }

  #signed(command: Extract<Command, { readonly type: 'sign' }>): SampleAct {
    const { work, verdict, fields, conditions } = command;
    const waived = this.#waived.get(work);
    this.#waived.delete(work);
    const reason = command.reason ?? waived?.reason;
    return {
      do: 'sign',
      verdict,
      ...(reason === undefined || reason === '' ? {} : { reason }),
      ...(fields === undefined ? {} : { fields }),
      ...(waived === undefined ? {} : { waive: waived.items }),
      ...(conditions === undefined || conditions.length === 0
        ? {}
        : {
            conditions: conditions.map(({ text, owner, effect }) => ({ text, owner, effect })),
          }),
    };
  }
}

const nodeOf = (work: WorkId): NodeId => as<NodeId>(work.slice(0, work.lastIndexOf('#')));
const changesIn = (events: readonly Event[]): JsonObject | undefined =>
  events.find((event) => event.type === 'edited')?.changes;
