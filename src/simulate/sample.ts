/**
 * Plays a sample request through a version, from submission to where its script ends. What a script leaves out is filled
 * in by one rule (CORE.md §12), so that samples say only what matters: before a person finishes or approves, evidence
 * that the node itself requires and nobody attached is attached as a stub file, checklist items that a person answers
 * pass, the reading list is opened by who signs, and required consultations recommend. Each act takes one minute, or is
 * done when it says; a tick jumps to its timer. Nothing else happens by itself.
 */
import { Temporal } from 'temporal-polyfill';
import type { Actor, Command, Refusal } from '#engine/command.ts';
import { claimable } from '#engine/commands/claim.ts';
import type { Compiled } from '#engine/compiled.ts';
import type { Hash } from '#engine/context.ts';
import { decide, isRefusal } from '#engine/decide.ts';
import type { Event } from '#engine/event.ts';
import { fold } from '#engine/evolve.ts';
import { initial } from '#engine/initial.ts';
import type { Request, Work } from '#engine/request.ts';
import { readingList } from '#engine/asks.ts';
import { nextTimer, tickId } from '#engine/timers.ts';
import { trail } from '#engine/trail.ts';
import { canonical } from '#model/canonical.ts';
import type { EndOutcome, Hex } from '#model/diagram.ts';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { ConditionId, EvidenceId, NodeId, PersonId, RequestId, SopId } from '#model/ids.ts';
import type { JsonObject } from '#model/json.ts';
import { meaningOf } from '#model/meaning.ts';
import type { Sample, SampleAct } from '#model/sample.ts';

const minute = 60_000;
const conditionDue = 30 * 24 * 60 * minute;

/** One entry as it was played. */
export interface PlayedStep {
  readonly command: Command;
  readonly actor: Actor;
  /** UTC ms. */
  readonly at: number;
  readonly events: readonly Event[];
  /** Filled in by the rule, not in the script. */
  readonly filled: boolean;
  /** After it. */
  readonly request: Request;
}
export interface Played {
  readonly steps: readonly PlayedStep[];
  readonly request: Request;
  readonly tier: string | null;
  readonly outcome: EndOutcome | null;
  readonly trail: readonly string[];
  /** An act of the script that the engine refused, or that found nothing to act on; the play ends before it. */
  readonly stopped: {
    readonly act: number;
    readonly says: string;
    readonly refusal?: Refusal;
  } | null;
}

/** `hash` null: signatures carry no digest, and attached files have none of their own. */
export function playSample(
  compiled: Compiled,
  sample: Sample,
  directory: Directory,
  hash: Hash | null,
): Played {
  const play = new Play(
    compiled,
    directory,
    hash,
    Temporal.Instant.from(sample.submitted).epochMilliseconds,
  );
  const stopped = play.run(sample);
  return {
    steps: play.steps,
    request: play.request,
    tier: play.request.tier,
    outcome: play.request.outcome,
    trail: trail(play.steps.flatMap((step) => step.events)),
    stopped,
  };
}

class Stop extends Error {
  readonly refusal: Refusal | undefined;
  constructor(says: string, refusal?: Refusal) {
    super(says);
    this.refusal = refusal;
  }
}

/** A play in progress: the state, the clock, and what was written. */
class Play {
  readonly steps: PlayedStep[] = [];
  request: Request = initial;
  private readonly compiled: Compiled;
  private readonly directory: Directory;
  private readonly hash: Hash | null;
  private now: number;

  constructor(compiled: Compiled, directory: Directory, hash: Hash | null, now: number) {
    this.compiled = compiled;
    this.directory = directory;
    this.hash = hash;
    this.now = now;
  }

  run(sample: Sample): Played['stopped'] {
    let act = -1;
    try {
      this.person(sample.requester, {
        type: 'submit',
        id: this.id(),
        request: as<RequestId>(`sample/${sample.id}`),
        sop: as<SopId>('sample'),
        form: sample.form,
      });
      for (const [evidence, metrics] of Object.entries(sample.metrics))
        this.attach(sample.requester, as<EvidenceId>(evidence), metrics, true);
      for (const each of sample.acts) {
        act += 1;
        this.now =
          each.at === undefined
            ? this.now + minute
            : Math.max(this.now, Temporal.Instant.from(each.at).epochMilliseconds);
        this.act(each, sample);
      }
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      return { act, says: error.message, ...(error.refusal && { refusal: error.refusal }) };
    }
    return null;
  }

