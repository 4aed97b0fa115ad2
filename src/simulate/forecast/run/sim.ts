/**
 * A replication under way: what the model says, where requests, tokens, work and timers are, and the sums so far. All in
 * typed arrays, indexed by number; what grows doubles.
 */
import { Streams } from '../../random/streams.ts';
import { Agenda } from './agenda.ts';
import { Histogram } from '../histogram.ts';
import { discipline } from '../model.ts';
import type { Model } from '../model.ts';
import { cursor } from '../open-time.ts';
import { Queue } from '../queue.ts';
import type { Ask } from '../replication.ts';
import { doubled, doubledInt, links, moreLinks } from './tables.ts';
import type { Floats, Ints } from './tables.ts';
import { Batches } from '../warm-up.ts';

/* Indices below are the program's own: `!` says that they are within bounds. */

/** What has become of work asked of one person. */
const idle = 0;
export const queued = 1;
export const serving = 2;
export const dropped = 3;
export const done = 4;

/** Places in `num`. */
export const atNow = 0;
export const atArea = 1;
export const atAreaFrom = 2;
export const atStays = 3;
export const atCycle = 4;
export const atArrival = 5;

/** Bits of what happened to a request. */
export const returnedBit = 1;
export const breachedBit = 2;

const first = 256;

export class Sim {
  readonly model: Model;
  readonly ask: Ask;
  readonly streams: Streams;
  readonly visit: Ask['visit'];
  readonly outcome: Ask['outcome'];
  readonly ops: Model['op'];
  readonly go: Model['go'];
  readonly firstFrom: Model['firstFrom'];
  readonly firstTo: Model['firstTo'];
  readonly lastFrom: Model['lastFrom'];
  readonly lastTo: Model['lastTo'];
  readonly seatRole: Model['seatRole'];
  readonly seatCount: Model['seatCount'];
  readonly touch: Model['touch'];
  readonly wayFrom: Model['wayFrom'];
  readonly wayTo: Model['wayTo'];
  readonly wayUpTo: Model['wayUpTo'];
  readonly wayFlow: Model['wayFlow'];
  readonly wayBack: Model['wayBack'];
  readonly sla: Model['sla'];
  readonly slaTime: Model['slaTime'];
  readonly lapse: Model['lapse'];
  readonly neglected: Model['neglected'];
  readonly choice: Model['choice'];
  readonly flowTo: Model['flowTo'];
  readonly flowSlot: Model['flowSlot'];
  readonly flowLeaves: Model['flowLeaves'];
  readonly forks: Model['forks'];
  readonly times: Model['times'];
  readonly forms: number;
  readonly cursors: ReturnType<typeof cursor>[];

  readonly roles: number;
  readonly people: Floats;
  readonly stretch: Floats;
  readonly roleCost: Floats;
  readonly roleTime: Ints;
  readonly fifo: Uint8Array;
  readonly byDue: Uint8Array;
  readonly queues: readonly (Queue | null)[];
  readonly busy: Floats;
  readonly head: Ints;
  readonly tail: Ints;

  // Requests under way.
  caseCap = first;
  cBorn = new Float64Array(first);
  cForm = new Int32Array(first);
  cTokens = new Int32Array(first);
  cHead = new Int32Array(first);
  cVisits = new Int32Array(first);
  cMarks = new Int32Array(first);
  cNext = links(first, 0);
  caseFree = 0;
  // Tokens: where, and what they wait for.
  tokenCap = first;
  tCase = new Int32Array(first);
  tAt = new Int32Array(first);
  tSlot = new Int32Array(first);
  tPending = new Int32Array(first);
  tLast = new Int32Array(first); // 1: the seats that close are at work
  tTimer = new Int32Array(first);
  tJob = new Int32Array(first);
  tSince = new Float64Array(first);
  tDue = new Float64Array(first);
  tNext = links(first, 0); // the next token of the request, or the next free one
  tSplit: Ints;
  tokenFree = 0;
  splits = 0;
  // Work asked of one person.
  jobCap = first;
  jToken = new Int32Array(first);
  jRole = new Int32Array(first);
  jState = new Uint8Array(first);
  jSibling = new Int32Array(first);
  jTouch = new Float64Array(first);
  jSince = new Float64Array(first);
  jEnd = new Float64Array(first);
  jNext = links(first, 0); // behind it in the queue, or the next free one
  jobFree = 0;
  // Timers of waits and clocks; a dropped one is freed when it would have fired.
  timerCap = first;
  mToken = new Int32Array(first);
  mFlow = new Int32Array(first);
  mNext = links(first, 0);
  timerFree = 0;

