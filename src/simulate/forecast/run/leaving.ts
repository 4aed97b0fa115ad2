/** How a request leaves: by an end, or given up. */
import { atArea, atAreaFrom, atCycle, atNow, atStays, breachedBit, returnedBit } from './sim.ts';
import type { Sim } from './sim.ts';
import { openTo } from './staff.ts';
import { cancel } from './travel.ts';

/* Indices below are the program's own: `!` says that they are within bounds. */

export function end(s: Sim, token: number, node: number): void {
  const c = s.tCase[token]!;
  s.freeToken(token);
  if (s.model.terminating[node] === 1) while (s.cHead[c]! >= 0) cancel(s, s.cHead[c]!);
  if (s.cTokens[c]! > 0) return;
  s.ends[node] = s.ends[node]! + 1;
  const took = s.num[atNow]! - s.cBorn[c]!;
  s.counted += 1;
  s.num[atCycle] = s.num[atCycle]! + took;
  if ((s.cMarks[c]! & returnedBit) !== 0) s.reworked += 1;
  if ((s.cMarks[c]! & breachedBit) !== 0) s.breached += 1;
  s.histogram.add(took);
  if (s.ask.pilot === true) s.batches.add(took);
  leaveSystem(s, c);
}

export function giveUp(s: Sim, token: number, why: Float64Array): void {
  const c = s.tCase[token]!;
  why[s.tAt[token]!] = why[s.tAt[token]!]! + 1;
  while (s.cHead[c]! >= 0) cancel(s, s.cHead[c]!);
  leaveSystem(s, c);
}

function leaveSystem(s: Sim, c: number): void {
  s.num[atArea] = s.num[atArea]! + s.underWay * (s.num[atNow]! - s.num[atAreaFrom]!);
  s.num[atAreaFrom] = s.num[atNow]!;
  s.underWay -= 1;
  s.num[atStays] = s.num[atStays]! + (s.num[atNow]! - s.cBorn[c]!);
  s.cNext[c] = s.caseFree;
  s.caseFree = c;
  s.finished += 1;
  if (!s.warm && s.finished >= s.ask.warmup) reset(s);
}

/** The warm-up is over: sums begin anew. */
export function reset(s: Sim): void {
  s.warm = true;
  s.resetAt = s.num[atNow]!;
  s.areaAtReset = s.num[atArea]!;
  s.num[atCycle] = 0;
  s.counted = s.arrived = s.turnedAway = s.reworked = s.breached = 0;
  for (const sums of [
    s.stuck,
    s.endless,
    s.ends,
    s.visits,
    s.nodeStay,
    s.nodeWait,
    s.nodeTouch,
    s.nodeLeft,
    s.nodeBreached,
    s.nodeBack,
    s.nodeCost,
    s.roleOffered,
    s.roleWait,
    s.roleStarts,
    s.roleTouch,
  ])
    sums.fill(0);
  s.histogram.clear();
  for (let role = 0; role < s.roles; role += 1) s.openAtReset[role] = openTo(s, role);
}
