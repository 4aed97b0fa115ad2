/**
 * Which distribution durations are like, and how much: maximum likelihood for each kind, and of those the one whose
 * distribution function stays nearest (Kolmogorov and Smirnov). The parameters come from the same values, so a bad fit is
 * found a little too seldom; no figure rests on it but the choice.
 */
import { exp, log } from '../random/arithmetic.ts';
import type { Distribution } from '../random/distribution.ts';

/** How well a distribution fits: Kolmogorov and Smirnov's distance, or χ², and how often chance alone does worse. */
export interface Goodness {
  readonly test: 'ks' | 'chi2' | 'dispersion';
  readonly statistic: number;
  /** Between 0 and 1; below 0.05 it fits badly. */
  readonly p: number;
}

/** Values kept where no distribution is like them. */
const mostKept = 200;

export interface Likeness {
  readonly of: Distribution;
  /** Of the nearest distribution, also where it is not near enough and the values themselves are taken. */
  readonly fit: Goodness;
}

/** Of at least two values, none negative; the empirical one where no other is like them. */
export function likeness(values: readonly number[]): Likeness {
  const sorted = values.toSorted((a, b) => a - b);
  const mean = sorted.reduce((sum, each) => sum + each, 0) / sorted.length;
  const [min = 0] = sorted;
  const max = sorted.at(-1) ?? min;
  if (max - min < 1e-9 * (1 + max))
    return { of: { kind: 'fixed', value: mean }, fit: { test: 'ks', statistic: 0, p: 1 } };
  let best: { of: Distribution; distance: number } | null = null;
  for (const of of candidates(sorted, mean)) {
    const distance = distanceOf(sorted, of);
    // The first has one parameter, and the others hold it or come near it: they have to be better by more than chance.
    if (best === null || distance < (best.of.kind === 'exponential' ? 0.6 : 1) * best.distance)
      best = { of, distance };
  }
  const distance = best?.distance ?? 1;
  const fit: Goodness = { test: 'ks', statistic: distance, p: kolmogorov(distance, sorted.length) };
  return {
    of: best === null || fit.p < 0.05 ? { kind: 'empirical', values: thinned(sorted) } : best.of,
    fit,
  };
}

function candidates(sorted: readonly number[], mean: number): readonly Distribution[] {
  const [min = 0] = sorted;
  const max = sorted.at(-1) ?? min;
  const n = sorted.length;
  const found: Distribution[] = [{ kind: 'exponential', mean }, triangular(min, max, mean, n)];
  const positive = sorted.filter((each) => each > 0);
  if (positive.length < n) return found;
  const logs = positive.map((each) => log(each));
  const mu = logs.reduce((sum, each) => sum + each, 0) / n;
  const variance = logs.reduce((sum, each) => sum + (each - mu) ** 2, 0) / n;
  found.push({ kind: 'lognormal', mean: exp(mu + variance / 2), cv: Math.sqrt(exp(variance) - 1) });
  // Minka's approximation of the likeliest shape.
  const s = log(mean) - mu;
  const shape = (3 - s + Math.sqrt((s - 3) ** 2 + 24 * s)) / (12 * s);
  if (Number.isFinite(shape) && shape > 0)
    found.push({ kind: 'gamma', mean, cv: 1 / Math.sqrt(shape) });
  return found;
}

/** The smallest and the largest value lie as far from the ends as is expected of so many; the mode follows from the mean. */
function triangular(least: number, most: number, mean: number, n: number): Distribution {
  const off = 0.886 / Math.sqrt(n);
  let [min, max] = [least, most];
  let mode = mean;
  for (let i = 0; i < 50; i += 1) {
    mode = Math.min(max, Math.max(min, 3 * mean - min - max));
    const range = max - min;
    min = Math.max(0, least - off * Math.sqrt(range * (mode - min)));
    max = most + off * Math.sqrt(range * (max - mode));
  }
  return { kind: 'triangular', min, mode: Math.min(max, Math.max(min, mode)), max };
}

function distanceOf(sorted: readonly number[], of: Distribution): number {
  const n = sorted.length;
  let most = 0;
  for (const [i, x] of sorted.entries()) {
    const below = cumulated(of, x);
    most = Math.max(most, Math.abs(below - i / n), Math.abs(below - (i + 1) / n));
  }
  return most;
}

/** The share of values up to `x`. */
function cumulated(of: Distribution, x: number): number {
  switch (of.kind) {
    case 'exponential':
      return 1 - exp(-x / of.mean);
    case 'triangular': {
      const { min, mode, max } = of;
      if (x <= min) return 0;
      if (x >= max) return 1;
      if (x <= mode) return (x - min) ** 2 / ((max - min) * (mode - min));
      return 1 - (max - x) ** 2 / ((max - min) * (max - mode));
    }
    case 'lognormal': {
      const variance = log(1 + of.cv ** 2);
      return x <= 0 ? 0 : normal((log(x) - log(of.mean) + variance / 2) / Math.sqrt(variance));
    }
    case 'gamma': {
      const shape = 1 / of.cv ** 2;
      return gammaUpTo(shape, (x * shape) / of.mean);
    }
    case 'fixed':
    case 'empirical':
      return NaN;
  }
}

/** Of the standard normal distribution, by the incomplete gamma function: Φ(z) = ½ (1 ± P(½, z²⁄2)). */
const normal = (z: number): number => (1 + Math.sign(z) * gammaUpTo(0.5, (z * z) / 2)) / 2;

/** The regularized lower incomplete gamma function, by its series or its continued fraction (Lentz). */
export function gammaUpTo(shape: number, x: number): number {
  if (!(x > 0)) return 0;
  const front = exp(shape * log(x) - x - logGamma(shape));
  if (x < shape + 1) {
    let term = 1 / shape;
    let sum = term;
    for (let k = 1; k < 1000 && term > sum * 1e-12; k += 1) {
      term *= x / (shape + k);
      sum += term;
    }
    return Math.min(1, front * sum);
  }
  let b = x + 1 - shape;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let k = 1; k < 1000; k += 1) {
    const a = -k * (k - shape);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-12) break;
  }
  return Math.max(0, 1 - front * h);
}

/** Lanczos, g = 7. */
function logGamma(x: number): number {
  let sum = 0.99999999999980993;
  for (const [k, each] of lanczos.entries()) sum += each / (x + k);
  const t = x + 6.5;
  return 0.9189385332046727 + (x - 0.5) * log(t) - t + log(sum);
}
const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** How often chance alone is at least as far away. */
function kolmogorov(distance: number, n: number): number {
  const root = Math.sqrt(n);
  const x = (root + 0.12 + 0.11 / root) * distance;
  if (x < 0.2) return 1;
  let p = 0;
  for (let k = 1; k < 100; k += 1) p += 2 * (k % 2 === 1 ? 1 : -1) * exp(-2 * k * k * x * x);
  return Math.min(1, Math.max(0, p));
}

/** χ² of this many degrees of freedom or more, by chance alone. */
export const chiSquareAbove = (statistic: number, freedom: number): number =>
  freedom <= 0 ? 1 : 1 - gammaUpTo(freedom / 2, statistic / 2);

function thinned(sorted: readonly number[]): readonly number[] {
  if (sorted.length <= mostKept) return sorted;
  return Array.from({ length: mostKept }, (_, i) => {
    const at = Math.floor(((i + 0.5) * sorted.length) / mostKept);
    return sorted[at] ?? 0;
  });
}