  /** When, and a job (even) or a timer (odd). */
  readonly agenda = new Agenda();
  // Tokens that have arrived somewhere and are to be routed, first in, first out.
  line = new Int32Array(64);
  lineHead = 0;
  lineTail = 0;

  /** Numbers that change with every event: in an array they are no objects, as fields would be. */
  readonly num = new Float64Array(6);
  underWay = 0;
  finished = 0;
  counted = 0;
  // Little's law: the time integral of requests under way, and the times they were under way one by one.
  areaAtReset = 0;
  resetAt: number;
  warm: boolean;

  arrived = 0;
  turnedAway = 0;
  reworked = 0;
  breached = 0;
  readonly stuck: Floats;
  readonly endless: Floats;
  readonly ends: Floats;
  readonly visits: Floats;
  readonly nodeStay: Floats;
  readonly nodeWait: Floats;
  readonly nodeTouch: Floats;
  readonly nodeLeft: Floats;
  readonly nodeBreached: Floats;
  readonly nodeBack: Floats;
  readonly nodeCost: Floats;
  readonly roleOffered: Floats;
  readonly roleWait: Floats;
  readonly roleStarts: Floats;
  readonly roleTouch: Floats;
  readonly openAtReset: Floats;
  readonly openAtStart: Floats;
  readonly histogram = new Histogram();
  readonly batches = new Batches();

  constructor(model: Model, ask: Ask) {
    this.model = model;
    this.ask = ask;
    const purposes = [
      'arrivals',
      'forms',
      ...model.ids.flatMap((id) => [`touch/${id}`, `way/${id}`]),
    ];
    this.streams = new Streams(ask.seed, ask.replication, purposes);
    this.visit = ask.visit;
    this.outcome = ask.outcome;
    this.ops = model.op;
    this.go = model.go;
    this.firstFrom = model.firstFrom;
    this.firstTo = model.firstTo;
    this.lastFrom = model.lastFrom;
    this.lastTo = model.lastTo;
    this.seatRole = model.seatRole;
    this.seatCount = model.seatCount;
    this.touch = model.touch;
    this.wayFrom = model.wayFrom;
    this.wayTo = model.wayTo;
    this.wayUpTo = model.wayUpTo;
    this.wayFlow = model.wayFlow;
    this.wayBack = model.wayBack;
    this.sla = model.sla;
    this.slaTime = model.slaTime;
    this.lapse = model.lapse;
    this.neglected = model.neglected;
    this.choice = model.choice;
    this.flowTo = model.flowTo;
    this.flowSlot = model.flowSlot;
    this.flowLeaves = model.flowLeaves;
    this.forks = model.forks;
    this.times = model.times;
    this.forms = model.formUpTo.length;
    this.cursors = model.times.map(() => cursor());
    const { roles } = model;
    this.roles = roles.length;
    this.people = Float64Array.from(roles, (role) => role.people);
    this.stretch = Float64Array.from(roles, (role) => role.stretch);
    this.roleCost = Float64Array.from(roles, (role) => role.costPerHour);
    this.roleTime = Int32Array.from(roles, (role) => role.time);
    this.fifo = Uint8Array.from(roles, (role) => (role.discipline === discipline.fifo ? 1 : 0));
    this.byDue = Uint8Array.from(roles, (role) => (role.discipline === discipline.due ? 1 : 0));
    this.queues = roles.map((role) => (role.discipline === discipline.fifo ? null : new Queue()));
    this.busy = new Float64Array(roles.length);
    this.head = new Int32Array(roles.length).fill(-1);
    this.tail = new Int32Array(roles.length).fill(-1);
    this.tSplit = new Int32Array(first * model.forks);
    this.num[atNow] = this.num[atAreaFrom] = model.start;
    this.resetAt = model.start;
    this.warm = ask.warmup === 0;
    const n = model.ids.length;
    this.stuck = new Float64Array(n);
    this.endless = new Float64Array(n);
    this.ends = new Float64Array(n);
    this.visits = new Float64Array(n);
    this.nodeStay = new Float64Array(n);
    this.nodeWait = new Float64Array(n);
    this.nodeTouch = new Float64Array(n);
    this.nodeLeft = new Float64Array(n);
    this.nodeBreached = new Float64Array(n);
    this.nodeBack = new Float64Array(n);
    this.nodeCost = new Float64Array(n);
    this.roleOffered = new Float64Array(roles.length);
    this.roleWait = new Float64Array(roles.length);
    this.roleStarts = new Float64Array(roles.length);
    this.roleTouch = new Float64Array(roles.length);
    this.openAtReset = new Float64Array(roles.length);
    this.openAtStart = new Float64Array(roles.length);
  }

