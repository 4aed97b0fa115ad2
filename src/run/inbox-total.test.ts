import { expect, it } from 'vitest';
import { totalText } from './inbox-total.ts';

const at = (read: number, unread: boolean, all: number | null = null): string =>
  totalText({ read, unread, all });

it('counts what stands in the list when all of it is read', () => {
  expect(at(1, false)).toBe('1');
  expect(at(1200, false)).toBe('1,200');
  expect(at(0, false)).toBe('');
});

it('says no more than was read while there is more', () => {
  expect(at(50, true)).toBe('50+');
  expect(at(0, true)).toBe('');
});

it('says how many there are where that is known', () => {
  expect(at(50, true, 99_996)).toBe('99,996');
});
