/** What one replication is asked, and the sums it answers with. */
import type { Histogram } from './histogram.ts';
import type { Batches } from './warm-up.ts';

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
  /** Visits that were sent back; and ms of work times what an hour of it costs. */
  readonly nodeBack: Float64Array;
  readonly nodeCost: Float64Array;
  readonly roleOffered: Float64Array;
  readonly roleWait: Float64Array;
  readonly roleStarts: Float64Array;
  readonly roleTouch: Float64Array;
  /** Open ms of each role's calendar within the span. */
  readonly roleOpen: Float64Array;
  readonly histogram: Histogram;
  readonly batches: Batches;
}
