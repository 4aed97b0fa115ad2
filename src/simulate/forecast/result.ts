/** What a forecast answers. */
import type { Estimate } from './estimate.ts';

/** Times in hours, shares between 0 and 1. */
export interface Forecast {
  readonly ok: true;
  /** The first is the answer in one sentence; then what limits it. */
  readonly says: readonly string[];
  readonly assumed: readonly string[];
  readonly seed: number;
  readonly cases: number;
  readonly warmup: number;
  readonly replications: number;
  readonly events: number;
  /** Between submission and end. */
  readonly cycle: Estimate | null;
  readonly percentiles: { readonly [percent: string]: Estimate | null };
  /** In queues, summed over all who were asked; and at work. */
  readonly waiting: Estimate | null;
  readonly processing: Estimate | null;
  readonly cost: Estimate | null;
  /** Of the finished requests: sent back at least once; late at one gate at least. */
  readonly rework: Estimate | null;
  readonly breach: Estimate | null;
  readonly turnedAway: Estimate | null;
  readonly underWay: Estimate | null;
  readonly finishedPerWeek: Estimate | null;
  readonly outcomes: { readonly [outcome: string]: Estimate | null };
  readonly nodes: readonly NodeForecast[];
  readonly roles: readonly RoleForecast[];
}
export interface NodeForecast {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** Arrivals per finished request. */
  readonly visits: Estimate | null;
  /** Hours there, in queues there, at work there, per visit. */
  readonly stay: Estimate | null;
  readonly waiting: Estimate | null;
  readonly processing: Estimate | null;
  /** Of the visits that ended; null without a clock. */
  readonly breach: Estimate | null;
  /** Of a gate: of the visits that ended, sent back. */
  readonly rework: Estimate | null;
  /** Per finished request. */
  readonly cost: Estimate | null;
}
export interface RoleForecast {
  readonly id: string;
  readonly name: string;
  /** Null: as many as it takes. */
  readonly people: number | null;
  /** At work, of the time their share leaves; and what they are asked for. */
  readonly utilisation: Estimate | null;
  /** People whose whole share would be taken. */
  readonly needed: Estimate | null;
  /** Pieces of work in the queue, on average over time; hours each waits. */
  readonly queue: Estimate | null;
  readonly waiting: Estimate | null;
  /** Per finished request. */
  readonly cost: Estimate | null;
}
export type Figures = Omit<
  Forecast,
  'ok' | 'says' | 'assumed' | 'seed' | 'cases' | 'warmup' | 'replications' | 'events'
>;