  private act(act: SampleAct, sample: Sample): void {
    const by = act.by ?? sample.requester;
    if (act.do === 'tick') return this.tick(act.node);
    if (act.do === 'attach')
      return this.attach(by, this.evidenceOf(act), act.metrics ?? null, false);
    if (act.do === 'edit')
      return this.person(by, { type: 'edit', id: this.id(), changes: act.changes ?? {} });
    if (act.do === 'comment')
      return this.person(by, { type: 'comment', id: this.id(), text: act.text ?? '' });
    const whole = this.onRequest(act);
    if (whole !== null) return this.person(by, whole);
    if (act.do === 'affirm') return this.affirm(act, by);
    const work = this.workAt(act.node);
    const part = this.onWork(act, work);
    if (part !== null) return this.person(by, part);
    if (act.metrics) this.attach(by, this.evidenceOf(act), act.metrics, false);
    if (act.do === 'finish' || act.do === 'resubmit') {
      if (act.changes) this.person(by, { type: 'edit', id: this.id(), changes: act.changes });
      this.fill(work.node, by);
      return this.person(by, { type: 'finish', id: this.id(), work: work.id });
    }
    if (act.do === 'answer')
      return this.person(by, {
        type: 'answer',
        id: this.id(),
        work: work.id,
        answers: act.answers ?? [],
      });
    if (act.do === 'recommend')
      return this.person(by, {
        type: 'recommend',
        id: this.id(),
        work: work.id,
        verdict: act.verdict ?? 'approved',
        text: act.text ?? '',
      });
    if (act.do === 'sign') return this.sign(act, work, by);
    throw new Stop(`The script says "${act.do}", which is not a command that can be played.`);
  }

  /** Commands to the request as a whole, or to something of it that is no open work. */
  private onRequest(act: SampleAct): Command | null {
    const id = this.id();
    const reason = act.reason ?? '';
    switch (act.do) {
      case 'withdraw':
      case 'suspend':
      case 'resume':
      case 'revoke':
        return { type: act.do, id, reason };
      case 'retry':
        return { type: 'retry', id };
      case 'correct':
        return { type: 'correct', id, changes: act.changes ?? {}, reason };
      case 'reassess':
        return { type: 'reassess', id, ...(act.metrics && { metrics: act.metrics }) };
      case 'fulfil': {
        const { evidence } = act;
        const note = act.text ?? reason;
        const condition = this.conditionOf(act);
        return { type: 'fulfil', id, condition, note, ...(evidence && { evidence }) };
      }
      case 'waive':
        return { type: 'waive', id, condition: this.conditionOf(act), reason };
      default:
        return null;
    }
  }

  /** Commands to open work that are not its signatures or its end. */
  private onWork(act: SampleAct, { id: work, node }: Work): Command | null {
    const id = this.id();
    const reason = act.reason ?? '';
    switch (act.do) {
      case 'recuse':
        return { type: 'recuse', id, work, reason };
      case 'delegate':
        return { type: 'delegate', id, work, to: act.to ?? null };
      case 'add': {
        if (act.to === undefined) throw new Stop('The script adds a reviewer without naming them.');
        return { type: 'add', id, work, person: act.to, letter: act.letter ?? 'S' };
      }
      case 'escalate': {
        if (act.role === undefined) throw new Stop('The script escalates without naming a role.');
        return { type: 'escalate', id, work, role: as(act.role), reason };
      }
      case 'claim':
      case 'release': {
        const at = this.compiled.at.get(node);
        const first = at && claimable(at)[0]?.id;
        const assignment = act.on === undefined ? first : as<NonNullable<typeof first>>(act.on);
        if (assignment === undefined) throw new Stop(`${this.nameOf(node)} has nothing to claim.`);
        return { type: act.do, id, work, assignment };
      }
      default:
        return null;
    }
  }

