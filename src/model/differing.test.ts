import { expect, it } from 'vitest';
import { differing, madeFrom, noteDiffering } from './differing.ts';

it('says what was noted of two tables, and nothing of others', () => {
  const [a, b, c] = [{ x: 1 }, { x: 2 }, { x: 2, y: 3 }];
  noteDiffering(a, b, ['x']);
  noteDiffering(b, c, new Set(['y']));
  expect(differing(a, b)).toEqual(['x']);
  expect(differing(b, c)).toEqual(['y']);
  expect(differing(a, c)).toBeNull();
  expect(differing(c, c)).toEqual([]);
  expect(madeFrom(c)).toBe(b);
  expect(madeFrom(a)).toBeUndefined();
});
