/** Forks and joins. */
import { atNow } from './sim.ts';
import type { Sim } from './sim.ts';
import { leave, left, place } from './travel.ts';

/* Indices below are the program's own: `!` says that they are within bounds. */

export function fork(s: Sim, token: number, node: number): void {
  const from = s.model.forkFrom[node]!;
  const to = s.model.forkTo[node]!;
  let mask = 0;
  for (let i = from; i < to; i += 1) mask |= s.flowLeaves[s.model.forkFlow[i]!]!;
  if (mask !== 0) leave(s, token, mask);
  s.splits += 1;
  const c = s.tCase[token]!;
  for (let i = from; i < to; i += 1) {
    const made = s.newToken(c);
    for (let k = 0; k < s.forks; k += 1)
      s.tSplit[made * s.forks + k] = s.tSplit[token * s.forks + k]!;
    s.tSplit[made * s.forks + s.model.forkAt[node]!] = s.splits;
    place(s, made, s.model.forkFlow[i]!);
    s.enqueue(made);
  }
  s.freeToken(token);
}

/** Fires when every way in has a token; takes the one that has waited longest by each. */
export function join(s: Sim, token: number, node: number): boolean {
  const c = s.tCase[token]!;
  s.tSince[token] = s.num[atNow]!;
  const ways = s.model.joinWays[node]!;
  for (let slot = 0; slot < ways; slot += 1) if (standing(s, c, node, slot) < 0) return false;
  const flow = s.go[node]!;
  const open = ~s.model.closes[node]!;
  const mask = s.flowLeaves[flow]! & open;
  // The others give their splits to this token, which goes on for all.
  for (let slot = 0; slot < ways; slot += 1) {
    if (slot === s.tSlot[token]!) continue;
    const other = standing(s, c, node, slot);
    left(s, other, node);
    for (let k = 0; k < s.forks; k += 1)
      if (s.tSplit[token * s.forks + k] === 0)
        s.tSplit[token * s.forks + k] = s.tSplit[other * s.forks + k]!;
    s.freeToken(other);
  }

  left(s, token, node);
  for (let k = 0; k < s.forks; k += 1)
    if ((open & (1 << k)) === 0) s.tSplit[token * s.forks + k] = 0;
  if (mask !== 0) leave(s, token, mask);
  place(s, token, flow);
  return true;
}

function standing(s: Sim, c: number, node: number, slot: number): number {
  let found = -1;
  for (let token = s.cHead[c]!; token >= 0; token = s.tNext[token]!)
    if (s.tAt[token] === node && s.tSlot[token] === slot) {
      let waiting = false;
      for (let i = s.lineHead; i < s.lineTail; i += 1) if (s.line[i] === token) waiting = true;
      // The list has the youngest first; who is still to be routed has not arrived.
      if (!waiting) found = token;
    }
  return found;
}