  /** A gate that was overtaken is signed again, everything it read having been opened. */
  private affirm(act: SampleAct, by: PersonId): void {
    const { node } = act;
    if (node === undefined) throw new Stop('The script affirms without naming the gate.');
    for (const evidence of this.request.results[node]?.reading ?? []) this.open(evidence, by);
    this.person(by, {
      type: 'affirm',
      id: this.id(),
      node,
      meaning: act.text ?? meaningOf.approved,
      seen: this.request.n,
      identity: { name: this.directory.people[by]?.name ?? by, auth: 'none' },
      nonce: this.nonce(),
    });
  }

  /** By its id; the only open one where none is named. */
  private conditionOf(act: SampleAct): ConditionId {
    if (act.on !== undefined) return as<ConditionId>(act.on);
    const open = this.request.conditions.filter((each) => each.status === 'open');
    const [only] = open;
    if (only !== undefined && open.length === 1) return only.id;
    throw new Stop(
      `The script names no condition, and ${open.length === 0 ? 'none is' : `${open.length} are`} open.`,
    );
  }

  private sign(act: SampleAct, work: Work, by: PersonId): void {
    const verdict = act.verdict ?? 'approved';
    const approving = verdict === 'approved' || verdict === 'conditional';
    for (const item of act.waive ?? [])
      this.person(by, {
        type: 'waive',
        id: this.id(),
        work: work.id,
        item: as(item),
        reason: act.reason ?? '',
      });
    if (approving) {
      this.fill(work.node, by);
      this.consult(work);
      for (const evidence of readingList(this.compiled, this.request, work))
        this.open(evidence, by);
    }
    this.person(by, {
      type: 'sign',
      id: this.id(),
      work: work.id,
      verdict,
      ...(act.reason === undefined ? {} : { reason: act.reason }),
      ...(act.fields === undefined ? {} : { fields: act.fields }),
      ...(act.conditions === undefined
        ? {}
        : {
            conditions: act.conditions.map(({ text, owner, effect }) => ({
              text,
              owner: as(owner),
              due: this.now + conditionDue,
              effect,
            })),
          }),
      meaning: meaningOf[verdict],
      seen: this.request.n,
      identity: { name: this.directory.people[by]?.name ?? by, auth: 'none' },
      nonce: this.nonce(),
    });
  }

  /** Own evidence that is missing, as stub files; manual items that nobody answered, as passed. */
  private fill(node: NodeId, by: PersonId): void {
    const at = this.compiled.at.get(node);
    if (at === undefined) return;
    for (const piece of at.own)
      if (this.request.evidence[piece.id] === undefined)
        this.attach(by, piece.id, piece.kind === 'metrics' ? {} : null, true);
    const work = this.workAt(node);
    const answers = at.items
      .filter(
        ({ row, check }) =>
          check === null &&
          (work.answers[row.id]?.result ?? 'open') === 'open' &&
          work.waived[row.id] === undefined,
      )
      .map(({ row }) => ({ item: row.id, result: 'pass' as const }));
    if (answers.length > 0)
      this.person(by, { type: 'answer', id: this.id(), work: work.id, answers }, true);
  }

  private consult(work: Work): void {
    for (const edge of this.compiled.at.get(work.node)?.consulted ?? []) {
      if (edge.before !== true || work.recommended[edge.id] !== undefined) continue;
      const role = this.compiled.diagram.nodes[edge.role];
      const group = role?.kind === 'role' ? role.group : null;
      const members = group === null ? [] : (this.directory.groups[group]?.members ?? []);
      const person = members.find(
        (each) => each !== this.request.requester && this.directory.people[each]?.active,
      );
      if (person === undefined)
        throw new Stop(`Nobody can be consulted for ${role?.name ?? edge.role}.`);
      this.person(
        person,
        {
          type: 'recommend',
          id: this.id(),
          work: work.id,
          verdict: 'approved',
          text: 'No objection',
        },
        true,
      );
    }
  }

