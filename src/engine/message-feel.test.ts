import { expect, test } from 'vitest';
import type { Item } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { Data } from './compiled.ts';
import { itemMessage } from './message.ts';

const data: Data = {
  form: { planned_date: '2026-10-16', planned_time: '16:30:00', next: '2027-01-04' },
  tier: 'high',
  metrics: { live: { bad: 17, all: 60 } },
  request: { id: 'r1', submittedAt: '2026-10-16T13:00:00-05:00' },
};
const said = (message: string): string => {
  const item: Item = {
    id: as('i'),
    node: as('g'),
    order: 'a0',
    text: '',
    required: true,
    waivable: false,
    clauses: [],
    message,
  };
  return itemMessage(item, data);
};

test('what is no path is computed', () => {
  expect(said('{floor(metrics.live.bad / metrics.live.all * 100 + 0.5)} % of quotes')).toBe(
    '28 % of quotes',
  );
  expect(said('It is {if tier = "high" then "serious" else "fine"}.')).toBe('It is serious.');
  expect(said('{metrics.gone.bad / metrics.gone.all} %')).toBe('— %');
});
test('days and times are written as they are spoken, the year only where it is another', () => {
  expect(
    said('{day of week(date(form.planned_date))} {form.planned_date} {form.planned_time}'),
  ).toBe('Friday 16 October 16:30');
  expect(said('{form.next}')).toBe('4 January 2027');
});
