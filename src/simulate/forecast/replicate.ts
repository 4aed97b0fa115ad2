/**
 * One replication: a discrete-event simulation of an SOP on typed arrays. Requests arrive, tokens travel along the flows
 * as the engine moves them (forks, joins, interrupts, terminating ends), work waits for people of a role and takes as
 * long as it takes while the role's calendar is open. A binary heap holds what happens next; nothing is allocated per
 * event, and what grows doubles.
 *
 * It reads `Model` only, and draws each number from the stream of its purpose.
 */
import { draw } from '../random/distribution.ts';
import { Streams } from '../random/streams.ts';
import { discipline, op, timerKind } from './model.ts';
import type { Model } from './model.ts';
import { cursor } from './open-time.ts';
import { Histogram } from './histogram.ts';
import { Batches } from './warm-up.ts';
import { Queue } from './queue.ts';

/* Indices below are the program's own: `!` says that they are within bounds. */

export interface Ask {
  readonly seed: number;
  readonly replication: number;
  /** Finished requests thrown away, then counted. */
  readonly warmup: number;
  readonly cases: number;
  /** Keeps what the warm-up is judged by. */
  readonly pilot?: boolean;
  /** Asked every few thousand events: true ends the replication. */
  readonly cancelled?: (() => boolean) | undefined;
  readonly progress?: ((finished: number) => void) | undefined;
  /** Told every arrival of a token at a node, and every end of a gate. `at` is UTC ms. */
  readonly visit?: ((at: number, node: string) => void) | undefined;
  readonly outcome?: ((at: number, node: string, outcome: string) => void) | undefined;
}

/** Sums since the warm-up; times in ms. */
export interface Replication {
  readonly cancelled: boolean;
  /** More requests under way than are followed: the queues grow without end. */
  readonly overflow: boolean;
  readonly events: number;
  readonly finished: number;
  /** Finished and counted: reached an end after the warm-up. */
  readonly counted: number;
  readonly stuck: Float64Array;
  /** Requests that went round so often that they were given up. */
  readonly endless: Float64Array;
  readonly arrived: number;
  readonly turnedAway: number;
  /** From the end of the warm-up to the last event, ms. */
  readonly span: number;
  readonly cycle: number;
  readonly reworked: number;
  readonly breached: number;
  /** Mean number of requests under way. */
  readonly inSystem: number;
  readonly ends: Float64Array;
  readonly visits: Float64Array;
  readonly nodeStay: Float64Array;
  readonly nodeWait: Float64Array;
  readonly nodeTouch: Float64Array;
  readonly nodeLeft: Float64Array;
  readonly nodeBreached: Float64Array;
  readonly roleOffered: Float64Array;
  readonly roleWait: Float64Array;
  readonly roleStarts: Float64Array;
  readonly roleTouch: Float64Array;
  /** Open ms of each role's calendar within the span. */
  readonly roleOpen: Float64Array;
  readonly histogram: Histogram;
  readonly batches: Batches;
}

const mostUnderWay = 1_000_000;
/** Arrivals at nodes of one request; more is a loop that does not end. */
const mostVisits = 100_000;
/** Within one instant, as the engine's limit per command. */
const mostAtOnce = 1000;
const idle = 0;
const queued = 1;
const serving = 2;
const dropped = 3;
const done = 4;
const atNow = 0;
const atArea = 1;
const atAreaFrom = 2;
const atStays = 3;
const atCycle = 4;
const atArrival = 5;
const returnedBit = 1;
const breachedBit = 2;

