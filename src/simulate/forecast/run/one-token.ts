/**
 * The same simulation for SOPs in which a request is always in one place and one person at a time works on it: no forks,
 * one seat a node, no timers. Request, token and work are one number then, and all of it one loop. To the byte what the
 * general loop gives (one-token.test.ts), in about half the time.
 */
import { draw } from '../../random/distribution.ts';
import { op } from '../model.ts';
import type { Model } from '../model.ts';
import { cursor } from '../open-time.ts';
import type { Ask } from '../replication.ts';
import { reset } from './leaving.ts';
import {
  atArea,
  atAreaFrom,
  atArrival,
  atCycle,
  atNow,
  atStays,
  breachedBit,
  returnedBit,
} from './sim.ts';
import type { Sim } from './sim.ts';
import { doubled, doubledInt, moreLinks } from './tables.ts';

/* Indices below are the program's own: `!` says that they are within bounds. */

/** Whether this loop tells of a model all that is asked. */
export function isOneToken(model: Model, ask: Ask): boolean {
  if (ask.visit !== undefined || ask.outcome !== undefined || model.forks > 0) return false;
  return model.op.every((kind, node) => {
    if (kind === op.work) {
      const seat = model.lastFrom[node]!;
      const alone = model.firstTo[node]! - model.firstFrom[node]! <= 0;
      const one = model.lastTo[node]! - seat === 1 && model.seatCount[seat] === 1;
      return (
        alone &&
        one &&
        model.lapse[node]! < 0 &&
        model.roles[model.seatRole[seat]!]!.discipline === 0
      );
    }
    return kind === op.pass || kind === op.decision || kind === op.end;
  });
}

const mostUnderWay = 1_000_000;
const mostVisits = 100_000;
const mostAtOnce = 1000;

export interface Ran {
  readonly events: number;
  readonly overflow: boolean;
  readonly cancelled: boolean;
}

