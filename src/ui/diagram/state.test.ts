import { expect, test } from 'vitest';
import { levelAt } from './state.ts';

test('what is drawn changes at zoom 0.6 and 0.35', () => {
  expect([1.4, 0.6, 0.59, 0.35, 0.34, 0.1].map((zoom) => levelAt(zoom).detail)).toEqual([
    'full',
    'full',
    'compact',
    'compact',
    'overview',
    'overview',
  ]);
});

test('zooms that are drawn alike share one level, so that nothing is drawn anew', () => {
  expect(levelAt(0.501)).toBe(levelAt(0.499));
  expect(levelAt(2)).toBe(levelAt(0.7));
});
