import { describe, expect, test } from 'vitest';
import { exp, log } from './arithmetic.ts';
import { draw, sampler } from './distribution.ts';
import type { Distribution } from './distribution.ts';
import { Streams } from './streams.ts';

test('logarithm and exponential are those of the platform to the last bits', () => {
  let worst = 0;
  for (let i = 1; i < 20_000; i += 1) {
    const x = i * 1.000123e-4 * (i % 7 === 0 ? 1e9 : 1);
    const bound = 4.6e-16 * Math.max(1e-3, Math.abs(Math.log(x)));
    worst = Math.max(worst, Math.abs(log(x) - Math.log(x)) / bound);
    const y = (i - 10_000) / 15;
    worst = Math.max(worst, Math.abs(exp(y) / Math.exp(y) - 1) / 5e-16);
  }
  expect(worst).toBeLessThanOrEqual(1);
  expect(exp(-1000)).toBe(0);
  expect(exp(1000)).toBe(Infinity);
});

function numbers(seed: number, replication: number, purpose: string): string {
  const streams = new Streams(seed, replication, ['other', purpose]);
  return Array.from({ length: 8 }, () => streams.bits(1)).join();
}

test('the same seed, replication and purpose give the same numbers; any other gives others', () => {
  // Written down once: a change of the generator changes every forecast, and this line.
  expect(numbers(1, 0, 'arrivals')).toBe(first);
  expect(
    new Set([numbers(1, 0, 'a'), numbers(1, 1, 'a'), numbers(2, 0, 'a'), numbers(1, 0, 'b')]).size,
  ).toBe(4);
});

describe('every distribution has the mean and spread it states', () => {
  const values = [1, 2, 2, 7];
  const cases: readonly (readonly [Distribution, mean: number, variance: number])[] = [
    [{ kind: 'fixed', value: 3 }, 3, 0],
    [{ kind: 'exponential', mean: 2 }, 2, 4],
    [{ kind: 'triangular', min: 1, mode: 2, max: 6 }, 3, (1 + 4 + 36 - 2 - 6 - 12) / 18],
    [{ kind: 'lognormal', mean: 2, cv: 0.5 }, 2, 1],
    [{ kind: 'gamma', mean: 2, cv: 0.5 }, 2, 1],
    [{ kind: 'gamma', mean: 1, cv: 1.5 }, 1, 2.25],
    [{ kind: 'empirical', values }, 3, (4 + 1 + 1 + 16) / 4],
  ];
  test.each(cases)('%o', (of, mean, variance) => {
    const n = 400_000;
    const streams = new Streams(7, 0, ['x']);
    const from = sampler(of, 60);
    let sum = 0;
    let squares = 0;
    let least = 0;
    for (let i = 0; i < n; i += 1) {
      const x = draw(from, streams, 0) / 60;
      least = Math.min(least, x);
      sum += x;
      squares += x * x;
    }
    expect(least).toBe(0);
    const found = sum / n;
    expect(Math.abs(found - mean)).toBeLessThanOrEqual(4 * Math.sqrt(variance / n) + 1e-9);
    expect(Math.abs(squares / n - found * found - variance)).toBeLessThanOrEqual(
      0.03 * variance + 1e-9,
    );
  });
});

test('the exponential follows its distribution in every tenth, and in the tail beyond the ziggurat', () => {
  const n = 1_000_000;
  const streams = new Streams(3, 0, ['x']);
  const tenths = Array.from({ length: 10 }, () => 0);
  let tail = 0;
  for (let i = 0; i < n; i += 1) {
    const x = streams.exponential(0);
    const at = Math.floor((1 - Math.exp(-x)) * 10);
    tenths[at] = (tenths[at] ?? 0) + 1;
    if (x > 8) tail += 1;
  }
  // χ² with 9 degrees of freedom: above 27.9 once in a thousand.
  const chi = tenths.reduce((sum, k) => sum + (k - n / 10) ** 2 / (n / 10), 0);
  expect(chi).toBeLessThan(27.9);
  expect(Math.abs(tail - n * Math.exp(-8))).toBeLessThan(4 * Math.sqrt(n * Math.exp(-8)));
});

const first =
  '1894487912,1470190015,-2017717595,-1553389346,2031198768,158157642,1713355867,-27746896';