export function runOneToken(s: Sim): Ran {
  const { model, ask, streams, times, cursors, ops, go, choice, forms, flowTo, sla, slaTime } = s;
  const { wayFrom, wayTo, wayUpTo, wayFlow, wayBack, seatRole, lastFrom, touch } = s;
  const { people, stretch, roleTime, roleCost, busy, head, tail, histogram, batches } = s;
  const {
    visits,
    nodeStay,
    nodeWait,
    nodeTouch,
    nodeLeft,
    nodeBreached,
    nodeBack,
    nodeCost,
    ends,
  } = s;
  const { roleOffered, roleWait, roleStarts, roleTouch } = s;
  const { gap, time: arrivalTime, at: listed, most } = model.arrivals;
  const { intake, formUpTo } = model;
  const pilot = ask.pilot === true;
  const total = ask.warmup + ask.cases;
  // Work that takes exponential time, the mean; of all other 0.
  const mean = Float64Array.from(touch, (each) => (each.code === 1 ? each.a : 0));

  // Requests: where, since when, what they wait for.
  let { cBorn, cForm, cVisits, cMarks, cNext, caseFree } = s;
  let where = new Int32Array(s.caseCap);
  let since = new Float64Array(s.caseCap);
  let due = new Float64Array(s.caseCap);
  let takes = new Float64Array(s.caseCap);
  let behind = new Int32Array(s.caseCap);

  // What happens next: a heap as in agenda.ts, here so that its numbers stay in registers.
  let size = 0;
  let heapAt = new Float64Array(256);
  let heapOf = new Int32Array(256);

  const arrivalCursor = cursor();
  let upNext = 0;
  let arrival = model.start;
  let now = model.start;
  let area = 0;
  let areaFrom = model.start;
  let stays = 0;
  let cycle = 0;
  let underWay = 0;
  let finished = 0;
  let events = 0;
  let overflow = false;
  let cancelled = false;

  const after = (from: number): number => {
    if (gap === 0) {
      upNext += 1;
      return upNext <= listed.length ? listed[upNext - 1]! : Infinity;
    }
    const open = streams.exponential(0) * gap;
    return arrivalTime < 0 ? from + open : times[arrivalTime]!.add(arrivalCursor, from, open);
  };
  const grow = (): void => {
    s.cBorn = cBorn = doubled(cBorn);
    s.cForm = cForm = doubledInt(cForm);
    s.cVisits = cVisits = doubledInt(cVisits);
    s.cMarks = cMarks = doubledInt(cMarks);
    s.cNext = cNext = moreLinks(cNext);
    where = doubledInt(where);
    since = doubled(since);
    due = doubled(due);
    takes = doubled(takes);
    behind = doubledInt(behind);
    caseFree = s.caseCap;
    s.caseCap *= 2;
  };
  const start = (c: number, role: number, instant: number): void => {
    const node = where[c]!;
    const waited = instant - since[c]!;
    if (waited > 0) {
      nodeWait[node] = nodeWait[node]! + waited;
      roleWait[role] = roleWait[role]! + waited;
    }
    roleStarts[role] = roleStarts[role]! + 1;
    const long = takes[c]! * stretch[role]!;
    const time = roleTime[role]!;
    const at = time < 0 ? instant + long : times[time]!.add(cursors[time]!, instant, long);
    if (size === heapAt.length) {
      heapAt = doubled(heapAt);
      heapOf = doubledInt(heapOf);
    }
    let i = size;
    size += 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const before = heapAt[parent]!;
      if (before <= at) break;
      heapAt[i] = before;
      heapOf[i] = heapOf[parent]!;
      i = parent;
    }
    heapAt[i] = at;
    heapOf[i] = c;
  };
  const pop = (): void => {
    size -= 1;
    if (size === 0) return;
    const at = heapAt[size]!;
    const of = heapOf[size]!;
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
      heapOf[i] = heapOf[child]!;
      i = child;
    }
    heapAt[i] = at;
    heapOf[i] = of;
  };
  const way = (node: number): number => {
    const last = wayTo[node]! - 1;
    let at = wayFrom[node]!;
    if (at === last) return at;
    const u = streams.uniform(3 + 2 * node);
    while (at < last && u >= wayUpTo[at]!) at += 1;
    return at;
  };

  arrival = after(arrival);
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
    // Who is to be routed, and from where.
    let c = -1;
    let node = intake;
    if (size === 0 || arrival <= heapAt[0]!) {
      if (arrival === Infinity) break;
      events += 1;
      now = arrival;
      arrival = after(arrival);
      s.arrived += 1;
      if (underWay >= most) {
        s.turnedAway += 1;
        continue;
      }
      area += underWay * (now - areaFrom);
      areaFrom = now;
      underWay += 1;
      if (caseFree < 0) grow();
      c = caseFree;
      caseFree = cNext[c]!;
      cNext[c] = -2; // in use
      cBorn[c] = now;
      cVisits[c] = 0;
      cMarks[c] = 0;
      let form = 0;
      if (forms > 1) {
        const u = streams.uniform(1);
        while (form < forms - 1 && u >= formUpTo[form]!) form += 1;
      }
      cForm[c] = form;
    } else {
      events += 1;
      now = heapAt[0]!;
      c = heapOf[0]!;
      pop();
      // The work is done: whoever did it turns to the next in line.
      const at = where[c]!;
      const role = seatRole[lastFrom[at]!]!;
      const work = takes[c]!;
      nodeTouch[at] = nodeTouch[at]! + work;
      nodeCost[at] = nodeCost[at]! + work * roleCost[role]!;
      roleTouch[role] = roleTouch[role]! + work;
      const next = head[role]!;
      if (next >= 0) {
        head[role] = behind[next]!;
        if (head[role] < 0) tail[role] = -1;
        start(next, role, now);
      } else busy[role] = busy[role]! - 1;
      nodeStay[at] = nodeStay[at]! + (now - since[c]!);
      nodeLeft[at] = nodeLeft[at]! + 1;
      if (now > due[c]!) {
        nodeBreached[at] = nodeBreached[at]! + 1;
        cMarks[c] = cMarks[c]! | breachedBit;
      }
      let flow = go[at]!;
      if (wayFrom[at]! >= 0) {
        const taken = way(at);
        flow = wayFlow[taken]!;
        if (wayBack[taken] === 1) {
          cMarks[c] = cMarks[c]! | returnedBit;
          nodeBack[at] = nodeBack[at]! + 1;
        }
      }
      node = flowTo[flow]!;
    }
    let leaves = true;
    for (let steps = 1; ; steps += 1) {
      if (steps > mostAtOnce) {
        s.endless[node] = s.endless[node]! + 1;
        break;
      }
      visits[node] = visits[node]! + 1;
      const visited = cVisits[c]! + 1;
      cVisits[c] = visited;
      if (visited > mostVisits) {
        s.endless[node] = s.endless[node]! + 1;
        break;
      }
      const kind = ops[node]!;
      if (kind === op.work) {
        leaves = false;
        break;
      }
      if (kind === op.pass) {
        node = flowTo[go[node]!]!;
        continue;
      }
      if (kind === op.decision) {
        const chosen = choice[node * forms + cForm[c]!]!;
        if (chosen === -1) {
          s.stuck[node] = s.stuck[node]! + 1;
          break;
        }
        node = flowTo[chosen === -2 ? wayFlow[way(node)]! : chosen]!;
        continue;
      }
      ends[node] = ends[node]! + 1;
      const took = now - cBorn[c]!;
      s.counted += 1;
      cycle += took;
      const marks = cMarks[c]!;
      if ((marks & returnedBit) !== 0) s.reworked += 1;
      if ((marks & breachedBit) !== 0) s.breached += 1;
      histogram.add(took);
      if (pilot) batches.add(took);
      break;
    }
    if (leaves) {
      area += underWay * (now - areaFrom);
      areaFrom = now;
      underWay -= 1;
      stays += now - cBorn[c]!;
      cNext[c] = caseFree;
      caseFree = c;
      finished += 1;
      if (!s.warm && finished >= ask.warmup) {
        s.num[atNow] = now;
        s.num[atArea] = area;
        reset(s);
        cycle = 0;
      }
      continue;
    }
    // Somebody is asked: now, or when their turn comes.
    where[c] = node;
    since[c] = now;
    const limit = sla[node]!;
    if (limit === limit) {
      const time = slaTime[node]!;
      due[c] = time < 0 ? now + limit : times[time]!.add(cursors[time]!, now, limit);
    } else due[c] = Infinity;
    const role = seatRole[lastFrom[node]!]!;
    const exponential = mean[node]!;
    const long =
      exponential > 0
        ? streams.exponential(2 + 2 * node) * exponential
        : draw(touch[node]!, streams, 2 + 2 * node);
    takes[c] = long;
    roleOffered[role] = roleOffered[role]! + long * stretch[role]!;
    if (busy[role]! < people[role]!) {
      busy[role] = busy[role]! + 1;
      start(c, role, now);
      continue;
    }
    behind[c] = -1;
    if (tail[role]! < 0) head[role] = c;
    else behind[tail[role]!] = c;
    tail[role] = c;
  }
  s.num[atNow] = now;
  s.num[atArea] = area;
  s.num[atAreaFrom] = areaFrom;
  s.num[atStays] = stays;
  s.num[atCycle] = cycle;
  s.num[atArrival] = arrival;
  s.underWay = underWay;
  s.finished = finished;
  return { events, overflow, cancelled };
}
