import { expect, test } from 'vitest';
import { as } from '#model/ids.ts';
import { summed } from '#simulate/backtest/backtest.ts';
import type { Tested } from '#store/backtest-row.ts';
import { everyEnded, pick, pickedText } from './choices.ts';
import type { Choice } from './choices.ts';
import { departuresCsv } from './export.ts';
import { changeText, figuresOf, listsOf, matrixOf } from './figures.ts';

const tested = (name: string, of: Partial<Tested>): Tested => ({
  request: as(name),
  name,
  subject: name,
  verdict: 'same',
  outcome: ['approved', 'approved'],
  tier: ['low', 'low'],
  node: null,
  place: '',
  because: '',
  laterHours: 0,
  stopsHours: null,
  assumed: [],
  gaps: 0,
  ...of,
});
const found = { laterHours: null } as const;
const requests = [
  tested('same', {}),
  tested('later', { verdict: 'time', laterHours: 6 }),
  tested('sooner', { verdict: 'time', laterHours: -50 }),
  tested('tier', { verdict: 'tier', tier: ['low', 'high'], laterHours: 2 }),
  tested('rejected', { verdict: 'outcome', outcome: ['approved', 'rejected'] }),
  tested('stop-1', { ...found, verdict: 'stopped', outcome: ['approved', null], stopsHours: 24 }),
  tested('stop-2', { ...found, verdict: 'stopped', outcome: ['approved', null], stopsHours: 72 }),
  tested('unknown', { ...found, verdict: 'unknown', outcome: ['approved', null] }),
];
const result = { ...summed(requests), left: [] };

test('figures: what ends the same, and medians of what does not', () => {
  expect(figuresOf(result)).toEqual({
    all: 8,
    same: 4,
    otherwise: { count: 1, most: ['rejected', 1] },
    stopped: { count: 2, hours: 48 },
    later: { count: 2, hours: 4 },
    tier: { count: 1, most: ['low', 'high'] },
  });
});

test('lists, worst first; one request may stand in several', () => {
  expect(
    listsOf(result).map(({ tab, rows }) => `${tab}: ${rows.map(({ name }) => name).join(' ')}`),
  ).toEqual([
    'outcome: rejected',
    'stopped: stop-2 stop-1',
    'later: later tier',
    'tier: tier',
    'unknown: unknown',
    'other: sooner',
  ]);
});

test('the matrix has a column for whatever becomes of them', () => {
  const { rows, columns, count } = matrixOf(result);
  expect(rows).toEqual(['approved']);
  expect(columns).toEqual(['approved', 'rejected', 'stopped', 'unknown']);
  expect(columns.map((now) => count('approved', now))).toEqual([4, 1, 2, 1]);
});

test('departures as CSV: a row each, nothing that a spreadsheet would run', () => {
  const evil = tested('=1+1', { verdict: 'outcome', subject: '@cmd', because: 'a, b' });
  const rows = departuresCsv({ result: { ...summed([...requests, evil]), left: [] } }).split(
    '\r\n',
  );
  expect(rows).toHaveLength(1 + 8 + 1);
  expect(rows.find((row) => row.includes('cmd'))).toMatch(/^'=1\+1,'=1\+1,'@cmd,outcome,.*"a, b"/);
});

test('hours as they are read', () => {
  expect([0.25, -2, 50].map(changeText)).toEqual(['+0.3 h', '−2.0 h', '+2.1 d']);
});

const choice = (id: string, of: Partial<Choice>): Choice => ({
  id: as(id),
  name: id,
  subject: id,
  version: as('v1'),
  tier: 'low',
  ended: true,
  outcome: 'approved',
  submittedAt: Date.UTC(2026, 0, 10, 12),
  ...of,
});

test('requests are picked by version, tier, outcome and day; what runs is left out unless it is asked for', () => {
  const all = [
    choice('a', {}),
    choice('b', { tier: null, version: as('v2') }),
    choice('c', { outcome: 'rejected', submittedAt: Date.UTC(2026, 1, 1) }),
    choice('d', { ended: false, outcome: null }),
  ];
  const ids = (by: Partial<typeof everyEnded>): string =>
    pick(all, { ...everyEnded, ...by })
      .map(({ id }) => id)
      .join('');
  expect(ids({})).toBe('abc');
  expect(ids({ running: true })).toBe('abcd');
  expect(ids({ tier: 'none' })).toBe('b');
  expect(ids({ version: 'v1' })).toBe('ac');
  expect(ids({ outcome: 'rejected' })).toBe('c');
  expect(ids({ from: '2026-01-10', to: '2026-01-10' })).toBe('ab');
  expect(ids({ from: '2026-01-11' })).toBe('c');
  expect(pickedText(everyEnded, new Map())).toBe('All tiers, all outcomes');
  expect(pickedText({ ...everyEnded, version: 'v1', tier: 'high' }, new Map([['v1', 3]]))).toBe(
    'Version 3, tier high, all outcomes',
  );
});
