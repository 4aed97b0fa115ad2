/**
 * Random commands for the laws. A command that gets anywhere depends on the state, so what is generated is *dice*: each
 * roll is read against the state as an act — mostly one that brings the request forward, by somebody who may; often one
 * by the wrong person, at the wrong time, or with the wrong content; now and then a person leaves, is away, delegates or
 * recuses. The same dice on the same diagram play the same request.
 */
import * as fc from 'fast-check';
import { readingList, whoCan } from '#engine/asks.ts';
import type { Actor, Command, Refusal } from '#engine/command.ts';
import type { CNode, Compiled } from '#engine/compiled.ts';
import type { Context } from '#engine/context.ts';
import { decide, isRefusal } from '#engine/decide.ts';
import type { Event } from '#engine/event.ts';
import { fold } from '#engine/evolve.ts';
import { initial } from '#engine/initial.ts';
import type { ConditionDraft, Request, Verdict, Work } from '#engine/request.ts';
import { nextTimer, tickId } from '#engine/timers.ts';
import type { Directory } from '#model/directory.ts';
import type { CommandId, EvidenceId, NodeId, PersonId } from '#model/ids.ts';
import { as } from '#model/ids.ts';
import type { Json, JsonObject } from '#model/json.ts';
import { afterwards, childEnds, course } from './course.ts';
import { ableAt, settle, stir, stop, unopened } from './turmoil.ts';
import type { Moment, Stir } from './turmoil.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Numbers an act is read from. */
export type Roll = readonly number[];
/** As many as `most`; from one seed each, for drawing every number by itself takes longer than playing it. */
export const rolls = (most = 60): fc.Arbitrary<readonly Roll[]> =>
  fc
    .tuple(fc.noBias(fc.integer()), fc.integer({ min: Math.min(20, most), max: most }))
    .map(([seed, length]) => thrown(seed, length));

/** Ten numbers below 10,000 a roll, by mulberry32. */
function thrown(seed: number, length: number): readonly Roll[] {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % 10_000;
  };
  return Array.from({ length }, () => Array.from({ length: 10 }, next));
}

/** One entry as it was written. */
interface PlayedEntry {
  readonly n: number;
  readonly at: number;
  /** What the clock said, where it ran back: an entry's time does not. */
  readonly clock?: number;
  readonly actor: Actor;
  readonly for: PersonId | null;
  readonly command: Command;
  readonly events: readonly Event[];
  /** After it. */
  readonly request: Request;
  /** At that moment. */
  readonly directory: Directory;
}
export interface PlayedRun {
  readonly entries: readonly PlayedEntry[];
  readonly refused: readonly { readonly command: Command; readonly refusal: Refusal }[];
}
export interface Table {
  readonly compiled: Compiled;
  readonly directory: Directory;
  readonly form: JsonObject;
  readonly rolls: readonly Roll[];
  readonly hash?: Context['hash'];
  /** Called before each decision with everything it is given; for laws about `decide` itself. */
  readonly watch?: (request: Request, command: Command, context: Context) => void;
  /** Versions it may be migrated to. */
  readonly versions?: readonly Compiled[];
  /** Delegations, recusals, added reviewers, people leaving and coming; on unless told. */
  readonly turmoil?: boolean;
}

/** Plays dice against a diagram, from submission on. */
export function playRolls(table: Table): PlayedRun {
  const game = new Game(table);
  for (const roll of [[0, 0, 0, 0, 0, 0, 0, 0], ...table.rolls]) game.roll(roll);
  return game;
}

class Game implements PlayedRun {
  readonly entries: PlayedEntry[] = [];
  readonly refused: { command: Command; refusal: Refusal }[] = [];
  readonly #table: Table;
  /** The version it is under now. */
  #compiled: Compiled;
  #request: Request = initial;
  #directory: Directory;
  #now = Date.UTC(2026, 9, 19, 14);
  #count = 0;
  #dice: number[] = [];

  constructor(table: Table) {
    this.#table = table;
    this.#compiled = table.compiled;
    this.#directory = table.directory;
  }

