import type { CommandId } from '#model/ids.ts';
import { as } from '#model/ids.ts';
import type { Request } from './request.ts';

export interface Timer {
  readonly kind: 'remind' | 'due' | 'wake' | 'condition';
  /** Work, condition, or `token` and `token/timer` of a wait. */
  readonly ref: string;
  /** UTC ms */
  readonly at: number;
}

/**
 * The timer that fires next, or null. Derived from the state, never kept beside it. While a request is suspended its
 * clocks stand and its waits fire, in due order, when it goes on; after its end only conditions still fall due.
 */
export function nextTimer(request: Request): Timer | null {
  if (request.status === 'new' || request.status === 'suspended') return null;
  let least: Timer | null = null;
  const offer = (kind: Timer['kind'], ref: string, at: number | null): void => {
    if (at === null) return;
    if (least === null || at < least.at || (at === least.at && before(kind, ref, least)))
      least = { kind, ref, at };
  };
  for (const work of request.work) {
    offer('remind', work.id, work.remind);
    offer('due', work.id, work.due);
  }
  for (const token of request.tokens)
    if (token.wake !== undefined)
      for (const timer of Object.keys(token.wake))
        offer('wake', wakeRef(token.id, timer), token.wake[timer] ?? null);
  for (const condition of request.conditions)
    if (condition.status === 'open' && !condition.overdue)
      offer('condition', condition.id, condition.due);
  return least;
}

const wakeRef = (token: string, timer: string): string =>
  timer === '' ? token : `${token}/${timer}`;

const before = (kind: string, ref: string, other: Timer): boolean =>
  kind < other.kind || (kind === other.kind && ref < other.ref);

/**
 * Derived, so two tabs or a server that look at the same state cannot fire one timer twice. The entry number is part
 * of it: a token may come to a wait again that ends at the same instant.
 */
export const tickId = (request: Request, timer: Timer): CommandId =>
  as<CommandId>(`tick/${request.id}/${timer.kind}/${timer.ref}/${timer.at}/${request.n}`);
