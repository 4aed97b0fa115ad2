/**
 * Plays a request in a test's words: `request(d, staff).submit('max.dev', { amount: 5 }).finish('max.dev', 's_build')`.
 * An act that is refused throws the sentence, unless it is asked for: `p.refused((p) => p.sign('max.dev', 'g'))`.
 */
import { createHash } from 'node:crypto';
import { compile } from '#engine/compile.ts';
import type { Actor, Command, Decision, Refusal } from '#engine/command.ts';
import type { Compiled } from '#engine/compiled.ts';
import type { Hash } from '#engine/context.ts';
import { decide, isRefusal } from '#engine/decide.ts';
import type { Event, EventOf, EventType } from '#engine/event.ts';
import { fold } from '#engine/evolve.ts';
import { initial } from '#engine/initial.ts';
import type { ConditionDraft, Request, Verdict, Work } from '#engine/request.ts';
import { nextTimer, tickId } from '#engine/timers.ts';
import { trail } from '#engine/trail.ts';
import type { Diagram } from '#model/diagram.ts';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { CommandId, Digest, EvidenceId, ItemId, PersonId } from '#model/ids.ts';
import type { Json, JsonObject } from '#model/json.ts';

export const sha256: Hash = (text) => createHash('sha256').update(text).digest('hex');
/** UTC ms; months from 1. */
export const utc = (year: number, month: number, on: number, hours = 0): number =>
  Date.UTC(year, month - 1, on, hours);
/** 2026-10-19T14:00Z, a Monday. */
const monday = utc(2026, 10, 19, 14);
const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

export interface Played {
  readonly n: number;
  readonly at: number;
  readonly by: PersonId | null;
  readonly for: PersonId | null;
  readonly command: Command | null;
  readonly events: readonly Event[];
}
interface SignWords {
  readonly reason?: string;
  readonly nonce?: string;
  readonly seen?: number;
  readonly fields?: readonly string[];
  readonly conditions?: readonly (Partial<Omit<ConditionDraft, 'owner'>> & { owner: string })[];
}
type Loose<T> = T extends { readonly id: infer _ } ? Omit<T, 'id'> : never;

export const request = (diagram: Diagram, directory: Directory): Play =>
  new Play(diagram, directory);

const personOf = (id: string): Actor => ({ kind: 'person', id: as<PersonId>(id) });

class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(`${refusal.refused}: ${refusal.says}`);
    this.refusal = refusal;
  }
}

export class Play {
  compiled: Compiled;
  /** What `migrate` goes to. */
  #target: Compiled | null = null;
  directory: Directory;
  state: Request = initial;
  now = monday;
  readonly log: Played[] = [];
  #count = 0;

  constructor(diagram: Diagram, directory: Directory) {
    this.compiled = compile(diagram, 'draft');
    this.directory = directory;
  }

  get events(): readonly Event[] {
    return this.log.flatMap((entry) => entry.events);
  }
  get trail(): string {
    return trail(this.events).join(' ');
  }
  /** Events of the last entry, in short: `entered s_build` … by type only. */
  get last(): readonly EventType[] {
    return this.log.at(-1)?.events.map((event) => event.type) ?? [];
  }
  /** The last event of a type. */
  event<T extends EventType>(type: T): EventOf<T> {
    const found = this.events.findLast((event): event is EventOf<T> => event.type === type);
    if (found === undefined) throw new Error(`no ${type} in the log`);
    return found;
  }
  /** Nodes with a token, in order of arrival. */
  get at(): string {
    return this.state.tokens.map((token) => token.node).join(' ');
  }
  work(node: string): Work {
    const found = this.state.work.find((work) => work.node === node);
    if (found === undefined) throw new Error(`no work is open at ${node}`);
    return found;
  }

  later(ms: number): this {
    this.now += ms;
    return this;
  }
  /** Changes the directory from here on. */
  staff(directory: Directory): this {
    this.directory = directory;
    return this;
  }

