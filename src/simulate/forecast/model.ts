/**
 * An SOP with its assumptions as numbers in typed arrays: what the inner loop of the forecast reads. Nodes, flows, roles,
 * seats, timers and sample forms are counted from 0; −1 stands for none. Times are ms.
 */
import type { Sampler } from '../random/distribution.ts';
import type { OpenTime } from './open-time.ts';
import type { WallDuration } from './wall.ts';

/** What a node does with a token that arrives. */
export const op = {
  pass: 0,
  work: 1,
  decision: 2,
  fork: 3,
  join: 4,
  wait: 5,
  subprocess: 6,
  end: 7,
} as const;
/** How a timer reckons. */
export const timerKind = { elapsed: 0, open: 1, wall: 2, window: 3, until: 4 } as const;
export const discipline = { fifo: 0, due: 1, priority: 2 } as const;

export interface Model {
  readonly start: number;
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly kinds: readonly string[];
  readonly intake: number;
  readonly op: Uint8Array;
  /** The one way on, where there is one. */
  readonly go: Int32Array;

  /** Of a work node: seats that act first, together, and then those that close it. */
  readonly firstFrom: Int32Array;
  readonly firstTo: Int32Array;
  readonly lastFrom: Int32Array;
  readonly lastTo: Int32Array;
  readonly seatRole: Int32Array;
  readonly seatCount: Int32Array;
  /** Touch time of each seat, or the duration of a subprocess. */
  readonly touch: readonly Sampler[];
  /** Draws of a node's ways, of a gate's outcomes and of a subprocess's: cumulated shares and the flows they take. */
  readonly wayFrom: Int32Array;
  readonly wayTo: Int32Array;
  readonly wayUpTo: Float64Array;
  readonly wayFlow: Int32Array;
  readonly wayName: readonly string[];
  /** 1: sends the request back. */
  readonly wayBack: Uint8Array;
  /** Open ms until breach, NaN for none; in which open time; the flow it lapses by. */
  readonly sla: Float64Array;
  readonly slaTime: Int32Array;
  readonly lapse: Int32Array;
  /** Share of a gate's visits that nobody takes up: they lapse. */
  readonly neglected: Float64Array;
  /** Of a subprocess in business time: its open time. */
  readonly nodeTime: Int32Array;

  /** Of a decision, node × forms: the flow, −2 where it is drawn, −1 where no request like this can go on. */
  readonly choice: Int32Array;
  readonly timerFrom: Int32Array;
  readonly timerTo: Int32Array;
  readonly timerKind: Uint8Array;
  readonly timerMs: Float64Array;
  readonly timerTime: Int32Array;
  readonly timerWall: readonly (WallDuration | null)[];
  readonly timerFlow: Int32Array;
  /** Timer × forms: ms after the submission. */
  readonly timerLead: Float64Array;
  readonly terminating: Uint8Array;
  readonly endOutcome: readonly (string | null)[];

  readonly forkFrom: Int32Array;
  readonly forkTo: Int32Array;
  readonly forkFlow: Int32Array;
  readonly forks: number;
  readonly forkAt: Int32Array;
  readonly joinWays: Int32Array;
  /** Bits of the forks that a join closes. */
  readonly closes: Int32Array;
  readonly flowTo: Int32Array;
  /** Which of a join's ways in. */
  readonly flowSlot: Int32Array;
  /** Bits of the forks whose region the flow leaves. */
  readonly flowLeaves: Int32Array;

  readonly roles: readonly RoleModel[];
  readonly times: readonly (OpenTime | null)[];
  readonly arrivals: ArrivalModel;
  readonly formUpTo: Float64Array;
  readonly formPriority: Float64Array;
}
export interface RoleModel {
  readonly id: string;
  readonly name: string;
  /** At work at once; Infinity: as many as it takes. */
  readonly people: number;
  /** Open ms a person is taken up per ms of touch: 5 at a share of 20 %. */
  readonly stretch: number;
  readonly costPerHour: number;
  readonly time: number;
  readonly discipline: number;
}
export interface ArrivalModel {
  /** ms of open time between two on average; 0: at the times listed. */
  readonly gap: number;
  readonly time: number;
  /** Requests under way at once; who comes then is turned away. */
  readonly most: number;
  readonly at: Float64Array;
}
