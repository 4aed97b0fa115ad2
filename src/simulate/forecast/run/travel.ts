/** How a token goes on, and whom it leaves behind (CORE.md §2.1). */
import { atNow } from './sim.ts';
import type { Sim } from './sim.ts';
import { stop } from './staff.ts';

/* Indices below are the program's own: `!` says that they are within bounds. */

export function cancel(s: Sim, token: number): void {
  stop(s, token);
  for (let i = s.lineHead; i < s.lineTail; i += 1) if (s.line[i] === token) s.line[i] = -1;
  s.freeToken(token);
}

/** Cancels every other token of the request that shares a split which `token` leaves; −1 for "shares any". */
export function leave(s: Sim, token: number, mask: number): void {
  const c = s.tCase[token]!;
  for (let k = 0; k < s.forks; k += 1) {
    if ((mask & (1 << k)) === 0) continue;
    const split = s.tSplit[token * s.forks + k]!;
    if (split === 0) continue;
    for (let other = s.cHead[c]!; other >= 0;) {
      const following = s.tNext[other]!;
      if (other !== token && s.tSplit[other * s.forks + k] === split) cancel(s, other);
      other = following;
    }
    s.tSplit[token * s.forks + k] = 0;
  }
}

/** Moves a token along a flow; those it leaves behind are cancelled first (CORE.md §2.1). */
export function move(s: Sim, token: number, flow: number): void {
  if (s.forks > 0 && s.flowLeaves[flow] !== 0) leave(s, token, s.flowLeaves[flow]!);
  place(s, token, flow);
}

export function place(s: Sim, token: number, flow: number): void {
  const to = s.flowTo[flow]!;
  s.tAt[token] = to;
  s.tSlot[token] = s.flowSlot[flow]!;
  if (s.visit !== undefined) s.visit(s.num[atNow]!, s.model.ids[to]!);
}

export function left(s: Sim, token: number, node: number): void {
  s.nodeStay[node] = s.nodeStay[node]! + (s.num[atNow]! - s.tSince[token]!);
  s.nodeLeft[node] = s.nodeLeft[node]! + 1;
}

/** Draws one of a node's ways. */
export function way(s: Sim, node: number): number {
  const last = s.wayTo[node]! - 1;
  let at = s.wayFrom[node]!;
  if (at === last) return at;
  const u = s.streams.uniform(3 + 2 * node);
  while (at < last && u >= s.wayUpTo[at]!) at += 1;
  return at;
}
