import { expect, test } from 'vitest';
import type { Figures, NodeForecast } from '#simulate/forecast/result.ts';
import { heatAt, heatStates, hottest, stepOf } from './heat.ts';
import { spreadOf, ticksTo } from './spread.ts';

const figure = (mean: number) => ({ mean, half: mean / 10 });
const node = (id: string, kind: string, hours: number, visits = 1): NodeForecast => ({
  id,
  name: id,
  kind,
  visits: figure(visits),
  stay: figure(hours),
  waiting: figure(hours),
  processing: figure(1),
  breach: null,
  rework: kind === 'gate' ? figure(0.2) : null,
  cost: figure(100),
});
const forecast = (...nodes: NodeForecast[]) => ({ nodes }) as unknown as Figures;

test('the scale ends at the hottest of both sides; a wait on purpose is printed and has no heat', () => {
  const own = forecast(node('g1', 'gate', 6), node('g2', 'gate', 2), node('w', 'wait', 700));
  const most = hottest('waiting', [own, forecast(node('g1', 'gate', 10)), null]);
  expect(most).toBe(10);
  const states = Object.entries(heatStates(own, 'waiting', most));
  expect(states.map(([id, { heat }]) => [id, heat?.step, heat?.value])).toEqual([
    ['g1', 3, '6.0 h'],
    ['g2', 1, '2.0 h'],
    ['w', 0, '29.2 d'],
  ]);
});

test('a node that nobody came to, or that has no such figure, has no heat', () => {
  expect(heatAt(node('g', 'gate', 1, 0), 'waiting')).toBeNull();
  expect(heatAt(node('s', 'step', 1), 'rework')).toBeNull();
  expect(heatAt(node('d', 'decision', 1), 'waiting')).toBeNull();
  expect([stepOf(0, 0), stepOf(10, 10), stepOf(3, 10)]).toEqual([0, 4, 1]);
});

test('bars of a spread share out what lies across them, and add up to all', () => {
  // 1024 to 1025 hours and a little: one bucket, between bars.
  const hour = 3_600_000;
  const bucket = Math.floor(Math.log2(hour * 4)) * 256;
  const parts = [{ cycles: { from: bucket, counts: [4, 0, 12] } }] as never;
  const { bars } = spreadOf(parts, 10, 5);
  expect(bars.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9);
  expect(ticksTo(66)).toEqual([0, 20, 40, 60]);
  expect(ticksTo(9.6)).toEqual([0, 2, 4, 6, 8]);
});
