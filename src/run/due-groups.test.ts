import { expect, test } from 'vitest';
import { dueGroups } from './due-groups.ts';

const now = new Date(2026, 10, 19, 10, 0).getTime();
const hour = 3_600_000;

test('work is listed in order of due, what has no clock last', () => {
  const groups = dueGroups(
    [{ due: null }, { due: now + 200 * hour }, { due: now + hour }, { due: now - hour }],
    now,
  );
  expect(groups.map((g) => g.title)).toEqual(['Overdue', 'Due today', 'Later', 'No due time']);
  expect(groups.flatMap((g) => g.rows.map((r) => r.due))).toEqual([
    now - hour,
    now + hour,
    now + 200 * hour,
    null,
  ]);
});

test('one minute before midnight is today, midnight is this week', () => {
  const midnight = new Date(2026, 10, 20).getTime();
  const groups = dueGroups([{ due: midnight }, { due: midnight - 60_000 }], now);
  expect(groups.map((g) => g.title)).toEqual(['Due today', 'This week']);
});

test('an empty inbox has no headings', () => {
  expect(dueGroups([], now)).toEqual([]);
});
