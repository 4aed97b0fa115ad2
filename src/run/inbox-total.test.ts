import { expect, it } from 'vitest';
import { totalText, waitingText } from './inbox-total.ts';

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

it('the badge ends at 99+, and never says more than was counted', () => {
  expect(waitingText({ count: 99, more: false })).toBe('99');
  expect(waitingText({ count: 99, more: true })).toBe('99+');
  expect(waitingText({ count: 7, more: true })).toBe('7+');
  expect(waitingText({ count: 0, more: true })).toBe('');
  expect(waitingText(null)).toBe('');
});
