/** A stored request as a backtest reads it: what people, clock and system put in, and what came of it. */
import type { Actor, Command, CommandType } from '#engine/command.ts';
import type { Event, EventOf } from '#engine/event.ts';
import { trail } from '#engine/trail.ts';
import type { EndOutcome } from '#model/diagram.ts';
import type { CommandId, RequestId, WorkId } from '#model/ids.ts';

/** An entry of its log, opened. */
export interface Recorded {
  readonly command: { readonly id: CommandId; readonly type: CommandType };
  readonly actor: Actor;
  /** UTC ms. */
  readonly at: number;
  readonly events: readonly Event[];
}
export interface History {
  readonly request: RequestId;
  readonly entries: readonly Recorded[];
}

/** A command that was sent, as it can be sent again. */
export interface Input {
  /** Of the entry. */
  readonly n: number;
  readonly at: number;
  readonly actor: Actor;
  readonly command: Command;
  /** The work it belongs to: it comes so long after that opens; null: so long after the submission. */
  readonly work: WorkId | null;
}
/** One key may fire again: a token can meet two waits that end at one instant. */
interface Fired {
  readonly at: number;
  readonly n: number;
}
export interface Past {
  readonly inputs: readonly Input[];
  /** When each work opened. */
  readonly entered: ReadonlyMap<WorkId, number>;
  /** How each ended; work that is not in it was still open, or cancelled. */
  readonly closed: ReadonlyMap<WorkId, EventOf<'closed'>>;
  readonly cancelled: ReadonlySet<WorkId>;
  /** `kind/ref/at` of every timer that ever stood, and of those that fired when, in order. */
  readonly timers: ReadonlySet<string>;
  readonly fired: ReadonlyMap<string, readonly Fired[]>;
  readonly trail: readonly string[];
  readonly tier: string | null;
  readonly outcome: EndOutcome | null;
  /** Of the last entry that is replayed: what was said or reassessed beside is not. */
  readonly lastAt: number;
  /** What could not be read as an input, in words. */
  readonly gaps: readonly string[];
}

export function pastOf({ entries }: History): Past {
  const entered = new Map<WorkId, number>();
  const closed = new Map<WorkId, EventOf<'closed'>>();
  const cancelled = new Set<WorkId>();
  const timers = new Set<string>();
  const fired = new Map<string, Fired[]>();
  const inputs: Input[] = [];
  const gaps: string[] = [];
  let lastAt = 0;
  let tier: string | null = null;
  let outcome: EndOutcome | null = null;
  for (const [n, entry] of entries.entries()) {
    if (entry.command.type === 'tick') {
      const key = timerKey(entry.command.id);
      fired.set(key, [...(fired.get(key) ?? []), { at: entry.at, n }]);
      lastAt = entry.at;
    } else {
      const command = commandOf(entry, n);
      if (typeof command === 'string') gaps.push(command);
      else if (command !== null) {
        lastAt = entry.at;
        inputs.push({
          n,
          at: entry.at,
          actor: entry.actor,
          command,
          work: 'work' in command ? command.work : null,
        });
      }
    }
    for (const event of entry.events) {
      if (event.type === 'submitted' || event.type === 'edited') ({ tier } = event);
      if (event.type === 'completed') ({ outcome } = event);
      if (event.type === 'revoked') outcome = 'revoked';
      if (event.type === 'closed') closed.set(event.work, event);
      if (event.type === 'cancelled') for (const work of event.work) cancelled.add(work);
      if (event.type === 'entered') {
        entered.set(event.work, entry.at);
        if (event.due !== null) timers.add(`due/${event.work}/${event.due}`);
        if (event.remind !== null) timers.add(`remind/${event.work}/${event.remind}`);
      }
      if (event.type === 'resumed')
        for (const { work, due, remind } of event.due) {
          timers.add(`due/${work}/${due}`);
          if (remind !== null) timers.add(`remind/${work}/${remind}`);
        }
      if (event.type === 'waiting')
        for (const [timer, at] of Object.entries(event.timers))
          timers.add(`wake/${event.token}${timer === '' ? '' : `/${timer}`}/${at}`);
      if (event.type === 'closed')
        for (const { id, due } of event.conditions ?? []) timers.add(`condition/${id}/${due}`);
    }
  }
  return {
    inputs: anchored(inputs, entered),
    entered,
    closed,
    cancelled,
    timers,
    fired,
    trail: trail(entries.flatMap(({ events }) => events)),
    tier,
    outcome,
    lastAt,
    gaps,
  };
}