  private open(evidence: EvidenceId, by: PersonId): void {
    const piece = this.request.evidence[evidence];
    if (piece === undefined || this.request.opened[evidence]?.[by] === piece.version) return;
    this.person(by, { type: 'open', id: this.id(), evidence, version: piece.version }, true);
  }

  /** `metrics` null: a stub file. */
  private attach(
    by: PersonId,
    evidence: EvidenceId,
    metrics: JsonObject | null,
    filled: boolean,
  ): void {
    const row = this.compiled.diagram.evidence[evidence];
    const text = metrics === null ? `Stub of ${row?.name ?? evidence}` : canonical(metrics);
    const name = `${evidence}.${metrics === null ? 'txt' : 'json'}`;
    this.person(
      by,
      {
        type: 'attach',
        id: this.id(),
        evidence,
        name,
        sha256: this.hash?.(text) ?? noDigest,
        size: text.length,
        ...(row?.kind === 'url' ? { url: `https://example.test/${evidence}` } : {}),
        ...(metrics === null ? {} : { metrics }),
      },
      filled,
    );
  }

  /** Fires timers in due order up to the one of this node (any, where none is named). */
  private tick(node: NodeId | undefined): void {
    for (let i = 0; i < 1000; i += 1) {
      const timer = nextTimer(this.request);
      if (timer === null)
        throw new Stop(`Nothing waits${node === undefined ? '' : ` at ${this.nameOf(node)}`}.`);
      this.now = Math.max(this.now, timer.at);
      const before = this.request.tokens.filter((token) => token.node === node).length;
      this.send({ type: 'tick', id: tickId(this.request, timer) }, { kind: 'clock' }, false);
      if (
        node === undefined ||
        this.request.tokens.filter((token) => token.node === node).length < before
      )
        return;
    }
    throw new Stop('The timers do not come to an end.');
  }

  private evidenceOf(act: SampleAct): EvidenceId {
    const named = act.evidence ?? act.on;
    if (named !== undefined) return as<EvidenceId>(named);
    throw new Stop('The script attaches metrics without naming the evidence.');
  }

  private workAt(node: NodeId | undefined): Work {
    const work = this.request.work.find((each) => each.node === node);
    if (work !== undefined) return work;
    const at = this.request.work.map((each) => this.nameOf(each.node)).join(', ');
    const rests =
      at === ''
        ? `the request is ${this.request.outcome ?? this.request.status}`
        : `open is: ${at}`;
    throw new Stop(
      `${node === undefined ? 'The act' : this.nameOf(node)} has no open work; ${rests}.`,
    );
  }

  private nameOf(node: NodeId): string {
    return `“${this.compiled.diagram.nodes[node]?.name ?? node}”`;
  }

  private person(id: PersonId, command: Command, filled = false): void {
    this.send(command, { kind: 'person', id }, filled);
  }

  private send(command: Command, actor: Actor, filled: boolean): void {
    const decision = decide(this.compiled, this.request, command, {
      now: this.now,
      zone: this.compiled.diagram.control.zone,
      actor,
      directory: this.directory,
      hash: this.hash,
      version: () => undefined,
    });
    if (isRefusal(decision)) throw new Stop(decision.says, decision);
    if (decision.events.length === 0) return;
    const stamp = {
      n: this.request.n + 1,
      at: Math.max(this.now, this.request.at),
      by: actor.kind === 'person' ? actor.id : null,
      for: decision.for,
    };
    this.request = fold(this.request, decision.events, stamp);
    this.steps.push({
      command,
      actor,
      at: stamp.at,
      events: decision.events,
      filled,
      request: this.request,
    });
  }

  /** A play has no chance in it: its nonces follow from its commands. */
  private nonce(): Hex {
    return this.hash?.(this.id()).slice(0, 32) ?? '';
  }

  private id(): Command['id'] {
    return as<Command['id']>(`play/${this.steps.length}`);
  }
}

/** Stands where a simulation has no hash: a file's digest is not needed to play. */
const noDigest: Hex = '0'.repeat(64);
