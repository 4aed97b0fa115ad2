/**
 * What becomes of one made-up request: who takes up which work when, what they say, what is sent back and mended. Each
 * thing that somebody is going to do stands in the agenda; after everything that happens it is asked what else is
 * wanted now. What the engine refuses is put right or left, so that nothing stands in the log that could not have happened.
 */
import { readingList, whoCan } from '#engine/asks.ts';
import { itemsWith } from '#engine/closing.ts';
import type { Refusal } from '#engine/command.ts';
import type { CNode, Compiled } from '#engine/compiled.ts';
import { affirmers, unaffirmed } from '#engine/people/affirming.ts';
import { quorumOf, workers } from '#engine/people/edges.ts';
import type { Condition, ConditionDraft, Form, Verdict, Work } from '#engine/request.ts';
import { isoDate } from '#engine/time/zone.ts';
import { nextTimer } from '#engine/timers.ts';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type {
  AssignmentId,
  EvidenceId,
  NodeId,
  PersonId,
  RoleId,
  SopId,
  WorkId,
} from '#model/ids.ts';
import type { Json } from '#model/json.ts';
import { meaningOf } from '#model/meaning.ts';
import type { Chance } from './chance.ts';
import type { Wish, Wishes } from './forms.ts';
import type { Log } from './log.ts';
import type { Staff } from './staff.ts';
import type { Talk } from './talk.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Rounds after which a requester gives up. */
const mostMends = 4;
const mostTries = 40;

/** What all requests of an SOP share. */
export interface World {
  readonly compiled: Compiled;
  readonly directory: Directory;
  readonly chance: Chance;
  readonly staff: Staff;
  readonly wishes: Wishes;
  readonly talk: Talk;
  /** How long somebody works at a node, in ms, drawn anew. */
  readonly touch: (node: NodeId) => number;
  /** Of a person's day per ms of work. */
  readonly stretch: (role: RoleId) => number;
  /** What a gate is going to say. */
  readonly outcome: (node: CNode) => string;
  readonly later: (at: number, life: Life, what: () => void) => void;
}

interface Plan {
  readonly outcome: string;
  /** Whoever is to say it where it is no approval: the first of the others, or the keeper. */
  readonly byKeeper: boolean;
  /** Prepared by whoever does its checklist. */
  prepared: boolean;
  tries: number;
}

export class Life {
  readonly log: Log;
  readonly #world: World;
  readonly #wish: Wish;
  readonly #plans = new Map<WorkId, Plan>();
  /** What is in the agenda already. */
  readonly #pending = new Set<string>();
  #mends = 0;
  #failed = 0;
  #clock = Infinity;

  constructor(world: World, log: Log, wish: Wish) {
    this.#world = world;
    this.log = log;
    this.#wish = wish;
  }

  /** Nothing more is going to happen to it. */
  get over(): boolean {
    return (
      this.log.request.status === 'completed' &&
      this.#pending.size === 0 &&
      nextTimer(this.log.request) === null
    );
  }

  /** Asks for it; false: nobody may, or the form is refused whatever is tried. */
  submit(at: number, requester: PersonId, sop: SopId): boolean {
    const { chance } = this.#world;
    const request = this.log.id;
    const isTaken = (form: Form): boolean =>
      this.log.act(requester, at, { type: 'submit', request, sop, form }) === null;
    if (!isTaken(this.#wish.form) && !isTaken(this.#wish.plain)) return false;
    for (const [evidence, metrics] of this.#wish.metrics)
      this.#attach(requester, at, evidence, metrics);
    if (chance.often(0.02))
      this.#at(at + chance.uniform() * 30 * day, 'withdraw', (now) =>
        this.#withdraw(now, 'No longer needed.'),
      );
    this.#next(at);
    return true;
  }

  /** Does what was planned, and plans what follows. */
  #at(at: number, key: string, what: (now: number) => void): void {
    if (this.#pending.has(key)) return;
    this.#pending.add(key);
    const now = Math.floor(at / 1000) * 1000;
    this.#world.later(now, this, () => {
      this.#pending.delete(key);
      what(now);
      this.#next(now);
    });
  }