/** `tick/<request>/<kind>/<ref>/<at>/<n>` → `kind/ref/at`; a request's id may have slashes, kinds are few. */
function timerKey(id: string): string {
  const found = /\/((?:remind|due|wake|condition)\/.*)\/\d+$/.exec(id);
  return found?.[1] ?? id;
}

/** Reading and attaching before one's own act belong to the work of that act, if it was open already. */
function anchored(inputs: readonly Input[], entered: Past['entered']): readonly Input[] {
  const next = new Map<string, WorkId>();
  const found: Input[] = [];
  for (const input of inputs.toReversed()) {
    const who = input.actor.kind === 'person' ? input.actor.id : '';
    if (input.work !== null) next.set(who, input.work);
    const work = next.get(who);
    const joins =
      input.work === null &&
      (input.command.type === 'open' ||
        input.command.type === 'attach' ||
        input.command.type === 'edit') &&
      work !== undefined &&
      (entered.get(work) ?? Infinity) <= input.at;
    found.push(joins ? { ...input, work } : input);
  }
  return found.toReversed();
}

const first = <T extends Event['type']>({ events }: Recorded, type: T): EventOf<T> | undefined => {
  for (const event of events) if (isOf(event, type)) return event;
  return undefined;
};
const isOf = <T extends Event['type']>(event: Event, type: T): event is EventOf<T> & Event =>
  event.type === type;

