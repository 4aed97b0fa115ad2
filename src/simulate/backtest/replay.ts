/**
 * Plays what a stored request recorded through a version, in the order of time (METHODS.md §6). An act belongs to the
 * work it was done at and comes as long after that opens as it did then: where a new gate stands before it, it comes
 * later. The clock fires as it did; where the run has departed, as it is due. What the version asks for and the
 * record has not is taken from the assumptions, in this order: recorded for the same node in another round, recorded at
 * a node of the same name, the stated default, unknown.
 */
import { readingList, whoCan } from '#engine/asks.ts';
import type { Actor, Command, Refusal } from '#engine/command.ts';
import type { Compiled } from '#engine/compiled.ts';
import { decide, isRefusal } from '#engine/decide.ts';
import type { Event } from '#engine/event.ts';
import { initial } from '#engine/initial.ts';
import type { Request, Verdict, Work } from '#engine/request.ts';
import { nextTimer, tickId } from '#engine/timers.ts';
import type { Timer } from '#engine/timers.ts';
import { trail } from '#engine/trail.ts';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { ItemId, NodeId, PersonId, WorkId } from '#model/ids.ts';
import { meaningOf } from '#model/meaning.ts';
import type { PlayedStep } from '../sample.ts';
import type { Input, Past } from './history.ts';

/** Where what was needed came from. */
export type Source = 'recorded' | 'elsewhere' | 'default' | 'unknown';
export interface Taken {
  readonly source: Source;
  readonly node: NodeId;
  readonly says: string;
}
/** What is taken for granted where the record says nothing; null: nothing is. */
export interface Defaults {
  /** Hours from the opening of new work to its approval. */
  readonly hours: number;
}
export interface Replayed {
  /** Each act that was written, with its time; `filled`: nobody recorded it. */
  readonly steps: readonly PlayedStep[];
  readonly events: readonly Event[];
  readonly request: Request;
  readonly trail: readonly string[];
  readonly taken: readonly Taken[];
  /** The first act that this version refuses. */
  readonly refused: { readonly node: NodeId | null; readonly refusal: Refusal } | null;
  /** UTC ms of the last entry; and of the end, null before it. */
  readonly at: number;
  readonly ended: number | null;
}

const hour = 3_600_000;
const mostSteps = 20_000;
/** Begins the id of a command that nobody recorded. */
const own = 'backtest/';

export function replay(
  compiled: Compiled,
  past: Past,
  directory: Directory,
  defaults: Defaults | null,
): Replayed {
  return new Replay(compiled, past, directory, defaults).run();
}

interface Due {
  readonly at: number;
  readonly n: number;
  readonly input: Input | null;
  /** Work that nobody recorded anything for. */
  readonly work: WorkId | null;
}

class Replay {
  readonly #compiled: Compiled;
  readonly #past: Past;
  readonly #directory: Directory;
  readonly #defaults: Defaults | null;
  readonly #steps: PlayedStep[] = [];
  readonly #events: Event[] = [];
  readonly #taken: Taken[] = [];
  readonly #due: Due[] = [];
  readonly #tried = new Set<WorkId>();
  /** How often each timer has fired. */
  readonly #ticks = new Map<string, number>();
  #request: Request = initial;
  #refused: Replayed['refused'] = null;
  #departed = false;
  #ended: number | null = null;
  #now = 0;
  #count = 0;

  constructor(compiled: Compiled, past: Past, directory: Directory, defaults: Defaults | null) {
    this.#compiled = compiled;
    this.#past = past;
    this.#directory = directory;
    this.#defaults = defaults;
  }

