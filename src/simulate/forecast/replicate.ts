/**
 * One replication: a discrete-event simulation of an SOP on typed arrays. Requests arrive, tokens travel along the flows
 * as the engine moves them (forks, joins, interrupts, terminating ends), work waits for people of a role and takes as
 * long as it takes while the role's calendar is open. A binary heap holds what happens next; nothing is allocated per
 * event, and what grows doubles.
 *
 * It reads `Model` only, and draws each number from the stream of its purpose.
 */
import type { Model } from './model.ts';
import { cursor } from './open-time.ts';
import type { Ask, Replication } from './replication.ts';
import { isOneToken, runOneToken } from './run/one-token.ts';
import { route } from './run/route.ts';
import { Sim, atArea, atAreaFrom, atArrival, atCycle, atNow, atStays } from './run/sim.ts';
import { openTo } from './run/staff.ts';
import { fire } from './run/wait.ts';
import { endOfJob } from './run/work.ts';

/* Indices below are the program's own: `!` says that they are within bounds. */

const mostUnderWay = 1_000_000;

export function replicate(model: Model, ask: Ask): Replication {
  const s = new Sim(model, ask);
  const { agenda, num, roles } = s;
  for (let role = 0; role < roles; role += 1) s.openAtStart[role] = openTo(s, role);
  if (isOneToken(model, ask)) return summed(s, runOneToken(s));
  const arrivals = new Arrivals(s);
  const total = ask.warmup + ask.cases;
  let events = 0;
  let overflow = false;
  let cancelled = false;
  for (;;) {
    if (s.finished >= total) break;
    if ((events & 8191) === 8191) {
      if (ask.cancelled?.() === true) {
        cancelled = true;
        break;
      }
      ask.progress?.(s.finished);
      if (s.underWay > mostUnderWay) {
        overflow = true;
        break;
      }
    }
    const arrival = num[atArrival]!;
    let token = -1;
    if (agenda.size === 0 || arrival <= agenda.at[0]!) {
      if (arrival === Infinity) break;
      events += 1;
      num[atNow] = arrival;
      token = arrivals.submit();
      if (token >= 0) route(s, token);
      arrivals.next();
      continue;
    }
    events += 1;
    num[atNow] = agenda.at[0]!;
    const what = agenda.what[0]!;
    agenda.pop();
    token = (what & 1) === 0 ? endOfJob(s, what >> 1) : fire(s, what >> 1);
    if (token >= 0) route(s, token);
  }
  return summed(s, { events, overflow, cancelled });
}

/** Requests as they come: by a rate of the open time, or at the times listed. */
class Arrivals {
  readonly #s: Sim;
  readonly #cursor = cursor();
  #listed = 0;

  constructor(s: Sim) {
    this.#s = s;
    s.num[atArrival] = s.model.start;
    this.next();
  }

  next(): void {
    const { num, model, streams, times } = this.#s;
    const { gap, time, at } = model.arrivals;
    if (gap === 0) {
      num[atArrival] = this.#listed < at.length ? at[this.#listed]! : Infinity;
      this.#listed += 1;
      return;
    }
    const after = streams.exponential(0) * gap;
    num[atArrival] =
      time < 0 ? num[atArrival]! + after : times[time]!.add(this.#cursor, num[atArrival]!, after);
  }

  /** The token of a new request; −1: it is turned away. */
  submit(): number {
    const s = this.#s;
    const { num, model } = s;
    s.arrived += 1;
    if (s.underWay >= model.arrivals.most) {
      s.turnedAway += 1;
      return -1;
    }
    num[atArea] = num[atArea]! + s.underWay * (num[atNow]! - num[atAreaFrom]!);
    num[atAreaFrom] = num[atNow]!;
    s.underWay += 1;
    const c = s.newCase();
    let form = 0;
    if (s.forms > 1) {
      const u = s.streams.uniform(1);
      while (form < s.forms - 1 && u >= model.formUpTo[form]!) form += 1;
    }
    s.cForm[c] = form;
    const token = s.newToken(c);
    s.tAt[token] = model.intake;
    s.tSlot[token] = -1;
    if (s.visit !== undefined) s.visit(num[atNow]!, model.ids[model.intake]!);
    return token;
  }
}

function summed(s: Sim, told: Pick<Replication, 'events' | 'overflow' | 'cancelled'>): Replication {
  const { num } = s;
  const now = num[atNow]!;
  // Little's law over the whole run: nobody was lost, and nobody counted twice.
  num[atArea] = num[atArea]! + s.underWay * (now - num[atAreaFrom]!);
  for (let c = 0; c < s.caseCap; c += 1)
    if (s.cNext[c] === -2) num[atStays] = num[atStays]! + (now - s.cBorn[c]!);
  const area = num[atArea];
  if (Math.abs(area - num[atStays]!) > 1e-6 * (1 + Math.abs(area)))
    throw new Error(`Little's law does not hold: ${area} against ${num[atStays]!}.`);
  const roleOpen = new Float64Array(s.roles);
  for (let role = 0; role < s.roles; role += 1)
    roleOpen[role] = openTo(s, role) - s.openAtReset[role]!;
  const span = now - s.resetAt;
  return {
    ...told,
    finished: s.finished,
    counted: s.counted,
    stuck: s.stuck,
    endless: s.endless,
    arrived: s.arrived,
    turnedAway: s.turnedAway,
    span,
    cycle: num[atCycle]!,
    reworked: s.reworked,
    breached: s.breached,
    inSystem: span > 0 ? (area - s.areaAtReset) / span : 0,
    ends: s.ends,
    visits: s.visits,
    nodeStay: s.nodeStay,
    nodeWait: s.nodeWait,
    nodeTouch: s.nodeTouch,
    nodeLeft: s.nodeLeft,
    nodeBreached: s.nodeBreached,
    nodeBack: s.nodeBack,
    nodeCost: s.nodeCost,
    roleOffered: s.roleOffered,
    roleWait: s.roleWait,
    roleStarts: s.roleStarts,
    roleTouch: s.roleTouch,
    roleOpen,
    histogram: s.histogram,
    batches: s.batches,
  };
}