/** The command an entry was made by; null where nothing depends on it; a sentence where it cannot be sent again. */
function commandOf(entry: Recorded, n: number): Command | string | null {
  const { id, type } = entry.command;
  const lost = `Entry ${n + 1} (${type}) cannot be read as what was sent.`;
  switch (type) {
    case 'submit': {
      const event = first(entry, 'submitted');
      return event === undefined
        ? lost
        : {
            type,
            id,
            request: event.request,
            sop: event.sop,
            form: event.form,
            ...(event.parent && { parent: event.parent, requester: event.requester }),
          };
    }
    case 'edit':
    case 'correct': {
      const event = first(entry, 'edited');
      if (event === undefined) return lost;
      return type === 'edit'
        ? { type, id, changes: event.changes }
        : { type, id, changes: event.changes, reason: event.reason ?? '' };
    }
    case 'resubmit': {
      const event = first(entry, 'closed');
      return event === undefined
        ? lost
        : { type, id, work: event.work, changes: first(entry, 'edited')?.changes ?? {} };
    }
    case 'attach': {
      const event = first(entry, 'attached');
      if (event === undefined) return lost;
      const { evidence, name, sha256, size, url, metrics } = event;
      return {
        type,
        id,
        evidence,
        name,
        sha256,
        size,
        ...(url === undefined ? {} : { url }),
        ...(metrics && { metrics }),
      };
    }
    case 'open': {
      const event = first(entry, 'opened');
      return event === undefined
        ? lost
        : { type, id, evidence: event.evidence, version: event.version };
    }
    case 'answer': {
      const event = first(entry, 'answered');
      return event === undefined ? lost : { type, id, work: event.work, answers: event.answers };
    }
    case 'waive': {
      const event = first(entry, 'waived');
      if (event !== undefined)
        return { type, id, work: event.work, item: event.item, reason: event.reason };
      const settled = first(entry, 'settled');
      return settled === undefined
        ? lost
        : { type, id, condition: settled.condition, reason: settled.note };
    }
    case 'recommend': {
      const event = first(entry, 'recommended');
      return event === undefined
        ? lost
        : { type, id, work: event.work, verdict: event.verdict, text: event.text };
    }
    case 'sign': {
      const event = first(entry, 'signed');
      if (event === undefined) return lost;
      const { work, verdict, reason, fields, conditions, meaning, identity, nonce } = event;
      return {
        type,
        id,
        work,
        verdict,
        ...(reason === undefined ? {} : { reason }),
        ...(fields === undefined ? {} : { fields }),
        ...(conditions.length === 0 ? {} : { conditions }),
        meaning,
        seen: n - 1,
        identity,
        nonce,
      };
    }
    case 'finish': {
      const event = first(entry, 'closed');
      return event === undefined ? lost : { type, id, work: event.work };
    }
    case 'claim': {
      const event = first(entry, 'claimed');
      return event === undefined
        ? lost
        : { type, id, work: event.work, assignment: event.assignment };
    }
    case 'release': {
      const event = first(entry, 'released');
      return event === undefined
        ? lost
        : { type, id, work: event.work, assignment: event.assignment };
    }
    case 'delegate': {
      const event = first(entry, 'delegated');
      return event === undefined ? lost : { type, id, work: event.work, to: event.to };
    }
    case 'recuse': {
      const event = first(entry, 'recused');
      return event === undefined ? lost : { type, id, work: event.work, reason: event.reason };
    }
    case 'escalate': {
      const event = first(entry, 'escalated');
      return event === undefined
        ? lost
        : { type, id, work: event.work, role: event.role, reason: event.reason ?? '' };
    }
    case 'add': {
      const event = first(entry, 'added');
      return event === undefined
        ? lost
        : { type, id, work: event.work, person: event.person, letter: event.letter };
    }
    case 'affirm': {
      const event = first(entry, 'affirmed');
      if (event === undefined) return lost;
      const { node, meaning, identity, nonce } = event;
      return { type, id, node, meaning, seen: n - 1, identity, nonce };
    }
    case 'fulfil': {
      const event = first(entry, 'settled');
      if (event === undefined) return lost;
      const { condition, note, evidence } = event;
      return { type, id, condition, note, ...(evidence && { evidence }) };
    }
    case 'withdraw': {
      const event = first(entry, 'withdrawn');
      return event === undefined ? lost : { type, id, reason: event.reason };
    }
    case 'suspend': {
      const event = first(entry, 'suspended');
      return event === undefined ? lost : { type, id, reason: event.reason ?? '' };
    }
    case 'resume':
      return { type, id, reason: first(entry, 'resumed')?.reason ?? '' };
    case 'retry':
      return { type, id };
    case 'revoke': {
      const event = first(entry, 'revoked');
      return event === undefined ? lost : { type, id, reason: event.reason };
    }
    case 'report': {
      const event = first(entry, 'childEnded');
      return event === undefined ? lost : { type, id, child: event.child, outcome: event.outcome };
    }
    case 'migrate':
      return `Entry ${n + 1} moved the request to another version; it is replayed as if it had not.`;
    case 'tick':
    case 'comment':
    case 'reassess':
    case 'certify':
      return null;
  }
}

const types: { readonly [T in CommandType]: true } = {
  submit: true,
  edit: true,
  resubmit: true,
  attach: true,
  open: true,
  answer: true,
  waive: true,
  recommend: true,
  sign: true,
  finish: true,
  claim: true,
  release: true,
  delegate: true,
  recuse: true,
  escalate: true,
  add: true,
  affirm: true,
  fulfil: true,
  comment: true,
  withdraw: true,
  correct: true,
  suspend: true,
  resume: true,
  retry: true,
  migrate: true,
  revoke: true,
  reassess: true,
  tick: true,
  report: true,
  certify: true,
};
export const isCommandType = (type: string): type is CommandType => Object.hasOwn(types, type);