  newCase(): number {
    if (this.caseFree < 0) {
      this.cBorn = doubled(this.cBorn);
      this.cForm = doubledInt(this.cForm);
      this.cTokens = doubledInt(this.cTokens);
      this.cHead = doubledInt(this.cHead);
      this.cVisits = doubledInt(this.cVisits);
      this.cMarks = doubledInt(this.cMarks);
      this.cNext = moreLinks(this.cNext);
      this.caseFree = this.caseCap;
      this.caseCap *= 2;
    }
    const c = this.caseFree;
    this.caseFree = this.cNext[c]!;
    this.cBorn[c] = this.num[atNow]!;
    this.cTokens[c] = 0;
    this.cHead[c] = -1;
    this.cVisits[c] = 0;
    this.cMarks[c] = 0;
    this.cNext[c] = -2; // in use
    return c;
  }

  newToken(c: number): number {
    if (this.tokenFree < 0) {
      this.tCase = doubledInt(this.tCase);
      this.tAt = doubledInt(this.tAt);
      this.tSlot = doubledInt(this.tSlot);
      this.tPending = doubledInt(this.tPending);
      this.tLast = doubledInt(this.tLast);
      this.tTimer = doubledInt(this.tTimer);
      this.tJob = doubledInt(this.tJob);
      this.tSince = doubled(this.tSince);
      this.tDue = doubled(this.tDue);
      if (this.forks > 0) this.tSplit = doubledInt(this.tSplit);
      this.tNext = moreLinks(this.tNext);
      this.tokenFree = this.tokenCap;
      this.tokenCap *= 2;
    }
    const token = this.tokenFree;
    this.tokenFree = this.tNext[token]!;
    this.tCase[token] = c;
    this.tTimer[token] = -1;
    this.tJob[token] = -1;
    this.tNext[token] = this.cHead[c]!;
    this.cHead[c] = token;
    this.cTokens[c] = this.cTokens[c]! + 1;
    for (let k = 0; k < this.forks; k += 1) this.tSplit[token * this.forks + k] = 0;
    return token;
  }

  freeToken(token: number): void {
    const c = this.tCase[token]!;
    if (this.cHead[c] === token) this.cHead[c] = this.tNext[token]!;
    else {
      let before = this.cHead[c]!;
      while (this.tNext[before] !== token) before = this.tNext[before]!;
      this.tNext[before] = this.tNext[token]!;
    }
    this.cTokens[c] = this.cTokens[c]! - 1;
    this.tNext[token] = this.tokenFree;
    this.tokenFree = token;
  }

  freeJob(job: number): void {
    this.jState[job] = idle;
    this.jNext[job] = this.jobFree;
    this.jobFree = job;
  }

  setTimer(token: number, at: number, flow: number): number {
    if (this.timerFree < 0) {
      this.mToken = doubledInt(this.mToken);
      this.mFlow = doubledInt(this.mFlow);
      this.mNext = moreLinks(this.mNext);
      this.timerFree = this.timerCap;
      this.timerCap *= 2;
    }
    const timer = this.timerFree;
    this.timerFree = this.mNext[timer]!;
    this.mToken[timer] = token;
    this.mFlow[timer] = flow;
    this.agenda.push(at, (timer << 1) | 1);
    return timer;
  }

  enqueue(token: number): void {
    if (this.lineTail === this.line.length) this.line = doubledInt(this.line);
    this.line[this.lineTail] = token;
    this.lineTail += 1;
  }

  newJob(): number {
    if (this.jobFree < 0) {
      this.jToken = doubledInt(this.jToken);
      this.jRole = doubledInt(this.jRole);
      const states = new Uint8Array(this.jobCap * 2);
      states.set(this.jState);
      this.jState = states;
      this.jSibling = doubledInt(this.jSibling);
      this.jTouch = doubled(this.jTouch);
      this.jSince = doubled(this.jSince);
      this.jEnd = doubled(this.jEnd);
      this.jNext = moreLinks(this.jNext);
      this.jobFree = this.jobCap;
      this.jobCap *= 2;
    }
    const job = this.jobFree;
    this.jobFree = this.jNext[job]!;
    return job;
  }
}
