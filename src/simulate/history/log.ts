/** One request as it is made up: every command goes through `decide`, every entry is sealed as a store seals it. */
import type { Actor, Command, Refusal } from '#engine/command.ts';
import type { Compiled } from '#engine/compiled.ts';
import type { Hash } from '#engine/context.ts';
import { decide, isRefusal } from '#engine/decide.ts';
import { initial } from '#engine/initial.ts';
import type { Sealed } from '#engine/log/entry.ts';
import { firstLink, sealEntry } from '#engine/log/seal.ts';
import type { Request } from '#engine/request.ts';
import { nextTimer, tickId } from '#engine/timers.ts';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { CommandId, PersonId, RequestId } from '#model/ids.ts';
import type { Recorded } from '../backtest/history.ts';
import type { Chance } from './chance.ts';

/** A command without its id, which the log gives it. */
type Without<C> = C extends Command ? Omit<C, 'id'> : never;
export type Wanted = Without<Command>;

export class Log {
  readonly id: RequestId;
  readonly entries: Sealed[] = [];
  readonly recorded: Recorded[] = [];
  request: Request = initial;
  readonly #compiled: Compiled;
  readonly #directory: Directory;
  readonly #chance: Chance;
  readonly #hash: Hash | null;

  /** `hash` null: nothing is sealed, and `entries` stays empty. */
  constructor(
    id: RequestId,
    compiled: Compiled,
    directory: Directory,
    { chance, hash }: { readonly chance: Chance; readonly hash: Hash | null },
  ) {
    this.id = id;
    this.#compiled = compiled;
    this.#directory = directory;
    this.#chance = chance;
    this.#hash = hash;
  }

  /** A person's act at this instant, or just after the entry before it. */
  act(person: PersonId, at: number, wanted: Wanted): Refusal | null {
    const id = as<CommandId>(`${this.id}/${this.recorded.length}`);
    const now = Math.max(at, this.request.at + 1000);
    return this.#send({ kind: 'person', id: person }, now, { ...wanted, id });
  }

  /** Fires what is due by then, in due order; false: nothing was. */
  tick(until: number): boolean {
    const timer = nextTimer(this.request);
    if (timer === null || timer.at > until) return false;
    const at = Math.max(timer.at, this.request.at);
    return (
      this.#send({ kind: 'clock' }, at, { type: 'tick', id: tickId(this.request, timer) }) === null
    );
  }

  #send(actor: Actor, at: number, command: Command): Refusal | null {
    const { diagram, digest } = this.#compiled;
    const { zone } = diagram.control;
    const decision = decide(this.#compiled, this.request, command, {
      now: at,
      zone,
      actor,
      directory: this.#directory,
      hash: this.#hash,
      version: () => undefined,
    });
    if (isRefusal(decision)) return decision;
    if (decision.events.length === 0) return null;
    const seq = this.recorded.length;
    this.request = decision.after;
    const { id, type } = command;
    this.recorded.push({ command: { id, type }, actor, at, events: decision.events });
    if (this.#hash === null) return null;
    const stream = `request/${this.id}` as const;
    const {
      text,
      hash,
      private: kept,
    } = sealEntry({
      stream,
      seq,
      prev: this.entries.at(-1)?.hash ?? firstLink(stream, this.#hash),
      at,
      actor,
      for: decision.for,
      zone,
      ...(digest === 'draft' ? {} : { version: digest }),
      command: { id, type },
      events: decision.events,
      salt: this.#chance.hex(16),
      hash: this.#hash,
    });
    this.entries.push({ text, hash, private: kept });
    return null;
  }
}
