/** What a forecast is asked: how often, from when, with which requests, and what is assumed of people and durations. */
import type { Form } from '#engine/request.ts';
import type { Json, JsonObject } from '#model/json.ts';

/** A request that stands for others like it. FEEL is evaluated once for each. */
export interface SampleForm {
  readonly form: Form;
  readonly metrics: JsonObject;
  /** How often it occurs beside the others; 1 unless told. */
  readonly weight: number;
  /** In queues by priority the higher goes first. */
  readonly priority: number;
  /** UTC ms at which it was submitted, so that a date in it is so many days ahead; null: at the start. */
  readonly submitted: number | null;
}

export interface Scenario {
  /** UTC ms. */
  readonly start: number;
  readonly seed: number;
  /** Finished requests counted per replication, after the warm-up. */
  readonly cases: number;
  readonly replications: number;
  /** Finished requests thrown away at the beginning; null: found by MSER-5. */
  readonly warmup: number | null;
  /** Stop adding replications once the interval of the mean cycle time is this share of it, to either side. */
  readonly target: number | null;
  /** By node or role id, or `sop`: beside those of the diagram, member by member. */
  readonly assumptions: { readonly [id: string]: { readonly [member: string]: Json } };
  /** Empty: none is known, and decisions go each way equally often. */
  readonly forms: readonly SampleForm[];
}
