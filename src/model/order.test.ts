import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { between, orders, sorted } from './order.ts';

test('the first keys are short and in order', () => {
  expect(orders(3)).toEqual(['a0', 'a1', 'a2']);
  expect(orders(64).slice(61)).toEqual(['az', 'b00', 'b01']);
  const many = orders(5000);
  expect(many.toSorted()).toEqual(many);
  expect(new Set(many).size).toBe(5000);
});

test('a key between two neighbors lies strictly between, however often one inserts', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 200 }), (places) => {
      const keys: string[] = [];
      for (const place of places) {
        const at = place % (keys.length + 1);
        const [low, high] = [keys[at - 1] ?? null, keys[at] ?? null];
        const key = between(low, high);
        expect(low === null || low < key).toBe(true);
        expect(high === null || key < high).toBe(true);
        keys.splice(at, 0, key);
      }
    }),
  );
});

test('at either end, thousands of insertions stay short', () => {
  let first = 'a0';
  for (let i = 0; i < 3000; i += 1) first = between(null, first);
  expect(first.length).toBeLessThan(5);
  let split = between('a0', 'a1');
  for (let i = 0; i < 100; i += 1) split = between('a0', split);
  expect(split.length).toBeLessThan(25);
});

test('keys written by hand get a strict place where there is one, and never throw', () => {
  const key = fc.stringMatching(/^[0-9A-Za-z]{1,5}$/);
  fc.assert(
    fc.property(key, fc.option(key), (a, b) => {
      expect(between(a, b) >= a).toBe(true);
      expect(between(a, null) > a).toBe(true);
    }),
  );
  expect(between('a0', 'a0')).toBe('a0'); // no room: the caller keys the group anew
});

test('rows sort by (order, id), so equal keys are legal', () => {
  const rows = [
    { id: 'b', order: 'a0' },
    { id: 'a', order: 'a0' },
    { id: 'c', order: 'Zz' },
  ];
  expect(sorted(rows).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
});