  /** What is wanted now that nobody is about to do yet. */
  #next(now: number): void {
    const { request } = this.log;
    const timer = nextTimer(request);
    if (timer !== null && timer.at < this.#clock) {
      this.#clock = timer.at;
      this.#world.later(timer.at, this, () => {
        this.#clock = Infinity;
        while (this.log.tick(timer.at));
        this.#next(Math.max(now, timer.at));
      });
    }
    if (request.status === 'suspended') {
      this.#at(now + 2 * day, 'mend', (then) =>
        this.#withdraw(then, 'It cannot go on as it was asked for.'),
      );
      return;
    }
    for (const condition of request.conditions)
      if (condition.status === 'open') this.#settle(condition, now);
    if (request.status !== 'running') return;
    for (const work of request.work) {
      const node = this.#world.compiled.at.get(work.node);
      if (node?.kind === 'step') this.#step(work, node, now);
      else if (node !== undefined) this.#gate(work, node, now);
    }
    for (const [id, result] of Object.entries(request.results))
      if (unaffirmed(result).length > 0) this.#affirm(as<NodeId>(id), now);
  }

  #plan(work: Work, node: CNode): Plan {
    const known = this.#plans.get(work.id);
    if (known !== undefined) return known;
    const { chance, outcome } = this.#world;
    const plan = {
      outcome: node.kind === 'gate' ? outcome(node) : 'done',
      byKeeper: chance.often(0.5),
      prepared: false,
      tries: 0,
    };
    this.#plans.set(work.id, plan);
    return plan;
  }

  #step(work: Work, node: CNode, now: number): void {
    const plan = this.#plan(work, node);
    const [seat] = this.#who(work, now).filter(({ people }) => people.length > 0);
    const key = `${work.id}/work`;
    if (seat === undefined || this.#pending.has(key)) return;
    const turn = this.#turn(seat.people, seat.role, node.id, now);
    if (turn === null) return;
    const { person, from, to } = turn;
    this.#at(from, `${key}/read`, (then) => this.#read(work.id, person, then, true));
    this.#at(to, key, (then) => {
      if (!this.#isOpen(work.id)) return;
      this.#mend(work, node, person, then);
      this.#fill(work.id, node, person, then);
      const refused = this.log.act(person, then, { type: 'finish', work: work.id });
      if (refused !== null) this.#refused(refused, plan, then);
    });
  }

  #gate(work: Work, node: CNode, now: number): void {
    const plan = this.#plan(work, node);
    if (plan.outcome === 'expired' || plan.tries > mostTries) return;
    const who = this.#who(work, now);
    for (const { edge, letter, people, role, met } of who)
      if (letter === 'C' && !met && people.length > 0 && this.#wanted(node, edge)) {
        const key = `${work.id}/${edge}`;
        if (this.#pending.has(key)) continue;
        const turn = this.#turn(people, role, node.id, now, 0.3);
        if (turn !== null)
          this.#at(turn.to, key, (then) => this.#recommend(work.id, turn.person, then));
      }
    if (!plan.prepared && this.#undone(work, node)) return this.#prepare(work, node, plan, now);
    if (
      node.consulted.some(
        (edge) =>
          edge.before === true && this.#openWork(work.id)?.recommended[edge.id] === undefined,
      )
    )
      return;
    const first = who.filter(({ letter, met }) => letter === 'S' && !met);
    const seats =
      first.length > 0 ? first : who.filter(({ letter, met }) => letter === 'A' && !met);
    for (const { edge, people, role, signed } of seats) {
      const seat = node.signs.find((each) => each.id === edge);
      const quorum = seat === undefined ? { kind: 'any' as const } : quorumOf(seat);
      const most =
        quorum.kind === 'any'
          ? 1
          : quorum.kind === 'all'
            ? people.length
            : Math.max(1, quorum.n - signed.length);
      const asked = [...this.#pending].filter((key) =>
        key.startsWith(`${work.id}/${edge}/`),
      ).length;
      let pool = people.filter((each) => !this.#pending.has(`${work.id}/${edge}/${each}`));
      for (let i = asked; i < most && pool.length > 0; i += 1) {
        const turn = this.#turn(pool, role, node.id, now);
        if (turn === null) break;
        const { person } = turn;
        pool = pool.filter((each) => each !== person);
        this.#at(turn.from, `${work.id}/${person}/read`, (then) =>
          this.#read(work.id, person, then, true),
        );
        this.#at(turn.to, `${work.id}/${edge}/${person}`, (then) =>
          this.#sign(work.id, node, plan, { person, keeper: first.length === 0, at: then }),
        );
      }
    }
  }

  /** Checklist and evidence, by whoever works the gate; where nobody does, its signers see to them. */
  #prepare(work: Work, node: CNode, plan: Plan, now: number): void {
    const key = `${work.id}/prepare`;
    if (this.#pending.has(key)) return;
    const [edge] = node.works;
    const group = edge === undefined ? [] : this.#members(edge.role);
    const turn =
      edge === undefined || group.length === 0
        ? null
        : this.#turn(group, edge.role, node.id, now, 0.3);
    if (turn === null) {
      plan.prepared = true;
      return;
    }
    this.#at(turn.to, key, (then) => {
      plan.prepared = true;
      this.#fill(work.id, node, turn.person, then);
    });
  }

  #sign(
    id: WorkId,
    node: CNode,
    plan: Plan,
    {
      person,
      keeper,
      at,
    }: { readonly person: PersonId; readonly keeper: boolean; readonly at: number },
  ): void {
    if (!this.#isOpen(id)) return;
    plan.tries += 1;
    const majority = node.row.kind === 'gate' && node.row.rule === 'majority';
    const only = node.signs.every(({ letter }) => letter === 'A');
    const says =
      keeper || majority || (!plan.byKeeper && !only) ? verdictOf(plan.outcome) : 'approved';
    const verdict =
      node.byOutcome.has(says) && (says !== 'conditional' || keeper) ? says : 'approved';
    if (verdict === 'approved' || verdict === 'conditional') {
      this.#fill(id, node, person, at);
      this.#read(id, person, at, false);
    }
    const refused = this.#verdict(id, node, verdict, person, at);
    if (refused === null) return;
    if (refused.refused === 'checklist_failed')
      this.#failing(id, node, { person, at, says: refused.says });
    else this.#refused(refused, plan, at);
  }

  #verdict(
    id: WorkId,
    node: CNode,
    verdict: Verdict,
    person: PersonId,
    at: number,
    why?: string,
  ): Refusal | null {
    const { chance, directory, talk } = this.#world;
    return this.log.act(person, at, {
      type: 'sign',
      work: id,
      verdict,
      ...(verdict === 'returned' || verdict === 'rejected'
        ? { reason: why ?? talk.reason(verdict, node) }
        : {}),
      ...(verdict === 'conditional' ? { conditions: [this.#condition(at)] } : {}),
      meaning: meaningOf[verdict],
      seen: this.log.request.n,
      identity: { name: directory.people[person]?.name ?? person, auth: 'none' },
      nonce: chance.hex(16),
    });
  }

  #condition(at: number): ConditionDraft {
    const { chance, compiled, talk } = this.#world;
    const { requesters } = compiled.diagram.control;
    const role = requesters ?? compiled.nodes.find(({ keeper }) => keeper !== null)?.keeper?.role;
    const effect = chance.often(0.75) ? 'runsOn' : chance.often(0.5) ? 'nextGate' : 'end';
    return {
      text: talk.condition(),
      owner: role ?? as<RoleId>(''),
      due: at + (5 + chance.below(40)) * day,
      effect,
    };
  }

  /** A check fails: waived, measured again, sent back or rejected, whatever the gate has a way for. */
  #failing(
    id: WorkId,
    node: CNode,
    { person, at, says }: { readonly person: PersonId; readonly at: number; readonly says: string },
  ): void {
    const { chance, talk } = this.#world;
    const work = this.#openWork(id);
    if (work === undefined) return;
    if (chance.often(0.15))
      for (const item of itemsWith(node, work, ['fail', 'unknown'])) {
        const reason = talk.waiver();
        this.log.act(person, at, { type: 'waive', work: id, item, reason });
      }
    const left = this.#openWork(id);
    if (left === undefined || itemsWith(node, left, ['fail', 'unknown']).length === 0) return;
    this.#failed += 1;
    if (this.#failed <= mostMends && this.#verdict(id, node, 'returned', person, at, says) === null)
      return;
    if (this.#mends < 2) {
      this.#mends += 1;
      for (const piece of node.own)
        if (piece.kind === 'metrics')
          this.#attach(person, at, piece.id, this.#world.wishes.good(piece.id));
      const again = this.#openWork(id);
      if (again !== undefined && itemsWith(node, again, ['fail', 'unknown']).length === 0) return;
    }
    if (this.#verdict(id, node, 'rejected', person, at, says) !== null)
      this.#at(at + day, 'withdraw', (then) => this.#withdraw(then, says));
  }

  /** Before a step is done that something sent back: the form is put right, and what was measured is measured again. */
  #mend(work: Work, node: CNode, person: PersonId, at: number): void {
    const { chance, compiled, wishes } = this.#world;
    const { request } = this.log;
    const returned = Object.values(request.results).some(({ outcome }) => outcome === 'returned');
    if (!returned || node.out.length === 0 || work.round < 1) return;
    this.#mends += 1;
    if (this.#mends > mostMends) return;
    const changes: { [key: string]: Json } = {};
    for (const [key, field] of compiled.fields) {
      const value = request.form[key];
      const plain = this.#wish.plain[key];
      const { kind } = field.type;
      if (kind === 'date') {
        // A day in the middle of a week that is still ahead; an end that nobody named is named.
        const week = Math.floor(at / day / 7) + (value === undefined ? 13 : 2);
        if (value !== undefined || this.#mends > 1)
          changes[key] = isoDate(week * 7 + chance.below(2) - 2);
      } else if (kind === 'time') changes[key] = '10:00:00';
      else if (plain !== undefined && plain !== value && this.#mends > 1 && kind !== 'string')
        changes[key] = plain;
      else if (kind === 'text' && typeof value === 'string' && chance.often(0.5))
        changes[key] = value.endsWith(revised) ? value : `${value}${revised}`;
    }
    for (const [key, value] of Object.entries(changes))
      this.log.act(person, at, { type: 'edit', changes: { [key]: value } });
    for (const id of wishes.measured)
      if (request.evidence[id] !== undefined && chance.often(this.#mends > 1 ? 1 : 0.5))
        this.#attach(person, at, id, wishes.good(id));
  }

  #affirm(id: NodeId, now: number): void {
    const gate = this.#world.compiled.at.get(id);
    if (gate === undefined) return;
    const key = `${id}/affirm`;
    if (this.#pending.has(key)) return;
    const people = affirmers(this.#view(now), gate);
    const role = gate.keeper?.role;
    const turn = role === undefined ? null : this.#turn(people, role, id, now, 0.3);
    if (turn === null) return;
    const { person } = turn;
    this.#at(turn.to, key, (then) => {
      for (const evidence of this.log.request.results[id]?.reading ?? [])
        this.#open(evidence, person, then);
      this.log.act(person, then, {
        type: 'affirm',
        node: id,
        meaning: meaningOf.approved,
        seen: this.log.request.n,
        identity: { name: this.#world.directory.people[person]?.name ?? person, auth: 'none' },
        nonce: this.#world.chance.hex(16),
      });
    });
  }

  /** In time for the most part; some are late. */
  #settle(condition: Condition, now: number): void {
    const { chance, talk } = this.#world;
    const key = `condition/${condition.id}`;
    if (this.#pending.has(key)) return;
    const late = chance.often(0.15);
    const at = late
      ? condition.due + chance.uniform() * 20 * day
      : now + chance.uniform() * (condition.due - now);
    this.#at(Math.max(now + hour, at), key, (then) => {
      const people = [this.log.request.requester, ...this.#members(condition.owner)];
      people.some(
        (each) =>
          this.log.act(each, then, {
            type: 'fulfil',
            condition: condition.id,
            note: talk.fulfilled(),
          }) === null,
      );
    });
  }

  #recommend(id: WorkId, person: PersonId, at: number): void {
    const { chance, talk } = this.#world;
    const verdict = chance.often(0.1) ? 'returned' : 'approved';
    if (this.#isOpen(id))
      this.log.act(person, at, {
        type: 'recommend',
        work: id,
        verdict,
        text: talk.advice(verdict),
      });
  }

  #withdraw(at: number, reason: string): void {
    if (this.log.request.status !== 'completed')
      this.log.act(this.log.request.requester, at, { type: 'withdraw', reason });
  }

  /** Refused for now: tried again by whoever is asked then; what is refused again and again is given up. */
  #refused(refusal: Refusal, plan: Plan, at: number): void {
    plan.tries += 1;
    if (plan.tries > mostTries || refusal.refused === 'checklist_failed')
      this.#at(at + day, 'withdraw', (then) => this.#withdraw(then, refusal.says));
  }

  /** What the node itself requires and nobody has brought or answered. */
  #fill(id: WorkId, node: CNode, person: PersonId, at: number): void {
    if (!this.#isOpen(id)) return;
    for (const piece of node.own)
      if (this.log.request.evidence[piece.id] === undefined)
        this.#attach(
          person,
          at,
          piece.id,
          piece.kind === 'metrics' ? this.#world.wishes.good(piece.id) : null,
        );
    const work = this.#openWork(id);
    const answers = node.items
      .filter(
        ({ row, check }) =>
          check === null &&
          (work?.answers[row.id]?.result ?? 'open') === 'open' &&
          work?.waived[row.id] === undefined,
      )
      .map(({ row }) => ({ item: row.id, result: 'pass' as const }));
    if (answers.length > 0) this.log.act(person, at, { type: 'answer', work: id, answers });
  }

  /** Opens what is to be read; where there is nothing, and at a step, who is `taking` it up claims it. */
  #read(id: WorkId, person: PersonId, at: number, taking: boolean): void {
    const work = this.#openWork(id);
    if (work === undefined) return;
    const { compiled } = this.#world;
    const node = compiled.at.get(work.node);
    const read = this.log.recorded.length;
    for (const evidence of readingList(compiled, this.log.request, work))
      this.#open(evidence, person, at);
    const nothing = this.log.recorded.length === read;
    if (taking && node !== undefined && (node.kind === 'step' || nothing))
      this.#claim(work, node, person, at);
  }
  /** Whoever takes something up says so, where that can be said: so it is known when they began. */
  #claim(work: Work, node: CNode, person: PersonId, at: number): void {
    const edges = node.kind === 'step' ? workers(node) : node.signs;
    edges.some(
      (edge) =>
        this.log.act(person, at, { type: 'claim', work: work.id, assignment: edge.id }) === null,
    );
  }
  #open(evidence: EvidenceId, person: PersonId, at: number): void {
    const piece = this.log.request.evidence[evidence];
    if (piece === undefined || this.log.request.opened[evidence]?.[person] === piece.version)
      return;
    this.log.act(person, at, { type: 'open', evidence, version: piece.version });
  }

  #attach(
    person: PersonId,
    at: number,
    id: EvidenceId,
    metrics: { readonly [key: string]: Json } | null,
  ): void {
    const { compiled, talk } = this.#world;
    const row = compiled.diagram.evidence[id];
    if (row === undefined) return;
    const { name, sha256, size } = talk.file(row, metrics);
    this.log.act(person, at, {
      type: 'attach',
      evidence: id,
      name,
      sha256,
      size,
      ...(row.kind === 'url' ? { url: `https://example.test/${id}` } : {}),
      ...(metrics === null ? {} : { metrics }),
    });
  }

  /** One's own request waits for nothing else one has to do; what others ask queues. */
  #turn(people: readonly PersonId[], role: RoleId, node: NodeId, now: number, part = 1) {
    const { compiled, staff, touch } = this.#world;
    const own = role === compiled.diagram.control.requesters;
    const stretch = own ? () => 0 : this.#world.stretch;
    return staff.give(people, role, now, {
      work: Math.max(minute, touch(node) * part),
      stretch: stretch(role),
    });
  }
  #who(work: Work, now: number) {
    return whoCan(this.#world.compiled, this.log.request, work, this.#world.directory, now);
  }
  #view(now: number) {
    const { compiled, directory } = this.#world;
    return { compiled, directory, request: this.log.request, now };
  }
  #members(role: RoleId): readonly PersonId[] {
    const { compiled, directory } = this.#world;
    if (role === compiled.diagram.control.requesters) return [this.log.request.requester];
    const row = compiled.diagram.nodes[role];
    const members =
      row?.kind === 'role' && row.group !== null ? directory.groups[row.group]?.members : undefined;
    return (members ?? []).filter((each) => directory.people[each]?.active === true);
  }
  /** Advice that has to be there, and some that need not. */
  #wanted(node: CNode, edge: AssignmentId): boolean {
    const row = node.consulted.find((each) => each.id === edge);
    return row?.before === true;
  }
  #undone(work: Work, node: CNode): boolean {
    return (
      itemsWith(node, work, ['open']).length > 0 ||
      node.own.some((row) => this.log.request.evidence[row.id] === undefined)
    );
  }
  #openWork(id: WorkId): Work | undefined {
    return this.log.request.work.find((each) => each.id === id);
  }
  #isOpen(id: WorkId): boolean {
    return this.log.request.status === 'running' && this.#openWork(id) !== undefined;
  }
}

const revised = ' (revised)';
const verdictOf = (outcome: string): Verdict =>
  outcome === 'conditional' || outcome === 'rejected' || outcome === 'returned'
    ? outcome
    : 'approved';
