import { expect, test } from 'vitest';
import { slaWords } from './sla.tsx';

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 18, 10);
const tone = (used: number): string =>
  slaWords({ since: now - used * hour, due: now + (10 - used) * hour, now }).tone;

test('the clock is green below 60 % of its span, amber from 60, red from 90', () => {
  expect([tone(1), tone(5.9), tone(6), tone(8.9), tone(9)]).toEqual([
    'approved',
    'approved',
    'conditional',
    'conditional',
    'rejected',
  ]);
});

test('a breach says how long ago', () => {
  const words = slaWords({ since: now - 9 * hour, due: now - 2 * hour, now });
  expect(words).toMatchObject({ says: 'breached 2 h ago', tone: 'rejected', used: 1 });
});

test('business time is told as such', () => {
  const words = slaWords({ since: now, due: now + 30 * hour, now, left: 6 * 60 });
  expect(words.says).toBe('6 business hours left');
});

test('without a limit there is nothing to run out', () => {
  expect(slaWords({ since: now, due: null, now }).says).toBe('no time limit');
});