  run(): Replayed {
    for (const input of this.#past.inputs)
      if (input.work === null) this.#due.push({ at: input.at, n: input.n, input, work: null });
    for (let i = 0; i < mostSteps && this.#step(); i += 1);
    return {
      steps: this.#steps,
      events: this.#events,
      request: this.#request,
      trail: trail(this.#events),
      taken: this.#taken,
      refused: this.#refused,
      at: this.#request.at,
      ended: this.#ended,
    };
  }

  /** The next thing in time: an act, new work, or a timer. */
  #step(): boolean {
    const next = this.#due.reduce<Due | null>(
      (least, each) =>
        least === null || each.at < least.at || (each.at === least.at && each.n < least.n)
          ? each
          : least,
      null,
    );
    const timer = this.#timer();
    if (
      timer !== null &&
      (next === null || timer.at < next.at || (timer.at === next.at && timer.n < next.n))
    ) {
      this.#now = Math.max(this.#now, timer.at);
      this.#ticks.set(timer.key, (this.#ticks.get(timer.key) ?? 0) + 1);
      this.#send({ kind: 'clock' }, { type: 'tick', id: tickId(this.#request, timer.timer) });
      return true;
    }
    if (next === null) return this.#lastResort();
    this.#due.splice(this.#due.indexOf(next), 1);
    this.#now = Math.max(this.#now, next.at);
    if (next.input !== null) this.#act(next.input);
    else if (next.work !== null) this.#assume(next.work);
    return true;
  }

  /** When the request's next timer fires here; null: not, for the record says that it never did. */
  #timer(): { at: number; n: number; timer: Timer; key: string } | null {
    const timer = nextTimer(this.#request);
    if (timer === null) return null;
    const key = `${timer.kind}/${timer.ref}/${timer.at}`;
    const fired = this.#past.fired.get(key)?.[this.#ticks.get(key) ?? 0];
    if (fired !== undefined) return { ...fired, timer, key };
    if (this.#past.timers.has(key) && !this.#departed) return null;
    if (this.#past.outcome === null && timer.at > this.#past.lastAt) return null;
    return { at: timer.at, n: Infinity, timer, key };
  }

  #act(input: Input): void {
    const { actor, command } = input;
    const ready: Command =
      command.type === 'sign' || command.type === 'affirm'
        ? { ...command, seen: this.#request.n }
        : command;
    let refusal = this.#send(actor, ready);
    // What the version asks for beside is brought, one thing after the other, as far as the assumptions have it.
    for (let i = 0; i < 8 && refusal !== null && this.#bring(input, refusal); i += 1)
      refusal = this.#send(
        this.#actorNow(actor, refusal, command),
        command.type === 'sign' ? { ...command, seen: this.#request.n } : ready,
      );
    if (refusal === null) return;
    this.#departed = true;
    if (harmless.has(refusal.refused)) return;
    this.#refused ??= { node: input.work === null ? null : this.#nodeOf(input.work), refusal };
  }

  /** Who signs in place of somebody that this version does not let. */
  #actorNow(actor: Actor, refusal: Refusal, command: Command): Actor {
    if (!personal.has(refusal.refused) || !('work' in command)) return actor;
    const person = this.#who(command.work);
    return person === null ? actor : { kind: 'person', id: person };
  }

  /** Brings what a refusal asks for; false: it stands. */
  #bring(input: Input, refusal: Refusal): boolean {
    const { command } = input;
    if (command.type !== 'sign' && command.type !== 'finish') return false;
    const work = this.#request.work.find((each) => each.id === command.work);
    const by = input.actor.kind === 'person' ? input.actor.id : null;
    if (work === undefined || by === null) return false;
    if (personal.has(refusal.refused)) {
      if (this.#defaults === null || this.#who(work.id) === null)
        return this.#unknown(work.node, refusal.says);
      this.#take('default', work.node, 'Somebody who may does it.');
      return true;
    }
    return this.#fill(work, by, refusal);
  }

  #fill(work: Work, by: PersonId, refusal: Refusal): boolean {
    if (refusal.refused === 'evidence_missing') return this.#bringEvidence(work, by, refusal);
    if (refusal.refused === 'evidence_unopened') return this.#read(work, by);
    if (refusal.refused === 'checklist_incomplete') return this.#answer(work, by);
    return refusal.refused === 'recommendation_missing' && this.#consult(work, refusal);
  }
  #bringEvidence(work: Work, by: PersonId, refusal: Refusal): boolean {
    if (this.#defaults === null) return this.#unknown(work.node, refusal.says);
    let brought = false;
    for (const piece of this.#compiled.at.get(work.node)?.own ?? []) {
      if (this.#request.evidence[piece.id] !== undefined) continue;
      // Figures cannot be made up: a check would fail by what nobody measured.
      if (piece.kind === 'metrics')
        return this.#unknown(work.node, `Nobody recorded the figures of “${piece.name}”.`);
      this.#take('default', work.node, `“${piece.name}” is attached.`);
      const refused = this.#send(this.#person(by), {
        type: 'attach',
        id: this.#id(),
        evidence: piece.id,
        name: piece.name,
        sha256: '0'.repeat(64),
        size: 0,
        ...(piece.kind === 'url' ? { url: 'https://example.test/' } : {}),
      });
      brought ||= refused === null;
    }
    return brought;
  }
  #read(work: Work, by: PersonId): boolean {
    let read = false;
    for (const id of readingList(this.#compiled, this.#request, work)) {
      const version = this.#request.evidence[id]?.version;
      if (version === undefined || this.#request.opened[id]?.[by] === version) continue;
      read =
        this.#send(this.#person(by), { type: 'open', id: this.#id(), evidence: id, version }) ===
          null || read;
    }
    this.#take('default', work.node, 'Its evidence is read before it is signed.');
    return read;
  }

  #answer(work: Work, by: PersonId): boolean {
    const node = this.#compiled.at.get(work.node);
    const open = (node?.items ?? []).filter(
      ({ row, check }) =>
        check === null &&
        row.required &&
        (work.answers[row.id]?.result ?? 'open') === 'open' &&
        work.waived[row.id] === undefined,
    );
    const answers: { item: ItemId; result: 'pass' | 'fail' | 'na'; comment?: string }[] = [];
    for (const { row } of open) {
      const found = this.#answered(row.id, row.text);
      if (found !== null) {
        this.#take(found.source, work.node, `“${row.text}” is answered as it was.`);
        answers.push({ item: row.id, result: found.result, comment: 'As recorded.' });
      } else if (this.#defaults === null)
        return this.#unknown(work.node, `Nobody recorded “${row.text}”.`);
      else {
        this.#take('default', work.node, `“${row.text}” passes.`);
        answers.push({ item: row.id, result: 'pass' });
      }
    }
    return (
      answers.length > 0 &&
      this.#send(this.#person(by), { type: 'answer', id: this.#id(), work: work.id, answers }) ===
        null
    );
  }
  /** The answer to the same item in another round, or to one of the same text elsewhere. */
  #answered(item: ItemId, text: string): { source: Source; result: 'pass' | 'fail' | 'na' } | null {
    let elsewhere: 'pass' | 'fail' | 'na' | null = null;
    for (const { command } of this.#past.inputs)
      if (command.type === 'answer')
        for (const each of command.answers) {
          if (each.item === item) return { source: 'recorded', result: each.result };
          if (this.#compiled.diagram.items[each.item]?.text === text) elsewhere = each.result;
        }
    return elsewhere === null ? null : { source: 'elsewhere', result: elsewhere };
  }

  #consult(work: Work, refusal: Refusal): boolean {
    if (this.#defaults === null) return this.#unknown(work.node, refusal.says);
    const asked = whoCan(this.#compiled, this.#request, work, this.#directory, this.#now).find(
      (each) => each.letter === 'C' && !each.met && each.people.length > 0,
    );
    const person = asked?.people[0];
    if (person === undefined) return false;
    this.#take('default', work.node, 'Who is consulted has no objection.');
    return (
      this.#send(this.#person(person), {
        type: 'recommend',
        id: this.#id(),
        work: work.id,
        verdict: 'approved',
        text: 'No objection',
      }) === null
    );
  }

  /** Work of a node that the record has nothing of: its outcome from elsewhere, or the default. */
  #assume(id: WorkId): void {
    const work = this.#request.work.find((each) => each.id === id);
    const node = work && this.#compiled.at.get(work.node);
    if (work === undefined || node === undefined) return;
    this.#tried.add(id);
    const known = this.#outcomeElsewhere(work);
    if (known === null && this.#defaults === null) {
      this.#unknown(work.node, `Nobody recorded what “${node.row.name}” would have said.`);
      return;
    }
    const verdict = known?.verdict ?? 'approved';
    this.#take(
      known?.source ?? 'default',
      work.node,
      node.kind === 'step'
        ? `“${node.row.name}” is done.`
        : `“${node.row.name}” ends “${verdict}”.`,
    );
    for (let i = 0; i < 100; i += 1) {
      const person = this.#who(id);
      if (person === null || !this.#request.work.some((each) => each.id === id)) return;
      const command: Command =
        node.kind === 'step'
          ? { type: 'finish', id: this.#id(), work: id }
          : this.#signature(id, verdict, person);
      const before = this.#refused;
      this.#act({ n: Infinity, at: this.#now, actor: this.#person(person), command, work: id });
      if (this.#refused !== before) return;
    }
  }
  #outcomeElsewhere(work: Work): { source: Source; verdict: Verdict } | null {
    const name = this.#compiled.at.get(work.node)?.row.name;
    let elsewhere: Verdict | null = null;
    let recorded: Verdict | null = null;
    for (const event of this.#past.closed.values()) {
      if (
        event.outcome === 'done' ||
        event.outcome === 'expired' ||
        event.outcome === 'conditional'
      )
        continue;
      if (event.node === work.node) recorded = event.outcome;
      else if (this.#compiled.at.get(event.node)?.row.name === name) elsewhere = event.outcome;
    }
    if (recorded !== null) return { source: 'recorded', verdict: recorded };
    return elsewhere === null ? null : { source: 'elsewhere', verdict: elsewhere };
  }
  #signature(work: WorkId, verdict: Verdict, person: PersonId): Command {
    return {
      type: 'sign',
      id: this.#id(),
      work,
      verdict,
      ...(verdict === 'approved' ? {} : { reason: 'As recorded.' }),
      meaning: meaningOf[verdict],
      seen: this.#request.n,
      identity: { name: person, auth: 'none' },
      nonce: '',
    };
  }
  /** Somebody who may act on open work: of a gate whoever is missing first, the keeper last. */
  #who(id: WorkId): PersonId | null {
    const work = this.#request.work.find((each) => each.id === id);
    if (work === undefined) return null;
    const all = whoCan(this.#compiled, this.#request, work, this.#directory, this.#now);
    const step = this.#compiled.at.get(work.node)?.kind === 'step';
    const seats = all.filter(
      (each) =>
        !each.met && each.people.length > 0 && (step || each.letter === 'S' || each.letter === 'A'),
    );
    return (seats.find((each) => each.letter === 'S') ?? seats[0])?.people[0] ?? null;
  }

  /** Nothing is due any more: work that the record closed and this run has not is carried on by assumption. */
  #lastResort(): boolean {
    if (this.#request.status !== 'running' || this.#refused !== null) return false;
    const open = this.#request.work.find(
      ({ id }) =>
        !this.#tried.has(id) &&
        (!this.#past.entered.has(id) || this.#past.closed.has(id) || this.#past.cancelled.has(id)),
    );
    if (open === undefined) return false;
    this.#assume(open.id);
    return true;
  }

  #send(actor: Actor, command: Command): Refusal | null {
    const decision = decide(this.#compiled, this.#request, command, {
      now: this.#now,
      zone: this.#compiled.diagram.control.zone,
      actor,
      directory: this.#directory,
      hash: null,
      version: () => undefined,
    });
    if (isRefusal(decision)) return decision;
    this.#request = decision.after;
    this.#steps.push({
      command,
      actor,
      at: decision.after.at,
      events: decision.events,
      filled: command.id.startsWith(own),
      request: decision.after,
    });
    for (const event of decision.events) {
      this.#events.push(event);
      if (event.type === 'entered') this.#entered(event.work);
      if (event.type === 'completed') this.#ended = decision.after.at;
    }
    return null;
  }
  #entered(work: WorkId): void {
    const then = this.#past.entered.get(work);
    if (then === undefined) {
      this.#departed = true;
      const hours = this.#defaults?.hours ?? 0;
      this.#due.push({ at: this.#now + hours * hour, n: Infinity, input: null, work });
      return;
    }
    if (then !== this.#now) this.#departed = true;
    for (const input of this.#past.inputs)
      if (input.work === work)
        this.#due.push({ at: this.#now + (input.at - then), n: input.n, input, work: null });
  }

  #unknown(node: NodeId, says: string): false {
    this.#take('unknown', node, says);
    return false;
  }
  #take(source: Source, node: NodeId, says: string): void {
    this.#taken.push({ source, node, says });
  }
  #nodeOf(work: WorkId): NodeId {
    return as<NodeId>(work.slice(0, work.lastIndexOf('#')));
  }
  #person(id: PersonId): Actor {
    return { kind: 'person', id };
  }
  #id(): Command['id'] {
    this.#count += 1;
    return as<Command['id']>(`${own}${this.#count}`);
  }
}

/** An act at work that is over in this run, or on what is not there, changes nothing. */
const harmless: ReadonlySet<Refusal['refused']> = new Set([
  'work_closed',
  'completed',
  'not_running',
  'no_such_item',
  'automated_item',
  'not_applicable',
  'no_such_evidence',
  'not_editable_now',
  'nothing_to_retry',
  'not_suspended',
  'suspended',
  'condition_closed',
  'no_change',
  'not_claimable',
  'not_overtaken',
  'not_waivable',
]);
/** It is the person that may not. */
const personal: ReadonlySet<Refusal['refused']> = new Set([
  'not_allowed',
  'separation',
  'already_signed',
  'requester_cannot_sign',
  'recused',
  'claimed_by_other',
]);
