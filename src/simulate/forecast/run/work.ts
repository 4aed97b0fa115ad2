/** Steps and gates: seats that work side by side, then the one that closes; an outcome, a clock. */
import { atNow, breachedBit, done, returnedBit, serving } from './sim.ts';
import type { Sim } from './sim.ts';
import { account, next, request } from './staff.ts';
import { left, move, way } from './travel.ts';

/* Indices below are the program's own: `!` says that they are within bounds. */

export function begin(s: Sim, token: number, node: number): void {
  s.tSince[token] = s.num[atNow]!;
  s.tDue[token] = Infinity;
  const limit = s.sla[node]!;
  if (limit === limit) {
    const time = s.slaTime[node]!;
    const due =
      time < 0 ? s.num[atNow]! + limit : s.times[time]!.add(s.cursors[time]!, s.num[atNow]!, limit);
    s.tDue[token] = due;
    if (s.lapse[node]! >= 0) {
      s.tTimer[token] = s.setTimer(token, due, s.lapse[node]!);
      if (s.neglected[node]! > 0 && s.streams.uniform(3 + 2 * node) < s.neglected[node]!) return;
    }
  }
  if (s.firstFrom[node]! < s.firstTo[node]!) {
    s.tLast[token] = 0;
    seats(s, token, node, s.firstFrom[node]!, s.firstTo[node]!);
  } else {
    s.tLast[token] = 1;
    seats(s, token, node, s.lastFrom[node]!, s.lastTo[node]!);
  }
}

function seats(s: Sim, token: number, node: number, from: number, to: number): void {
  let pending = 0;
  for (let seat = from; seat < to; seat += 1) pending += s.seatCount[seat]!;
  s.tPending[token] = pending;
  for (let seat = from; seat < to; seat += 1)
    for (let k = s.seatCount[seat]!; k > 0; k -= 1) request(s, token, node, s.seatRole[seat]!);
}

/** Somebody is done with their part; the token that goes on by it, or −1. */
export function endOfJob(s: Sim, job: number): number {
  if (s.jState[job] !== serving) {
    s.freeJob(job);
    return -1;
  }
  const role = s.jRole[job]!;
  const token = s.jToken[job]!;
  account(s, job, role, 1);
  s.jState[job] = done; // in the list of its siblings until all are
  next(s, role);
  const pending = s.tPending[token]! - 1;
  s.tPending[token] = pending;
  if (pending > 0) return -1;
  for (let each = s.tJob[token]!; each >= 0;) {
    const sibling = s.jSibling[each]!;
    s.freeJob(each);
    each = sibling;
  }
  s.tJob[token] = -1;
  const node = s.tAt[token]!;
  if (s.tLast[token] === 0 && s.lastFrom[node]! < s.lastTo[node]!) {
    s.tLast[token] = 1;
    seats(s, token, node, s.lastFrom[node]!, s.lastTo[node]!);
    return -1;
  }

  close(s, token, node);
  return token;
}

function close(s: Sim, token: number, node: number): void {
  const c = s.tCase[token]!;
  if (s.tTimer[token]! >= 0) {
    s.mToken[s.tTimer[token]!] = -1;
    s.tTimer[token] = -1;
  }

  left(s, token, node);
  if (s.num[atNow]! > s.tDue[token]!) {
    s.nodeBreached[node] = s.nodeBreached[node]! + 1;
    s.cMarks[c] = s.cMarks[c]! | breachedBit;
  }
  let flow = s.go[node]!;
  if (s.wayFrom[node]! >= 0) {
    const at = way(s, node);
    flow = s.wayFlow[at]!;
    if (s.wayBack[at] === 1) {
      s.cMarks[c] = s.cMarks[c]! | returnedBit;
      s.nodeBack[node] = s.nodeBack[node]! + 1;
    }
    if (s.outcome !== undefined) s.outcome(s.num[atNow]!, s.model.ids[node]!, s.model.wayName[at]!);
  }

  move(s, token, flow);
}
