/** How long something takes. Means and values share one unit, whichever the caller's. */
import { exp, log } from './arithmetic.ts';
import type { Streams } from './streams.ts';

export type Distribution =
  | { readonly kind: 'fixed'; readonly value: number }
  | { readonly kind: 'exponential'; readonly mean: number }
  | {
      readonly kind: 'triangular';
      readonly min: number;
      readonly mode: number;
      readonly max: number;
    }
  /** By mean and coefficient of variation (standard deviation over mean) of the value itself, not of its logarithm. */
  | { readonly kind: 'lognormal' | 'gamma'; readonly mean: number; readonly cv: number }
  /** Each value as likely as any other. */
  | { readonly kind: 'empirical'; readonly values: readonly number[] };

/** The distribution as numbers that a simulation's inner loop reads: a code and three parameters. */
export interface Sampler {
  readonly code: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly values: Float64Array;
}
const none = new Float64Array(0);

/** `unit`: what the result is to be counted in, per unit of the distribution (3,600,000 for hours in ms). */
export function sampler(of: Distribution, unit: number): Sampler {
  switch (of.kind) {
    case 'fixed':
      return { code: 0, a: of.value * unit, b: 0, c: 0, values: none };
    case 'exponential':
      return { code: 1, a: of.mean * unit, b: 0, c: 0, values: none };
    case 'triangular': {
      const { min, mode, max } = of;
      if (max === min) return { code: 0, a: min * unit, b: 0, c: 0, values: none };
      return { code: 2, a: min * unit, b: mode * unit, c: max * unit, values: none };
    }
    case 'lognormal':
    case 'gamma': {
      if (of.cv === 0) return { code: 0, a: of.mean * unit, b: 0, c: 0, values: none };
      const square = of.cv * of.cv;
      if (of.kind === 'gamma')
        return { code: 4, a: 1 / square, b: of.mean * unit * square, c: 0, values: none };
      const variance = log(1 + square);
      const mu = log(of.mean * unit) - variance / 2;
      return { code: 3, a: mu, b: Math.sqrt(variance), c: 0, values: none };
    }
    case 'empirical':
      return {
        code: 5,
        a: of.values.length,
        b: 0,
        c: 0,
        values: Float64Array.from(of.values, (v) => v * unit),
      };
  }
}

/** One value; every code draws from its own stream only. */
export function draw(from: Sampler, streams: Streams, stream: number): number {
  switch (from.code) {
    case 0:
      return from.a;
    case 1:
      return streams.exponential(stream) * from.a;
    case 2: {
      const { a, b, c } = from;
      const u = streams.uniform(stream);
      const cut = (b - a) / (c - a);
      return u < cut
        ? a + Math.sqrt(u * (c - a) * (b - a))
        : c - Math.sqrt((1 - u) * (c - a) * (c - b));
    }
    case 3:
      return exp(from.a + from.b * streams.normal(stream));
    case 4:
      return streams.gamma(stream, from.a) * from.b;
    default:
      return from.values[Math.floor(streams.uniform(stream) * from.a)] ?? 0;
  }
}