export function replicate(model: Model, ask: Ask): Replication {
  const n = model.ids.length;
  const purposes = [
    'arrivals',
    'forms',
    ...model.ids.flatMap((id) => [`touch/${id}`, `way/${id}`]),
  ];
  const streams = new Streams(ask.seed, ask.replication, purposes);
  const { visit, outcome } = ask;
  const ops = model.op;
  const { go, firstFrom, firstTo, lastFrom, lastTo, seatRole, seatCount, touch } = model;
  const { wayFrom, wayTo, wayUpTo, wayFlow, wayBack, sla, slaTime, lapse, neglected, choice } =
    model;
  const { flowTo, flowSlot, flowLeaves, forks, times } = model;
  const forms = model.formUpTo.length;
  const cursors = times.map(() => cursor());
  const arrivalCursor = cursor();

  const roles = model.roles.length;
  const people = Float64Array.from(model.roles, (role) => role.people);
  const stretch = Float64Array.from(model.roles, (role) => role.stretch);
  const roleTime = Int32Array.from(model.roles, (role) => role.time);
  const fifo = Uint8Array.from(model.roles, (role) =>
    role.discipline === discipline.fifo ? 1 : 0,
  );
  const byDue = Uint8Array.from(model.roles, (role) =>
    role.discipline === discipline.due ? 1 : 0,
  );
  const queues = model.roles.map((role) =>
    role.discipline === discipline.fifo ? null : new Queue(),
  );
  const busy = new Float64Array(roles);
  const head = new Int32Array(roles).fill(-1);
  const tail = new Int32Array(roles).fill(-1);

  // Requests under way.
  let caseCap = 256;
  let cBorn = new Float64Array(caseCap);
  let cForm = new Int32Array(caseCap);
  let cTokens = new Int32Array(caseCap);
  let cHead = new Int32Array(caseCap);
  let cVisits = new Int32Array(caseCap);
  let cMarks = new Int32Array(caseCap);
  let cNext = links(caseCap, 0);
  let caseFree = 0;
  // Tokens: where, and what they wait for.
  let tokenCap = 256;
  let tCase = new Int32Array(tokenCap);
  let tAt = new Int32Array(tokenCap);
  let tSlot = new Int32Array(tokenCap);
  let tPending = new Int32Array(tokenCap);
  let tLast = new Int32Array(tokenCap); // 1: the seats that close are at work
  let tTimer = new Int32Array(tokenCap);
  let tJob = new Int32Array(tokenCap);
  let tSince = new Float64Array(tokenCap);
  let tDue = new Float64Array(tokenCap);
  let tNext = links(tokenCap, 0); // the next token of the request, or the next free one
  let tSplit = new Int32Array(tokenCap * forks);
  let tokenFree = 0;
  let splits = 0;
  // Work asked of one person.
  let jobCap = 256;
  let jToken = new Int32Array(jobCap);
  let jRole = new Int32Array(jobCap);
  let jState = new Uint8Array(jobCap);
  let jSibling = new Int32Array(jobCap);
  let jTouch = new Float64Array(jobCap);
  let jSince = new Float64Array(jobCap);
  let jEnd = new Float64Array(jobCap);
  let jNext = links(jobCap, 0); // behind it in the queue, or the next free one
  let jobFree = 0;
  // Timers of waits and clocks; a dropped one is freed when it would have fired.
  let timerCap = 256;
  let mToken = new Int32Array(timerCap);
  let mFlow = new Int32Array(timerCap);
  let mNext = links(timerCap, 0);
  let timerFree = 0;

  // The heap: when, and a job (even) or a timer (odd).
  let size = 0;
  let heapCap = 256;
  let heapAt = new Float64Array(heapCap);
  let heapWhat = new Int32Array(heapCap);
  // Tokens that have arrived somewhere and are to be routed, first in, first out.
  let line = new Int32Array(64);
  let lineHead = 0;
  let lineTail = 0;

  // Numbers that change with every event: in an array they are no objects, as variables that functions share would be.
  const num = new Float64Array(6);
  num[atNow] = num[atAreaFrom] = model.start;
  let underWay = 0;
  let finished = 0;
  let counted = 0;
  let events = 0;
  let overflow = false;
  let cancelled = false;
  // Little's law: the time integral of requests under way, and the times they were under way one by one.
  let areaAtReset = 0;
  let resetAt = num[atNow];
  let warm = ask.warmup === 0;

  let arrived = 0;
  let turnedAway = 0;
  let reworked = 0;
  let breached = 0;
  const perNode = (): Float64Array<ArrayBuffer> => new Float64Array(n);
  const stuck = perNode();
  const endless = perNode();
  const ends = perNode();
  const visits = perNode();
  const nodeStay = perNode();
  const nodeWait = perNode();
  const nodeTouch = perNode();
  const nodeLeft = perNode();
  const nodeBreached = perNode();
  const roleOffered = new Float64Array(roles);
  const roleWait = new Float64Array(roles);
  const roleStarts = new Float64Array(roles);
  const roleTouch = new Float64Array(roles);
  const openAtReset = new Float64Array(roles);
  const histogram = new Histogram();
  const batches = new Batches();

  function push(at: number, what: number): void {
    if (size === heapCap) {
      heapCap *= 2;
      heapAt = doubled(heapAt);
      heapWhat = doubledInt(heapWhat);
    }
    let i = size;
    size += 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const before = heapAt[parent]!;
      if (before <= at) break;
      heapAt[i] = before;
      heapWhat[i] = heapWhat[parent]!;
      i = parent;
    }
    heapAt[i] = at;
    heapWhat[i] = what;
  }
  /** Removes the first. */
  function pop(): void {
    size -= 1;
    if (size === 0) return;
    const at = heapAt[size]!;
    const what = heapWhat[size]!;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= size) break;
      let least = heapAt[child]!;
      if (child + 1 < size) {
        const right = heapAt[child + 1]!;
        if (right < least) {
          child += 1;
          least = right;
        }
      }
      if (least >= at) break;
      heapAt[i] = least;
      heapWhat[i] = heapWhat[child]!;
      i = child;
    }
    heapAt[i] = at;
    heapWhat[i] = what;
  }

  function newCase(): number {
    if (caseFree < 0) {
      cBorn = doubled(cBorn);
      cForm = doubledInt(cForm);
      cTokens = doubledInt(cTokens);
      cHead = doubledInt(cHead);
      cVisits = doubledInt(cVisits);
      cMarks = doubledInt(cMarks);
      cNext = moreLinks(cNext);
      caseFree = caseCap;
      caseCap *= 2;
    }
    const c = caseFree;
    caseFree = cNext[c]!;
    cBorn[c] = num[atNow]!;
    cTokens[c] = 0;
    cHead[c] = -1;
    cVisits[c] = 0;
    cMarks[c] = 0;
    cNext[c] = -2; // in use
    return c;
  }
  function newToken(c: number): number {
    if (tokenFree < 0) {
      tCase = doubledInt(tCase);
      tAt = doubledInt(tAt);
      tSlot = doubledInt(tSlot);
      tPending = doubledInt(tPending);
      tLast = doubledInt(tLast);
      tTimer = doubledInt(tTimer);
      tJob = doubledInt(tJob);
      tSince = doubled(tSince);
      tDue = doubled(tDue);
      if (forks > 0) tSplit = doubledInt(tSplit);
      tNext = moreLinks(tNext);
      tokenFree = tokenCap;
      tokenCap *= 2;
    }
    const token = tokenFree;
    tokenFree = tNext[token]!;
    tCase[token] = c;
    tTimer[token] = -1;
    tJob[token] = -1;
    tNext[token] = cHead[c]!;
    cHead[c] = token;
    cTokens[c] = cTokens[c]! + 1;
    for (let k = 0; k < forks; k += 1) tSplit[token * forks + k] = 0;
    return token;
  }
  function freeToken(token: number): void {
    const c = tCase[token]!;
    if (cHead[c] === token) cHead[c] = tNext[token]!;
    else {
      let before = cHead[c]!;
      while (tNext[before] !== token) before = tNext[before]!;
      tNext[before] = tNext[token]!;
    }
    cTokens[c] = cTokens[c]! - 1;
    tNext[token] = tokenFree;
    tokenFree = token;
  }
  function freeJob(job: number): void {
    jState[job] = idle;
    jNext[job] = jobFree;
    jobFree = job;
  }

  /** Asks one person of a role for as long as the draw says. */
  function request(token: number, node: number, role: number): void {
    if (jobFree < 0) {
      jToken = doubledInt(jToken);
      jRole = doubledInt(jRole);
      const states = new Uint8Array(jobCap * 2);
      states.set(jState);
      jState = states;
      jSibling = doubledInt(jSibling);
      jTouch = doubled(jTouch);
      jSince = doubled(jSince);
      jEnd = doubled(jEnd);
      jNext = moreLinks(jNext);
      jobFree = jobCap;
      jobCap *= 2;
    }
    const job = jobFree;
    jobFree = jNext[job]!;
    const takes = draw(touch[node]!, streams, 2 + 2 * node);
    jToken[job] = token;
    jRole[job] = role;
    jTouch[job] = takes;
    jSibling[job] = tJob[token]!;
    tJob[token] = job;
    roleOffered[role] = roleOffered[role]! + takes * stretch[role]!;
    jSince[job] = num[atNow]!;
    if (busy[role]! < people[role]!) return start(job, role);
    jState[job] = queued;
    if (fifo[role] === 0) {
      const key = byDue[role] === 1 ? tDue[token]! : -model.formPriority[cForm[tCase[token]!]!]!;
      queues[role]!.push(key, job);
      return;
    }
    jNext[job] = -1;
    if (tail[role]! < 0) head[role] = job;
    else jNext[tail[role]!] = job;
    tail[role] = job;
  }
  function start(job: number, role: number): void {
    busy[role] = busy[role]! + 1;
    jState[job] = serving;
    const waited = num[atNow]! - jSince[job]!;
    if (waited > 0) {
      const token = jToken[job]!;
      nodeWait[tAt[token]!] = nodeWait[tAt[token]!]! + waited;
      roleWait[role] = roleWait[role]! + waited;
    }
    roleStarts[role] = roleStarts[role]! + 1;
    const takes = jTouch[job]! * stretch[role]!;
    const time = roleTime[role]!;
    const until =
      time < 0 ? num[atNow]! + takes : times[time]!.add(cursors[time]!, num[atNow]!, takes);
    jEnd[job] = until;
    push(until, job << 1);
  }
  /** Somebody of the role is free again. */
  function next(role: number): void {
    busy[role] = busy[role]! - 1;
    if (fifo[role] === 0) {
      const queue = queues[role]!;
      while (queue.size > 0) {
        const job = queue.pop();
        if (jState[job] === queued) return start(job, role);
        freeJob(job);
      }
      return;
    }
    for (let job = head[role]!; job >= 0; job = head[role]!) {
      head[role] = jNext[job]!;
      if (head[role] < 0) tail[role] = -1;
      if (jState[job] === queued) return start(job, role);
      freeJob(job);
    }
  }
  /** `part`: of the work, how much was done. */
  function account(job: number, role: number, part: number): void {
    const work = jTouch[job]! * part;
    const token = jToken[job]!;
    nodeTouch[tAt[token]!] = nodeTouch[tAt[token]!]! + work;
    roleTouch[role] = roleTouch[role]! + work;
  }

  function setTimer(token: number, at: number, flow: number): number {
    if (timerFree < 0) {
      mToken = doubledInt(mToken);
      mFlow = doubledInt(mFlow);
      mNext = moreLinks(mNext);
      timerFree = timerCap;
      timerCap *= 2;
    }
    const timer = timerFree;
    timerFree = mNext[timer]!;
    mToken[timer] = token;
    mFlow[timer] = flow;
    push(at, (timer << 1) | 1);
    return timer;
  }

  /** Takes back what a token has asked for: people stop and turn to the next. */
  function stop(token: number): void {
    if (tTimer[token]! >= 0) {
      mToken[tTimer[token]!] = -1;
      tTimer[token] = -1;
    }
    let job = tJob[token]!;
    tJob[token] = -1;
    while (job >= 0) {
      const sibling = jSibling[job]!;
      const role = jRole[job]!;
      if (jState[job] === queued) {
        const waited = num[atNow]! - jSince[job]!;
        roleWait[role] = roleWait[role]! + waited;
        nodeWait[tAt[token]!] = nodeWait[tAt[token]!]! + waited;
        jState[job] = dropped;
      } else if (jState[job] === serving) {
        const takes = jTouch[job]! * stretch[role]!;
        const part = takes > 0 ? 1 - openUntil(role, jEnd[job]!) / takes : 0;
        account(job, role, part);
        jState[job] = dropped;
        next(role);
      } else freeJob(job);
      job = sibling;
    }
  }
  /** Open ms of a role's time from now to a later instant. */
  function openUntil(role: number, until: number): number {
    const time = roleTime[role]!;
    if (time < 0) return until - num[atNow]!;
    const from = times[time]!.passed(cursors[time]!, num[atNow]!);
    return times[time]!.passed({ ...cursors[time]! }, until) - from;
  }
  function cancel(token: number): void {
    stop(token);
    for (let i = lineHead; i < lineTail; i += 1) if (line[i] === token) line[i] = -1;
    freeToken(token);
  }

  /** Cancels every other token of the request that shares a split which `token` leaves; −1 for "shares any". */
  function leave(token: number, mask: number): void {
    const c = tCase[token]!;
    for (let k = 0; k < forks; k += 1) {
      if ((mask & (1 << k)) === 0) continue;
      const split = tSplit[token * forks + k]!;
      if (split === 0) continue;
      for (let other = cHead[c]!; other >= 0;) {
        const following = tNext[other]!;
        if (other !== token && tSplit[other * forks + k] === split) cancel(other);
        other = following;
      }
      tSplit[token * forks + k] = 0;
    }
  }
  /** Moves a token along a flow; those it leaves behind are cancelled first (CORE.md §2.1). */
  function move(token: number, flow: number): void {
    if (forks > 0 && flowLeaves[flow] !== 0) leave(token, flowLeaves[flow]!);
    place(token, flow);
  }
  function place(token: number, flow: number): void {
    const to = flowTo[flow]!;
    tAt[token] = to;
    tSlot[token] = flowSlot[flow]!;
    if (visit !== undefined) visit(num[atNow]!, model.ids[to]!);
  }
  function enqueue(token: number): void {
    if (lineTail === line.length) line = doubledInt(line);
    line[lineTail] = token;
    lineTail += 1;
  }

  /** Routes tokens until all rest. */
  function route(first: number): void {
    let token = first;
    let steps = 0;
    for (;;) {
      steps += 1;
      if (token >= 0) {
        if (steps > mostAtOnce) giveUp(token, endless);
        else if (arrive(token)) {
          if (lineHead === lineTail) continue;
          enqueue(token);
        }
      }
      if (lineHead === lineTail) break;
      token = line[lineHead]!;
      lineHead += 1;
    }
    lineHead = 0;
    lineTail = 0;
  }

  /** A token stands at a node; true: it has moved on and is to be routed again. */
  function arrive(token: number): boolean {
    const node = tAt[token]!;
    const c = tCase[token]!;
    visits[node] = visits[node]! + 1;
    cVisits[c] = cVisits[c]! + 1;
    if (cVisits[c] > mostVisits) {
      giveUp(token, endless);
      return false;
    }
    switch (ops[node]!) {
      case op.pass:
        move(token, go[node]!);
        return true;
      case op.work:
        begin(token, node);
        return false;
      case op.decision: {
        const chosen = choice[node * forms + cForm[c]!]!;
        if (chosen === -1) {
          giveUp(token, stuck);
          return false;
        }
        move(token, chosen === -2 ? wayFlow[way(node)]! : chosen);
        return true;
      }
      case op.fork:
        fork(token, node);
        return false;
      case op.join:
        return join(token, node);
      case op.wait:
        return hold(token, node);
      case op.subprocess: {
        tSince[token] = num[atNow]!;
        const time = model.nodeTime[node]!;
        const takes = draw(touch[node]!, streams, 2 + 2 * node);
        const until =
          time < 0 ? num[atNow]! + takes : times[time]!.add(cursors[time]!, num[atNow]!, takes);
        tTimer[token] = setTimer(token, until, wayFlow[way(node)]!);
        return false;
      }
      default:
        end(token, node);
        return false;
    }
  }
  /** Draws one of a node's ways. */
  function way(node: number): number {
    const last = wayTo[node]! - 1;
    let at = wayFrom[node]!;
    if (at === last) return at;
    const u = streams.uniform(3 + 2 * node);
    while (at < last && u >= wayUpTo[at]!) at += 1;
    return at;
  }

  function begin(token: number, node: number): void {
    tSince[token] = num[atNow]!;
    tDue[token] = Infinity;
    const limit = sla[node]!;
    if (limit === limit) {
      const time = slaTime[node]!;
      const due =
        time < 0 ? num[atNow]! + limit : times[time]!.add(cursors[time]!, num[atNow]!, limit);
      tDue[token] = due;
      if (lapse[node]! >= 0) {
        tTimer[token] = setTimer(token, due, lapse[node]!);
        if (neglected[node]! > 0 && streams.uniform(3 + 2 * node) < neglected[node]!) return;
      }
    }
    if (firstFrom[node]! < firstTo[node]!) {
      tLast[token] = 0;
      seats(token, node, firstFrom[node]!, firstTo[node]!);
    } else {
      tLast[token] = 1;
      seats(token, node, lastFrom[node]!, lastTo[node]!);
    }
  }
  function seats(token: number, node: number, from: number, to: number): void {
    let pending = 0;
    for (let seat = from; seat < to; seat += 1) pending += seatCount[seat]!;
    tPending[token] = pending;
    for (let seat = from; seat < to; seat += 1)
      for (let k = seatCount[seat]!; k > 0; k -= 1) request(token, node, seatRole[seat]!);
  }
  function endOfJob(job: number): void {
    if (jState[job] !== serving) return freeJob(job);
    const role = jRole[job]!;
    const token = jToken[job]!;
    account(job, role, 1);
    jState[job] = done; // in the list of its siblings until all are
    next(role);
    const pending = tPending[token]! - 1;
    tPending[token] = pending;
    if (pending > 0) return;
    for (let each = tJob[token]!; each >= 0;) {
      const sibling = jSibling[each]!;
      freeJob(each);
      each = sibling;
    }
    tJob[token] = -1;
    const node = tAt[token]!;
    if (tLast[token] === 0 && lastFrom[node]! < lastTo[node]!) {
      tLast[token] = 1;
      seats(token, node, lastFrom[node]!, lastTo[node]!);
      return;
    }
    close(token, node);
  }
  function close(token: number, node: number): void {
    const c = tCase[token]!;
    if (tTimer[token]! >= 0) {
      mToken[tTimer[token]!] = -1;
      tTimer[token] = -1;
    }
    left(token, node);
    if (num[atNow]! > tDue[token]!) {
      nodeBreached[node] = nodeBreached[node]! + 1;
      cMarks[c] = cMarks[c]! | breachedBit;
    }
    let flow = go[node]!;
    if (wayFrom[node]! >= 0) {
      const at = way(node);
      flow = wayFlow[at]!;
      if (wayBack[at] === 1) cMarks[c] = cMarks[c]! | returnedBit;
      if (outcome !== undefined) outcome(num[atNow]!, model.ids[node]!, model.wayName[at]!);
    }
    move(token, flow);
    route(token);
  }
  function left(token: number, node: number): void {
    nodeStay[node] = nodeStay[node]! + (num[atNow]! - tSince[token]!);
    nodeLeft[node] = nodeLeft[node]! + 1;
  }

  function fork(token: number, node: number): void {
    const from = model.forkFrom[node]!;
    const to = model.forkTo[node]!;
    let mask = 0;
    for (let i = from; i < to; i += 1) mask |= flowLeaves[model.forkFlow[i]!]!;
    if (mask !== 0) leave(token, mask);
    splits += 1;
    const c = tCase[token]!;
    for (let i = from; i < to; i += 1) {
      const made = newToken(c);
      for (let k = 0; k < forks; k += 1) tSplit[made * forks + k] = tSplit[token * forks + k]!;
      tSplit[made * forks + model.forkAt[node]!] = splits;
      place(made, model.forkFlow[i]!);
      enqueue(made);
    }
    freeToken(token);
  }
  /** Fires when every way in has a token; takes the one that has waited longest by each. */
  function join(token: number, node: number): boolean {
    const c = tCase[token]!;
    tSince[token] = num[atNow]!;
    const ways = model.joinWays[node]!;
    for (let slot = 0; slot < ways; slot += 1) if (standing(c, node, slot) < 0) return false;
    const flow = go[node]!;
    const open = ~model.closes[node]!;
    const mask = flowLeaves[flow]! & open;
    // The others give their splits to this token, which goes on for all.
    for (let slot = 0; slot < ways; slot += 1) {
      if (slot === tSlot[token]!) continue;
      const other = standing(c, node, slot);
      left(other, node);
      for (let k = 0; k < forks; k += 1)
        if (tSplit[token * forks + k] === 0) tSplit[token * forks + k] = tSplit[other * forks + k]!;
      freeToken(other);
    }
    left(token, node);
    for (let k = 0; k < forks; k += 1) if ((open & (1 << k)) === 0) tSplit[token * forks + k] = 0;
    if (mask !== 0) leave(token, mask);
    place(token, flow);
    return true;
  }
  function standing(c: number, node: number, slot: number): number {
    let found = -1;
    for (let token = cHead[c]!; token >= 0; token = tNext[token]!)
      if (tAt[token] === node && tSlot[token] === slot) {
        let waiting = false;
        for (let i = lineHead; i < lineTail; i += 1) if (line[i] === token) waiting = true;
        // The list has the youngest first; who is still to be routed has not arrived.
        if (!waiting) found = token;
      }
    return found;
  }

  function hold(token: number, node: number): boolean {
    tSince[token] = num[atNow]!;
    const c = tCase[token]!;
    let first = Infinity;
    let flow = -1;
    for (let timer = model.timerFrom[node]!; timer < model.timerTo[node]!; timer += 1) {
      const at = wakes(timer, c);
      if (at !== at) {
        giveUp(token, stuck);
        return false;
      }
      if (at < first) {
        first = at;
        flow = model.timerFlow[timer]!;
      }
    }
    tTimer[token] = setTimer(token, first < num[atNow]! ? num[atNow]! : first, flow);
    return false;
  }
  /** NaN: cannot be told. */
  function wakes(timer: number, c: number): number {
    const time = model.timerTime[timer]!;
    switch (model.timerKind[timer]!) {
      case timerKind.elapsed:
        return num[atNow]! + model.timerMs[timer]!;
      case timerKind.open:
        return times[time]!.add(cursors[time]!, num[atNow]!, model.timerMs[timer]!);
      case timerKind.wall:
        return model.timerWall[timer]!.after(num[atNow]!) ?? NaN;
      case timerKind.window:
        return times[time]!.next(cursors[time]!, num[atNow]!);
      default:
        return cBorn[c]! + model.timerLead[timer * forms + cForm[c]!]!;
    }
  }
  function fire(timer: number): void {
    const token = mToken[timer]!;
    const flow = mFlow[timer]!;
    mNext[timer] = timerFree;
    timerFree = timer;
    if (token < 0) return;
    tTimer[token] = -1;
    const node = tAt[token]!;
    if (ops[node] === op.work) {
      stop(token);
      nodeBreached[node] = nodeBreached[node]! + 1;
      cMarks[tCase[token]!] = cMarks[tCase[token]!]! | breachedBit;
      if (outcome !== undefined) outcome(num[atNow]!, model.ids[node]!, 'expired');
    }
    left(token, node);
    move(token, flow);
    route(token);
  }

  function end(token: number, node: number): void {
    const c = tCase[token]!;
    freeToken(token);
    if (model.terminating[node] === 1) while (cHead[c]! >= 0) cancel(cHead[c]!);
    if (cTokens[c]! > 0) return;
    ends[node] = ends[node]! + 1;
    const took = num[atNow]! - cBorn[c]!;
    counted += 1;
    num[atCycle] = num[atCycle]! + took;
    if ((cMarks[c]! & returnedBit) !== 0) reworked += 1;
    if ((cMarks[c]! & breachedBit) !== 0) breached += 1;
    histogram.add(took);
    if (ask.pilot === true) batches.add(took);
    leaveSystem(c);
  }
  function giveUp(token: number, why: Float64Array): void {
    const c = tCase[token]!;
    why[tAt[token]!] = why[tAt[token]!]! + 1;
    while (cHead[c]! >= 0) cancel(cHead[c]!);
    leaveSystem(c);
  }
  function leaveSystem(c: number): void {
    num[atArea] = num[atArea]! + underWay * (num[atNow]! - num[atAreaFrom]!);
    num[atAreaFrom] = num[atNow]!;
    underWay -= 1;
    num[atStays] = num[atStays]! + (num[atNow]! - cBorn[c]!);
    cNext[c] = caseFree;
    caseFree = c;
    finished += 1;
    if (!warm && finished >= ask.warmup) reset();
  }
  /** The warm-up is over: sums begin anew. */
  function reset(): void {
    warm = true;
    resetAt = num[atNow]!;
    areaAtReset = num[atArea]!;
    num[atCycle] = 0;
    counted = arrived = turnedAway = reworked = breached = 0;
    for (const sums of [
      stuck,
      endless,
      ends,
      visits,
      nodeStay,
      nodeWait,
      nodeTouch,
      nodeLeft,
      nodeBreached,
      roleOffered,
      roleWait,
      roleStarts,
      roleTouch,
    ])
      sums.fill(0);
    histogram.clear();
    for (let role = 0; role < roles; role += 1) openAtReset[role] = openTo(role);
  }
  /** Open ms from the start to now. */
  function openTo(role: number): number {
    const time = roleTime[role]!;
    return time < 0
      ? num[atNow]! - model.start
      : times[time]!.passed(cursors[time]!, num[atNow]!) - openAtStart[role]!;
  }
  const openAtStart = new Float64Array(roles);
  for (let role = 0; role < roles; role += 1) openAtStart[role] = openTo(role);

  const { gap, most } = model.arrivals;
  const list = model.arrivals.at;
  const arrivalTime = model.arrivals.time;
  let listed = 0;
  function nextArrival(): void {
    if (gap === 0) {
      num[atArrival] = listed < list.length ? list[listed]! : Infinity;
      listed += 1;
      return;
    }
    const after = streams.exponential(0) * gap;
    num[atArrival] =
      arrivalTime < 0
        ? num[atArrival]! + after
        : times[arrivalTime]!.add(arrivalCursor, num[atArrival]!, after);
  }
  function submit(): void {
    arrived += 1;
    if (underWay >= most) {
      turnedAway += 1;
      return;
    }
    num[atArea] = num[atArea]! + underWay * (num[atNow]! - num[atAreaFrom]!);
    num[atAreaFrom] = num[atNow]!;
    underWay += 1;
    const c = newCase();
    let form = 0;
    if (forms > 1) {
      const u = streams.uniform(1);
      while (form < forms - 1 && u >= model.formUpTo[form]!) form += 1;
    }
    cForm[c] = form;
    const token = newToken(c);
    tAt[token] = model.intake;
    tSlot[token] = -1;
    if (visit !== undefined) visit(num[atNow]!, model.ids[model.intake]!);
    route(token);
  }

  const total = ask.warmup + ask.cases;
  num[atArrival] = model.start;
  nextArrival();
  for (;;) {
    if (finished >= total) break;
    if ((events & 8191) === 8191) {
      if (ask.cancelled?.() === true) {
        cancelled = true;
        break;
      }
      ask.progress?.(finished);
      if (underWay > mostUnderWay) {
        overflow = true;
        break;
      }
    }
    if (size === 0 || num[atArrival] <= heapAt[0]!) {
      if (num[atArrival] === Infinity) break;
      events += 1;
      num[atNow] = num[atArrival]!;
      submit();
      nextArrival();
      continue;
    }
    events += 1;
    num[atNow] = heapAt[0]!;
    const what = heapWhat[0]!;
    pop();
    if ((what & 1) === 0) endOfJob(what >> 1);
    else fire(what >> 1);
  }

  // Little's law over the whole run: nobody was lost, and nobody counted twice.
  num[atArea] = num[atArea]! + underWay * (num[atNow] - num[atAreaFrom]);
  for (let c = 0; c < caseCap; c += 1)
    if (cNext[c] === -2) num[atStays] = num[atStays]! + (num[atNow] - cBorn[c]!);
  if (Math.abs(num[atArea] - num[atStays]!) > 1e-6 * (1 + Math.abs(num[atArea])))
    throw new Error(`Little's law does not hold: ${num[atArea]} against ${num[atStays]!}.`);

  const roleOpen = new Float64Array(roles);
  for (let role = 0; role < roles; role += 1) roleOpen[role] = openTo(role) - openAtReset[role]!;
  const span = num[atNow] - resetAt;
  return {
    cancelled,
    overflow,
    events,
    finished,
    counted,
    stuck,
    endless,
    arrived,
    turnedAway,
    span,
    cycle: num[atCycle]!,
    reworked,
    breached,
    inSystem: span > 0 ? (num[atArea] - areaAtReset) / span : 0,
    ends,
    visits,
    nodeStay,
    nodeWait,
    nodeTouch,
    nodeLeft,
    nodeBreached,
    roleOffered,
    roleWait,
    roleStarts,
    roleTouch,
    roleOpen,
    histogram,
    batches,
  };
}

type Floats = Float64Array<ArrayBuffer>;
type Ints = Int32Array<ArrayBuffer>;
function doubled(old: Floats): Floats {
  const more = new Float64Array(old.length * 2);
  more.set(old);
  return more;
}
function doubledInt(old: Ints): Ints {
  const more = new Int32Array(old.length * 2);
  more.set(old);
  return more;
}
/** A list of what is free: each points to the next, the last to none. */
function links(length: number, from: number): Ints {
  const all = new Int32Array(length);
  for (let i = from; i < length; i += 1) all[i] = i + 1 < length ? i + 1 : -1;
  return all;
}
function moreLinks(old: Ints): Ints {
  const more = links(old.length * 2, old.length);
  more.set(old);
  return more;
}