  submit(by: string, form: { readonly [key: string]: Json } = {}): this {
    return this.act(by, { type: 'submit', request: as('r1'), sop: as('sop/test'), form });
  }
  finish(by: string, node: string): this {
    return this.act(by, { type: 'finish', work: this.work(node).id });
  }
  edit(by: string, changes: JsonObject): this {
    return this.act(by, { type: 'edit', changes });
  }
  resubmit(by: string, node: string, changes: JsonObject = {}): this {
    return this.act(by, { type: 'resubmit', work: this.work(node).id, changes });
  }
  correct(by: string, changes: JsonObject, reason = 'mistyped'): this {
    return this.act(by, { type: 'correct', changes, reason });
  }
  attach(by: string, evidence: string, metrics?: JsonObject): this {
    const sha = sha256(`${evidence}/${this.log.length}`);
    return this.act(by, {
      type: 'attach',
      evidence: as(evidence),
      name: `${evidence}.bin`,
      sha256: sha,
      size: 1,
      ...(metrics === undefined ? null : { metrics }),
    });
  }
  open(by: string, evidence: string): this {
    const id = as<EvidenceId>(evidence);
    return this.act(by, {
      type: 'open',
      evidence: id,
      version: this.state.evidence[id]?.version ?? 0,
    });
  }
  /** Answers by the item's key. */
  answer(
    by: string,
    node: string,
    results: { readonly [key: string]: 'pass' | 'fail' | 'na' },
  ): this {
    return this.act(by, {
      type: 'answer',
      work: this.work(node).id,
      answers: Object.entries(results).map(([key, result]) => ({
        item: as<ItemId>(`${node}_${key}`),
        result,
        ...(result === 'pass' ? null : { comment: 'because' }),
      })),
    });
  }
  waive(by: string, node: string, key: string, reason = 'it is known'): this {
    const item = as<ItemId>(`${node}_${key}`);
    return this.act(by, { type: 'waive', work: this.work(node).id, item, reason });
  }
  recommend(by: string, node: string, verdict: Verdict = 'approved'): this {
    return this.act(by, { type: 'recommend', work: this.work(node).id, verdict, text: 'so' });
  }
  sign(by: string, node: string, verdict: Verdict = 'approved', words: SignWords = {}): this {
    const { conditions, seen = this.state.n, ...more } = words;
    const drafts = conditions?.map((each) => ({
      text: 'do it',
      due: this.now + 30 * day,
      effect: 'runsOn' as const,
      ...each,
      owner: as<ConditionDraft['owner']>(each.owner),
    }));
    return this.act(by, {
      type: 'sign',
      work: this.work(node).id,
      verdict,
      meaning: 'I decide',
      seen,
      identity: { name: by, auth: 'none' },
      nonce: sha256(`nonce/${this.#count}`).slice(0, 32),
      ...(verdict === 'rejected' || verdict === 'returned' ? { reason: 'because' } : null),
      ...more,
      ...(drafts === undefined ? null : { conditions: drafts }),
    });
  }
  /** The first edge that can be claimed there, or the assignment of this role and letter. */
  claim(by: string, node: string, edge = this.#claimable(node)): this {
    return this.act(by, { type: 'claim', work: this.work(node).id, assignment: as(edge) });
  }
  release(by: string, node: string, edge = this.#claimable(node)): this {
    return this.act(by, { type: 'release', work: this.work(node).id, assignment: as(edge) });
  }
  delegate(by: string, node: string, to: string | null): this {
    const whom = to === null ? null : as<PersonId>(to);
    return this.act(by, { type: 'delegate', work: this.work(node).id, to: whom });
  }
  recuse(by: string, node: string, reason = 'my brother'): this {
    return this.act(by, { type: 'recuse', work: this.work(node).id, reason });
  }
  escalate(by: string, node: string, role: string, reason = 'it is late'): this {
    return this.act(by, { type: 'escalate', work: this.work(node).id, role: as(role), reason });
  }
  add(by: string, node: string, person: string, letter: 'S' | 'C' = 'S'): this {
    return this.act(by, { type: 'add', work: this.work(node).id, person: as(person), letter });
  }
  affirm(by: string, node: string, words: { seen?: number; nonce?: string } = {}): this {
    const { seen = this.state.n, nonce = sha256(`nonce/${this.#count}`).slice(0, 32) } = words;
    return this.act(by, {
      type: 'affirm',
      node: as(node),
      meaning: 'I affirm',
      seen,
      identity: { name: by, auth: 'none' },
      nonce,
    });
  }
  fulfil(by: string, condition: string, note = 'done', evidence?: string): this {
    return this.act(by, {
      type: 'fulfil',
      condition: as(condition),
      note,
      ...(evidence === undefined ? null : { evidence: as<EvidenceId>(evidence) }),
    });
  }
  waiveCondition(by: string, condition: string, reason = 'it is moot'): this {
    return this.act(by, { type: 'waive', condition: as(condition), reason });
  }
  suspend(by: string, reason = 'an audit'): this {
    return this.act(by, { type: 'suspend', reason });
  }
  resume(by: string, reason = 'the audit is over'): this {
    return this.act(by, { type: 'resume', reason });
  }
  #claimable(node: string): string {
    const at = this.compiled.at.get(as(node));
    return (at?.works[0] ?? at?.signs[0])?.id ?? '';
  }
  comment(by: string, text: string): this {
    return this.act(by, { type: 'comment', text });
  }
  withdraw(by: string, reason = 'not needed'): this {
    return this.act(by, { type: 'withdraw', reason });
  }
  retry(by: string): this {
    return this.act(by, { type: 'retry' });
  }
  /** Goes to the next timer and fires it. */
  tick(): this {
    const timer = nextTimer(this.state);
    if (timer === null) throw new Error('nothing is timed');
    this.now = Math.max(this.now, timer.at);
    return this.#send(null, { type: 'tick', id: tickId(this.state, timer) });
  }

  /** What the system itself says: a child's end, a signed token, a child's submission. */
  system(command: Loose<Command>): this {
    this.#count += 1;
    const name = command.type === 'certify' ? 'issuer' : 'subprocess';
    return this.#send(
      { kind: 'system', name },
      { ...command, id: as<CommandId>(`c${this.#count}`) },
    );
  }
  /** Takes the request to another version, which stands under that digest. */
  migrate(by: string, diagram: Diagram, digest = 'b'.repeat(64)): this {
    this.#target = compile(diagram, as<Digest>(digest));
    this.act(by, { type: 'migrate', to: as<Digest>(digest) });
    this.compiled = this.#target;
    return this;
  }

  act(by: string, command: Loose<Command>): this {
    this.#count += 1;
    return this.#send(by, { ...command, id: as<CommandId>(`c${this.#count}`) });
  }
  /** The refusal of an act that is expected to be refused; throws where it is not. */
  refused(act: (play: this) => unknown): Refusal {
    try {
      act(this);
    } catch (error) {
      if (error instanceof Refused) return error.refusal;
      throw error;
    }
    throw new Error(`was not refused: ${this.log.at(-1)?.command?.type}`);
  }
  /** Asks without doing. */
  decide(by: string | null | Actor, command: Command): Decision | Refusal {
    return decide(this.compiled, this.state, command, {
      now: this.now,
      zone: 'UTC',
      actor: by === null ? { kind: 'clock' } : typeof by === 'string' ? personOf(by) : by,
      ...(this.#target === null ? null : { target: this.#target }),
      directory: this.directory,
      hash: sha256,
      version: () => undefined,
    });
  }
  #send(by: string | null | Actor, command: Command): this {
    const answer = this.decide(by, command);
    if (isRefusal(answer)) throw new Refused(answer);
    const person = typeof by === 'string' ? as<PersonId>(by) : null;
    return this.#keep(person, answer.for, command, answer.events);
  }
  #keep(
    by: PersonId | null,
    principal: PersonId | null,
    command: Command | null,
    events: readonly Event[],
  ): this {
    const n = this.state.n + 1;
    const at = Math.max(this.now, this.state.at);
    this.state = fold(this.state, events, { n, at, by, for: principal });
    this.log.push({ n, at, by, for: principal, command, events });
    this.now += minute;
    return this;
  }
}
