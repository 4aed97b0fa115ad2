/** Work asked of the people of a role: they take it up when they are free, by their queue's discipline and their calendar. */
import { draw } from '../../random/distribution.ts';
import { atNow, dropped, queued, serving } from './sim.ts';
import type { Sim } from './sim.ts';

/* Indices below are the program's own: `!` says that they are within bounds. */

/** Asks one person of a role for as long as the draw says. */
export function request(s: Sim, token: number, node: number, role: number): void {
  const job = s.newJob();
  const takes = draw(s.touch[node]!, s.streams, 2 + 2 * node);
  s.jToken[job] = token;
  s.jRole[job] = role;
  s.jTouch[job] = takes;
  s.jSibling[job] = s.tJob[token]!;
  s.tJob[token] = job;
  s.roleOffered[role] = s.roleOffered[role]! + takes * s.stretch[role]!;
  s.jSince[job] = s.num[atNow]!;
  if (s.busy[role]! < s.people[role]!) return start(s, job, role);
  s.jState[job] = queued;
  if (s.fifo[role] === 0) {
    const key =
      s.byDue[role] === 1 ? s.tDue[token]! : -s.model.formPriority[s.cForm[s.tCase[token]!]!]!;
    s.queues[role]!.push(key, job);
    return;
  }
  s.jNext[job] = -1;
  if (s.tail[role]! < 0) s.head[role] = job;
  else s.jNext[s.tail[role]!] = job;
  s.tail[role] = job;
}

function start(s: Sim, job: number, role: number): void {
  s.busy[role] = s.busy[role]! + 1;
  s.jState[job] = serving;
  const waited = s.num[atNow]! - s.jSince[job]!;
  if (waited > 0) {
    const token = s.jToken[job]!;
    s.nodeWait[s.tAt[token]!] = s.nodeWait[s.tAt[token]!]! + waited;
    s.roleWait[role] = s.roleWait[role]! + waited;
  }
  s.roleStarts[role] = s.roleStarts[role]! + 1;
  const takes = s.jTouch[job]! * s.stretch[role]!;
  const time = s.roleTime[role]!;
  const until =
    time < 0 ? s.num[atNow]! + takes : s.times[time]!.add(s.cursors[time]!, s.num[atNow]!, takes);
  s.jEnd[job] = until;
  s.agenda.push(until, job << 1);
}

/** Somebody of the role is free again. */
export function next(s: Sim, role: number): void {
  s.busy[role] = s.busy[role]! - 1;
  if (s.fifo[role] === 0) {
    const queue = s.queues[role]!;
    while (queue.size > 0) {
      const job = queue.pop();
      if (s.jState[job] === queued) return start(s, job, role);
      s.freeJob(job);
    }
    return;
  }
  for (let job = s.head[role]!; job >= 0; job = s.head[role]!) {
    s.head[role] = s.jNext[job]!;
    if (s.head[role] < 0) s.tail[role] = -1;
    if (s.jState[job] === queued) return start(s, job, role);
    s.freeJob(job);
  }
}

/** `part`: of the work, how much was done. */
export function account(s: Sim, job: number, role: number, part: number): void {
  const work = s.jTouch[job]! * part;
  const token = s.jToken[job]!;
  s.nodeTouch[s.tAt[token]!] = s.nodeTouch[s.tAt[token]!]! + work;
  s.nodeCost[s.tAt[token]!] = s.nodeCost[s.tAt[token]!]! + work * s.roleCost[role]!;
  s.roleTouch[role] = s.roleTouch[role]! + work;
}

/** Takes back what a token has asked for: people stop and turn to the next. */
export function stop(s: Sim, token: number): void {
  if (s.tTimer[token]! >= 0) {
    s.mToken[s.tTimer[token]!] = -1;
    s.tTimer[token] = -1;
  }
  let job = s.tJob[token]!;
  s.tJob[token] = -1;
  while (job >= 0) {
    const sibling = s.jSibling[job]!;
    const role = s.jRole[job]!;
    if (s.jState[job] === queued) {
      const waited = s.num[atNow]! - s.jSince[job]!;
      s.roleWait[role] = s.roleWait[role]! + waited;
      s.nodeWait[s.tAt[token]!] = s.nodeWait[s.tAt[token]!]! + waited;
      s.jState[job] = dropped;
    } else if (s.jState[job] === serving) {
      const takes = s.jTouch[job]! * s.stretch[role]!;
      const part = takes > 0 ? 1 - openUntil(s, role, s.jEnd[job]!) / takes : 0;
      account(s, job, role, part);
      s.jState[job] = dropped;
      next(s, role);
    } else s.freeJob(job);
    job = sibling;
  }
}

/** Open ms of a role's time from now to a later instant. */
function openUntil(s: Sim, role: number, until: number): number {
  const time = s.roleTime[role]!;
  if (time < 0) return until - s.num[atNow]!;
  const from = s.times[time]!.passed(s.cursors[time]!, s.num[atNow]!);
  return s.times[time]!.passed({ ...s.cursors[time]! }, until) - from;
}

/** Open ms from the start to now. */
export function openTo(s: Sim, role: number): number {
  const time = s.roleTime[role]!;
  return time < 0
    ? s.num[atNow]! - s.model.start
    : s.times[time]!.passed(s.cursors[time]!, s.num[atNow]!) - s.openAtStart[role]!;
}
