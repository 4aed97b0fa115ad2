/** Where a play's commands are decided, by the real engine and in memory: what the desk writes, nobody else reads. */
import type { Actor, Command, Refusal } from '#engine/command.ts';
import type { Compiled } from '#engine/compiled.ts';
import { decide, isRefusal } from '#engine/decide.ts';
import { initial } from '#engine/initial.ts';
import type { Request, Work } from '#engine/request.ts';
import { nextTimer, tickId } from '#engine/timers.ts';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { CommandId, Digest, EvidenceId, PersonId, WorkId } from '#model/ids.ts';
import type { JsonObject } from '#model/json.ts';
import type { Step } from '../frames.ts';

/** Metrics to attach where an act needs some and nobody named others. */
export type Figures = ReadonlyMap<EvidenceId, JsonObject>;

/** Everything an act in a play is decided from. */
export interface Scene {
  readonly compiled: Compiled;
  readonly directory: Directory;
  /** Where the request stands; null: it is not submitted yet. */
  readonly request: Request | null;
  /** The play's clock, UTC ms. */
  readonly now: number;
  readonly version: (digest: Digest) => Compiled | undefined;
  readonly figures: Figures;
}

type Loose<T> = T extends { readonly id: infer _ } ? Omit<T, 'id'> : never;
/** A command before it has its id. */
export type Draft = Loose<Command>;

export const minute = 60_000;

export class Desk {
  readonly steps: Step[] = [];
  readonly scene: Scene;
  request: Request;
  now: number;

  constructor(scene: Scene, now = scene.now) {
    this.scene = scene;
    this.request = scene.request ?? initial;
    this.now = now;
  }

  by(person: PersonId, draft: Draft, filled = false): Refusal | null {
    return this.send({ kind: 'person', id: person }, draft, filled);
  }

  /** Fires the timer that is due next, at its time. */
  tick(): Refusal | null {
    const timer = nextTimer(this.request);
    if (timer === null) return { refused: 'nothing_due', says: 'No timer is running.' };
    this.now = Math.max(this.now, timer.at);
    return this.#send({ kind: 'clock' }, { type: 'tick', id: tickId(this.request, timer) }, false);
  }

  send(actor: Actor, draft: Draft, filled = false): Refusal | null {
    const id = as<CommandId>(`play/${this.request.n + 1}`);
    return this.#send(actor, { ...draft, id }, filled);
  }

  work(id: WorkId): Work | undefined {
    return this.request.work.find((each) => each.id === id);
  }

  /** Nothing of a refused command is kept; one that changes nothing is no entry. */
  #send(actor: Actor, command: Command, filled: boolean): Refusal | null {
    const { compiled, directory, version } = this.scene;
    const decision = decide(compiled, this.request, command, {
      now: this.now,
      zone: compiled.diagram.control.zone,
      actor,
      directory,
      hash: null,
      version,
    });
    if (isRefusal(decision)) return decision;
    if (decision.events.length === 0) return null;
    this.request = decision.after;
    this.steps.push({
      command: { id: command.id, type: command.type },
      sent: command,
      actor,
      for: decision.for,
      at: decision.after.at,
      events: decision.events,
      filled,
      request: decision.after,
    });
    return null;
  }
}