  roll(roll: Roll): void {
    this.#dice = [...roll];
    this.#now += [minute, minute, minute, hour, day, -hour][this.#die(6)] ?? minute;
    if (this.#request.status === 'new') return this.#submit();
    // Little happens after the end; a few tries are enough to see that.
    if (this.#request.status === 'completed') {
      if (this.#die(5) > 0) return;
      const what = this.#die(4);
      if (what === 0) return this.#stir(settle(this.#moment));
      if (what < 3 && this.#table.turmoil !== false) return this.#stir(afterwards(this.#moment));
    }
    const kind = this.#die(100);
    if (kind < 12) return this.#clock();
    if (this.#request.tokens.some(({ child }) => child !== undefined) && this.#die(3) === 0)
      return this.#stir(childEnds(this.#moment));
    if (this.#overtaken && this.#die(3) === 0)
      return this.#die(4) === 0 && this.#table.turmoil !== false
        ? this.#stir(course(this.#moment))
        : this.#settle();
    if (kind < 24 && this.#table.turmoil !== false) return this.#stir(stir(this.#moment));
    if (kind < 28 && this.#table.turmoil !== false) return this.#stir(course(this.#moment));
    if (kind < 80) this.#forward();
    else this.#astray();
  }

  #die(sides: number): number {
    const roll = this.#dice.shift() ?? 0;
    return sides <= 0 ? 0 : roll % sides;
  }
  #pick<T>(all: readonly T[]): T | undefined {
    return all[this.#die(all.length)];
  }
  #id(): CommandId {
    this.#count += 1;
    return as<CommandId>(`c${this.#count}`);
  }
  #everyoneOf: Directory['people'] | null = null;
  #people: readonly PersonId[] = [];
  get #everyone(): readonly PersonId[] {
    const { people } = this.#directory;
    if (people !== this.#everyoneOf) {
      this.#everyoneOf = people;
      this.#people = Object.keys(people).map((id) => as<PersonId>(id));
    }
    return this.#people;
  }

  #submit(): void {
    const { requesters } = this.#compiled.diagram.control;
    const role = requesters === null ? null : this.#compiled.diagram.nodes[requesters];
    const group = role?.kind === 'role' && role.group !== null ? role.group : null;
    const able = (
      group === null ? this.#everyone : (this.#directory.groups[group]?.members ?? [])
    ).filter((id) => this.#directory.people[id]?.active === true);
    this.#send(this.#pick(able), {
      type: 'submit',
      id: this.#id(),
      request: as('r1'),
      sop: as('sop/law'),
      form: this.#table.form,
    });
  }

  #clock(): void {
    const timer = nextTimer(this.#request);
    if (timer === null) return this.#forward();
    if (this.#die(4) > 0) this.#now = Math.max(this.#now, timer.at);
    this.#sendAs({ kind: 'clock' }, { type: 'tick', id: tickId(this.#request, timer) });
  }

  /** What brings the request on, by somebody who may. */
  #forward(): void {
    const { status } = this.#request;
    if (status === 'suspended') return this.#mend();
    const work = this.#pick(this.#request.work);
    const node = work && this.#compiled.at.get(work.node);
    if (work === undefined || node === undefined) return this.#clockOrComment();
    if (node.kind === 'step') this.#step(work, node);
    else this.#gate(work, node);
  }
  #clockOrComment(): void {
    if (this.#waits()) return this.#settle();
    const timer = nextTimer(this.#request);
    if (timer === null) return this.#request.tokens.length > 0 ? this.#comment() : undefined;
    this.#now = Math.max(this.#now, timer.at);
    this.#sendAs({ kind: 'clock' }, { type: 'tick', id: tickId(this.#request, timer) });
  }
  /** Held before an end: only conditions and affirmations help. */
  #waits(): boolean {
    const { tokens, work } = this.#request;
    return work.length === 0 && tokens.some((token) => token.held === true);
  }
  get #overtaken(): boolean {
    for (const id in this.#request.results)
      if (this.#request.results[as<NodeId>(id)]?.overtaken !== undefined) return true;
    return false;
  }
  #settle(): void {
    const unread = this.#die(3) > 0 ? unopened(this.#moment) : undefined;
    const version = unread && this.#request.evidence[unread.evidence]?.version;
    if (unread !== undefined && version !== undefined) {
      const { by, evidence } = unread;
      return this.#send(by, { type: 'open', id: this.#id(), evidence, version });
    }
    this.#stir(settle(this.#moment));
  }
  #comment(): void {
    this.#send(this.#pick(this.#everyone), { type: 'comment', id: this.#id(), text: 'Well.' });
  }
  #mend(): void {
    if (this.#request.incidents.some(({ code }) => code === 'by_hand') && this.#die(4) > 0)
      return this.#stir(stop(this.#moment));
    const by = this.#die(3) > 0 ? this.#request.requester : this.#pick(this.#everyone);
    const metrics = Object.values(this.#compiled.diagram.evidence).filter(
      ({ kind }) => kind === 'metrics',
    );
    const piece = this.#pick(metrics);
    if (piece !== undefined && this.#die(2) === 0) this.#attach(this.#request.requester, piece.id);
    if (this.#die(3) === 0)
      this.#send(this.#pick(this.#everyone), {
        type: 'correct',
        id: this.#id(),
        changes: this.#changes(),
        reason: 'mistyped',
      });
    this.#send(by, { type: 'retry', id: this.#id() });
  }

  #step(work: Work, node: CNode): void {
    const able = this.#able(work);
    const by = this.#pick(able) ?? this.#pick(this.#everyone);
    if (this.#prepare(work, node, by)) return;
    const what = this.#die(6);
    if (what === 0) this.#send(by, { type: 'edit', id: this.#id(), changes: this.#changes() });
    else if (what === 1)
      this.#send(by, {
        type: 'resubmit',
        id: this.#id(),
        work: work.id,
        changes: this.#changes(),
      });
    else this.#send(by, { type: 'finish', id: this.#id(), work: work.id });
  }
  #gate(work: Work, node: CNode): void {
    const { compiled } = this.#table;
    const asked = whoCan(compiled, this.#request, work, this.#directory, this.#now);
    // A condition of the gate before, or a change of it, comes first.
    const { conditions } = this.#request;
    const blocked = conditions.some((c) => c.effect === 'nextGate' && c.status === 'open');
    if (blocked && this.#die(3) > 0) return this.#settle();
    const open = asked.filter((each) => !each.met && each.people.length > 0);
    const next = this.#die(8) > 0 ? open[0] : this.#pick(asked);
    const consulted = asked.find((each) => each.letter === 'C' && !each.met);
    if (consulted !== undefined && this.#die(2) === 0) {
      this.#send(this.#pick(consulted.people), {
        type: 'recommend',
        id: this.#id(),
        work: work.id,
        verdict: 'approved',
        text: 'Fine.',
      });
      return;
    }
    const by = this.#pick(next?.people ?? []) ?? this.#pick(this.#everyone);
    if (this.#prepare(work, node, by)) return;
    const failing = node.items.find(
      ({ row }) => ['fail', 'unknown'].includes(work.answers[row.id]?.result ?? '') && row.required,
    );
    if (failing !== undefined && work.waived[failing.row.id] === undefined) {
      const metrics = node.own.find((row) => row.kind === 'metrics');
      if (metrics !== undefined && this.#die(2) === 0) return this.#attach(by, metrics.id);
      if (!failing.row.waivable && this.#die(3) > 0) return this.#sign(work, by);
      const item = failing.row.id;
      this.#send(by, { type: 'waive', id: this.#id(), work: work.id, item, reason: 'Known.' });
      return;
    }
    this.#sign(work, by);
  }
  #sign(work: Work, by: PersonId | undefined): void {
    const verdicts: readonly Verdict[] = [
      'approved',
      'approved',
      'approved',
      'approved',
      'approved',
      'conditional',
      'rejected',
      'returned',
    ];
    const verdict = this.#pick(verdicts) ?? 'approved';
    const effects = ['runsOn', 'nextGate', 'end'] as const;
    const role = this.#pick(
      Object.values(this.#compiled.diagram.nodes).filter(({ kind }) => kind === 'role'),
    );
    const condition: ConditionDraft = {
      due: this.#now + (this.#die(12) === 0 ? 0 : 1 + this.#die(3)) * day,
      effect: effects[this.#die(3)] ?? 'runsOn',
      owner: as(role?.id ?? ''),
      text: 'Watch it.',
    };
    this.#send(by, {
      type: 'sign',
      id: this.#id(),
      work: work.id,
      verdict,
      meaning: 'I decide',
      seen: this.#request.n - (this.#die(9) === 0 ? this.#die(4) : 0),
      identity: { name: by ?? '', auth: 'none' },
      nonce: this.#count.toString(16).padStart(32, '0'),
      ...(verdict === 'approved' ? null : { reason: 'Because.' }),
      ...(verdict === 'conditional' ? { conditions: [condition] } : null),
    });
  }
  /** Evidence, answers and reading that stand before finishing or signing; true where something was done. */
  #prepare(work: Work, node: CNode, by: PersonId | undefined): boolean {
    const { compiled } = this.#table;
    const missing = node.own.find((row) => this.#request.evidence[row.id] === undefined);
    if (missing !== undefined) {
      this.#attach(this.#die(2) === 0 ? this.#request.requester : by, missing.id);
      return true;
    }
    const unanswered = node.items.find(
      ({ row }) =>
        row.check === undefined &&
        (work.answers[row.id]?.result ?? 'open') === 'open' &&
        row.required,
    );
    if (unanswered !== undefined) {
      const result = (['pass', 'pass', 'pass', 'na', 'fail'] as const)[this.#die(5)] ?? 'pass';
      const answer = { item: unanswered.row.id, result, comment: 'Looked.' };
      this.#send(by, { type: 'answer', id: this.#id(), work: work.id, answers: [answer] });
      return true;
    }
    if (by === undefined || node.kind !== 'gate') return false;
    for (const id of readingList(compiled, this.#request, work)) {
      const version = this.#request.evidence[id]?.version;
      if (version === undefined || this.#request.opened[id]?.[by] === version) continue;
      this.#send(by, { type: 'open', id: this.#id(), evidence: id, version });
      return true;
    }
    return false;
  }
  #attach(by: PersonId | undefined, evidence: EvidenceId): void {
    const kind = this.#compiled.diagram.evidence[evidence]?.kind;
    this.#count += 1;
    this.#send(by, {
      type: 'attach',
      id: this.#id(),
      evidence,
      name: 'file',
      sha256: this.#count.toString(16).padStart(64, '0'),
      size: 3,
      ...(kind === 'metrics' ? { metrics: this.#metrics() } : null),
    });
  }
  /** Values for the paths that the diagram's checks read. */
  #metrics(): JsonObject {
    const metrics: { [key: string]: Json } = {};
    for (const node of this.#compiled.nodes)
      for (const { check } of node.items)
        for (const [root, ...path] of check?.paths ?? []) {
          const key = path.at(0);
          if (root !== 'metrics' || key === undefined) continue;
          const value = this.#die(3) === 0 ? 0 : 1;
          metrics[key] = path.length === 1 ? value : { [path.at(1) ?? '']: value };
        }
    return metrics;
  }
  #changes(): JsonObject {
    const fields = [...this.#compiled.fields.values()];
    const field = this.#pick(fields);
    if (field === undefined) return {};
    const { type } = field;
    switch (type.kind) {
      case 'number':
        return { [field.key]: this.#die(100) };
      case 'boolean':
        return { [field.key]: this.#die(2) === 0 };
      case 'enum':
        return { [field.key]: this.#pick(type.values) ?? '' };
      case 'multi':
        return { [field.key]: type.values.slice(0, 1 + this.#die(2)) };
      case 'date':
        return { [field.key]: `2026-12-0${1 + this.#die(9)}` };
      case 'time':
        return { [field.key]: '12:30:00' };
      case 'string':
      case 'text':
        return { [field.key]: ['abc', 'xyz', ''][this.#die(3)] ?? '' };
    }
  }
  #able(work: Work): readonly PersonId[] {
    return ableAt(this.#moment, work);
  }

  /** The wrong person, the wrong time, the wrong thing. */
  #astray(): void {
    const by = this.#pick([this.#request.requester, ...this.#everyone]);
    const work = this.#pick(this.#request.work);
    const evidence = this.#pick(Object.keys(this.#compiled.diagram.evidence));
    const id = work?.id ?? as<Work['id']>('g_0#1');
    switch (this.#die(10)) {
      case 0:
      case 1:
      case 2:
        if (work !== undefined) this.#sign(work, by);
        return;
      case 3:
        return this.#send(by, { type: 'finish', id: this.#id(), work: id });
      case 4:
        return this.#send(by, { type: 'edit', id: this.#id(), changes: this.#changes() });
      case 5: {
        const items = work === undefined ? [] : (this.#compiled.at.get(work.node)?.items ?? []);
        const item = this.#pick(items)?.row.id;
        if (item === undefined) return this.#comment();
        if (this.#die(2) === 0)
          return this.#send(by, {
            type: 'waive',
            id: this.#id(),
            work: id,
            item,
            reason: 'Why not.',
          });
        const answers = [{ item, result: 'pass' as const }];
        return this.#send(by, { type: 'answer', id: this.#id(), work: id, answers });
      }
      case 6:
        if (evidence !== undefined) this.#attach(by, as(evidence));
        return;
      case 7:
        return this.#send(by, {
          type: 'correct',
          id: this.#id(),
          changes: this.#changes(),
          reason: 'So.',
        });
      case 8:
        if (this.#die(12) === 0)
          return this.#send(by, { type: 'withdraw', id: this.#id(), reason: 'No.' });
        return this.#send(by, { type: 'retry', id: this.#id() });
      default:
        return this.#send(by, {
          type: 'recommend',
          id: this.#id(),
          work: id,
          verdict: 'rejected',
          text: 'No.',
        });
    }
  }

  /** A part of the world around the request moves, or somebody tries. */
  #stir(what: Stir): void {
    if (what === null) return;
    if ('directory' in what) this.#directory = what.directory;
    else if ('by' in what) this.#send(what.by, what.command);
    else this.#sendAs(what.actor, what.command, what.target);
  }
  get #moment(): Moment {
    return {
      compiled: this.#compiled,
      request: this.#request,
      directory: this.#directory,
      now: this.#now,
      versions: this.#table.versions ?? [],
      everyone: this.#everyone,
      die: (sides) => this.#die(sides),
      pick: (all) => this.#pick(all),
      id: () => this.#id(),
    };
  }

  #send(by: PersonId | undefined, command: Command): void {
    if (by !== undefined) this.#sendAs({ kind: 'person', id: by }, command);
  }
  #sendAs(actor: Actor, command: Command, target?: Compiled): void {
    const context: Context = {
      now: this.#now,
      zone: 'UTC',
      actor,
      directory: this.#directory,
      hash: this.#table.hash ?? null,
      version: () => undefined,
      ...(target === undefined ? null : { target }),
    };
    this.#table.watch?.(this.#request, command, context);
    const answer = decide(this.#compiled, this.#request, command, context);
    if (isRefusal(answer)) this.refused.push({ command, refusal: answer });
    else {
      this.#keep(actor, answer.for, command, answer.events);
      if (target !== undefined) this.#compiled = target;
    }
  }
  #keep(
    actor: Actor,
    principal: PersonId | null,
    command: Command,
    events: readonly Event[],
  ): void {
    const n = this.#request.n + 1;
    const at = Math.max(this.#now, this.#request.at);
    const by = actor.kind === 'person' ? actor.id : null;
    this.#request = fold(this.#request, events, { n, at, by, for: principal });
    this.entries.push({
      n,
      at,
      ...(at === this.#now ? null : { clock: this.#now }),
      actor,
      for: principal,
      command,
      events,
      request: this.#request,
      directory: this.#directory,
    });
  }
}
