import { expect, test } from 'vitest';
import { draw, sampler } from '../random/distribution.ts';
import type { Distribution } from '../random/distribution.ts';
import { Streams } from '../random/streams.ts';
import { chiSquareAbove, gammaUpTo, likeness } from './likeness.ts';

function drawn(of: Distribution, n: number): readonly number[] {
  const streams = new Streams(3, 0, ['x']);
  const from = sampler(of, 1);
  return Array.from({ length: n }, () => draw(from, streams, 0));
}

const mean = (of: Distribution): number => ('mean' in of ? of.mean : 1);
const cv = (of: Distribution): number => ('cv' in of ? of.cv : 0);

const known: readonly Distribution[] = [
  { kind: 'exponential', mean: 3 },
  { kind: 'lognormal', mean: 3, cv: 1.5 },
  { kind: 'gamma', mean: 3, cv: 0.4 },
  { kind: 'triangular', min: 1, mode: 2, max: 9 },
  { kind: 'fixed', value: 3 },
];
test.each(known)('what was drawn from $kind is found to be like it', (of) => {
  const found = likeness(drawn(of, 2000));
  expect(found.of.kind).toBe(of.kind);
  expect(found.fit.p).toBeGreaterThan(0.05);
  expect(Math.abs(mean(found.of) / mean(of) - 1)).toBeLessThan(0.1);
  expect(Math.abs(cv(found.of) - cv(of))).toBeLessThanOrEqual(0.1 * cv(of));
});

test('what is like nothing is drawn from itself: two heaps far apart', () => {
  const heaps = [
    ...drawn({ kind: 'gamma', mean: 1, cv: 0.1 }, 500),
    ...drawn({ kind: 'gamma', mean: 50, cv: 0.1 }, 500),
  ];
  const { of, fit } = likeness(heaps);
  expect(fit.p).toBeLessThan(0.05);
  if (of.kind !== 'empirical') throw new Error(of.kind);
  expect(of.values).toHaveLength(200);
  const average = of.values.reduce((sum, each) => sum + each, 0) / 200;
  expect(Math.abs(average - 25.5)).toBeLessThan(0.5);
});

test('the incomplete gamma function and χ² have the values of the tables', () => {
  expect(gammaUpTo(1, 1)).toBeCloseTo(1 - Math.exp(-1), 10);
  expect(gammaUpTo(0.5, 0.5)).toBeCloseTo(0.6826894921, 8); // one standard deviation
  expect(gammaUpTo(10, 30)).toBeCloseTo(0.9999928, 6);
  expect(chiSquareAbove(3.841459, 1)).toBeCloseTo(0.05, 6);
  expect(chiSquareAbove(18.307038, 10)).toBeCloseTo(0.05, 6);
  expect(chiSquareAbove(0, 3)).toBe(1);
});
