/** One command under way: what it is decided from, the working copy, and the events so far. */
import type { Directory } from '#model/directory.ts';
import type { PersonId, TokenId } from '#model/ids.ts';
import type { Refusal } from './command.ts';
import type { CFlow, CNode, Compiled } from './compiled.ts';
import type { Context } from './context.ts';
import type { Event, Stamp } from './event.ts';
import { apply, copyOf } from './evolve.ts';
import type { Own } from './evolve.ts';
import type { Request, Token, Work } from './request.ts';

/** What authority, reading list, freshness and the screens' questions are asked of. */
export interface View {
  readonly compiled: Compiled;
  readonly request: Request;
  readonly directory: Directory;
  /** UTC ms. */
  readonly now: number;
}

export interface Run extends View {
  /** The working copy: every event emitted has been applied to it. */
  readonly request: Own;
  /** The request as it was when the command came. */
  readonly before: Request;
  readonly context: Context;
  readonly stamp: { -readonly [K in keyof Stamp]: Stamp[K] };
  readonly events: Event[];
  /** Tokens that have arrived somewhere and are to be routed, first in, first out. */
  readonly queue: TokenId[];
  arrivals: number;
}

/** What a command does with a run: emits events, or says why not (then nothing of the run is kept). */
export type Act<C> = (run: Run, command: C) => Refusal | null;

export function begin(compiled: Compiled, before: Request, context: Context): Run {
  return {
    compiled,
    request: copyOf(before),
    directory: context.directory,
    now: context.now,
    before,
    context,
    stamp: {
      n: before.n + 1,
      at: Math.max(context.now, before.at),
      by: context.actor.kind === 'person' ? context.actor.id : null,
      for: null,
    },
    events: [],
    queue: [],
    arrivals: 0,
  };
}

export function emit(run: Run, event: Event): void {
  run.events.push(event);
  apply(run.request, event, run.stamp);
}

/** Records on whose behalf the entry stands: null where people act for themselves. */
export function actingFor(run: Run, principal: PersonId): void {
  run.stamp.for = principal === run.stamp.by ? null : principal;
}

export const workOf = (request: Request, id: string): Work | undefined =>
  request.work.find((work) => work.id === id);
export const tokenOf = (request: Request, id: string): Token | undefined =>
  request.tokens.find((token) => token.id === id);

/** Where a flow leads. */
export const targetOf = (compiled: Compiled, flow: CFlow): CNode | undefined =>
  compiled.nodes[flow.to];

/** The flow by which a node is left that has one way out; routes that don't fit its kind are inert. */
export function onlyFlow(node: CNode): CFlow | null {
  for (const flow of node.out) if (flow.route.kind === 'always') return flow;
  return node.fallback;
}
