/** Waits and clocks: when a timer fires, and what then. */
import { giveUp } from './leaving.ts';
import { op, timerKind } from '../model.ts';
import { atNow, breachedBit } from './sim.ts';
import type { Sim } from './sim.ts';
import { stop } from './staff.ts';
import { left, move } from './travel.ts';

/* Indices below are the program's own: `!` says that they are within bounds. */

export function hold(s: Sim, token: number, node: number): boolean {
  s.tSince[token] = s.num[atNow]!;
  const c = s.tCase[token]!;
  let first = Infinity;
  let flow = -1;
  for (let timer = s.model.timerFrom[node]!; timer < s.model.timerTo[node]!; timer += 1) {
    const at = wakes(s, timer, c);
    if (at !== at) {
      giveUp(s, token, s.stuck);
      return false;
    }
    if (at < first) {
      first = at;
      flow = s.model.timerFlow[timer]!;
    }
  }
  s.tTimer[token] = s.setTimer(token, first < s.num[atNow]! ? s.num[atNow]! : first, flow);
  return false;
}

/** NaN: cannot be told. */
function wakes(s: Sim, timer: number, c: number): number {
  const time = s.model.timerTime[timer]!;
  switch (s.model.timerKind[timer]!) {
    case timerKind.elapsed:
      return s.num[atNow]! + s.model.timerMs[timer]!;
    case timerKind.open:
      return s.times[time]!.add(s.cursors[time]!, s.num[atNow]!, s.model.timerMs[timer]!);
    case timerKind.wall:
      return s.model.timerWall[timer]!.after(s.num[atNow]!) ?? NaN;
    case timerKind.window:
      return s.times[time]!.next(s.cursors[time]!, s.num[atNow]!);
    default:
      return s.cBorn[c]! + s.model.timerLead[timer * s.forms + s.cForm[c]!]!;
  }
}

/** A timer fires; the token that goes on by it, or −1. */
export function fire(s: Sim, timer: number): number {
  const token = s.mToken[timer]!;
  const flow = s.mFlow[timer]!;
  s.mNext[timer] = s.timerFree;
  s.timerFree = timer;
  if (token < 0) return -1;
  s.tTimer[token] = -1;
  const node = s.tAt[token]!;
  if (s.ops[node] === op.work) {
    stop(s, token);
    s.nodeBreached[node] = s.nodeBreached[node]! + 1;
    s.cMarks[s.tCase[token]!] = s.cMarks[s.tCase[token]!]! | breachedBit;
    if (s.outcome !== undefined) s.outcome(s.num[atNow]!, s.model.ids[node]!, 'expired');
  }

  left(s, token, node);
  move(s, token, flow);
  return token;
}
