import { describe, expect, test } from 'vitest';
import { historyOf, made, templateSource } from '../../../test/builders/history.ts';
import { sha256 } from '../../../test/builders/request.ts';
import { fit } from './fit.ts';
import { forecast } from './forecast.ts';

const source = templateSource('general/startup-lightweight-exception', sha256);
const { compiled, directory } = source;
const year = made(source, { requests: 300 }).map(historyOf);
const found = fit(compiled, year, directory);
const scenario = {
  start: 1_795_392_000_000, // 23 November 2026
  seed: 1,
  cases: 200,
  replications: 2,
  warmup: 0,
  target: null,
};

describe('assumptions from a year of requests', () => {
  test('arrivals are as many as came, by tier too', () => {
    const arrivals = found.figures.find(({ what }) => what === 'arrivals');
    expect(arrivals).toMatchObject({ id: 'sop', n: 300, from: 'history' });
    const { perWeek } = (found.assumptions['sop']?.['arrivals'] ?? {}) as { perWeek?: number };
    expect(Math.abs((perWeek ?? 0) / (300 / (365 / 7)) - 1)).toBeLessThan(0.1);
    expect(found.tiers.reduce((sum, { n }) => sum + n, 0)).toBe(300);
  });

  test('outcomes are counted, add up to 100 %, and are those the history was made of', () => {
    const shares = found.assumptions['g_decide']?.['outcomePercent'] as {
      [outcome: string]: number;
    };
    const stated = compiled.diagram.assumptions['g_decide']?.['outcomePercent'] as typeof shares;
    expect(Math.abs(Object.values(shares).reduce((sum, each) => sum + each, 0) - 100)).toBeLessThan(
      1e-9,
    );
    // Nine percent are three standard deviations of the rarest share over 300 gates, and more.
    for (const [outcome, percent] of Object.entries(stated))
      expect(Math.abs((shares[outcome] ?? 0) - percent)).toBeLessThan(9);
  });

  test('work takes as long as it was made to take, and waits a while before', () => {
    const touch = found.figures.find(({ id, what }) => id === 'g_decide' && what === 'touch');
    expect(touch).toMatchObject({ from: 'history' });
    expect(touch?.fit?.p).toBeGreaterThan(0);
    const {
      min = 0,
      mode = 0,
      max = 0,
    } = (compiled.diagram.assumptions['g_decide']?.['touch'] ?? {}) as {
      min?: number;
      mode?: number;
      max?: number;
    };
    const hours = Number(/^[\d.]+/.exec(touch?.says ?? '')?.[0]);
    expect(Math.abs(hours - (min + mode + max) / 3)).toBeLessThan(0.25 * hours + 0.1);
    const wait = found.waits.find(({ id }) => id === 'g_decide');
    expect(wait?.mean).toBeGreaterThan(0.5);
    expect(wait?.median).toBeLessThan(wait?.mean ?? 0);
  });

  test('a forecast takes them as they are', () => {
    const { assumptions, forms } = found;
    const answer = forecast(compiled, directory, { ...scenario, assumptions, forms });
    expect(answer.ok ? [] : answer.says).toEqual([]);
  });
});

test('of a few requests everything is as stated, and each figure says how few there were', () => {
  const few = fit(compiled, year.slice(0, 5), directory);
  expect(few.assumptions).toEqual({});
  expect(few.figures.every(({ from }) => from === 'stated')).toBe(true);
  expect(few.figures.find(({ what }) => what === 'arrivals')?.says).toBe(
    '5 cases, and 30 are needed: as stated.',
  );
});

test('without requests there is nothing to say, and nothing that is no number', () => {
  const none = fit(compiled, [], directory);
  expect(none).toMatchObject({ requests: 0, assumptions: {}, forms: [], rework: null, tiers: [] });
  expect(JSON.stringify(none)).not.toContain('null,null');
});
