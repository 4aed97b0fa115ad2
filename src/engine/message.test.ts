import { expect, test } from 'vitest';
import type { Item } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { Data } from './compiled.ts';
import { filledIn, itemMessage } from './message.ts';

const data: Data = {
  form: { name: 'Quote', share: 0.1 + 0.2 },
  tier: 'high',
  metrics: { pipeline: { bad: 2, fields: ['wholesale', 'retail'] } },
  request: { id: 'r1', submittedAt: '2026-10-19T14:00:00Z' },
};
const item = (message?: string): Item => ({
  id: as('i'),
  node: as('g'),
  order: 'a0',
  text: 'Schema equal',
  required: true,
  waivable: false,
  clauses: [],
  ...(message === undefined ? {} : { message }),
});

test('values are inserted, lists joined', () => {
  expect(
    itemMessage(
      item('{form.name}: {metrics.pipeline.bad} fields ({metrics.pipeline.fields})'),
      data,
    ),
  ).toBe('Quote: 2 fields (wholesale, retail)');
});
test('numbers are written plainly, what is missing as a dash', () => {
  expect(itemMessage(item('{form.share} at {tier}: {metrics.nothing.here}'), data)).toBe(
    '0.3 at high: —',
  );
});
test('without a sentence it says what failed', () => {
  expect(itemMessage(item(), data)).toBe('Failed: Schema equal');
});
test('so are they in any other text, such as that of a notification', () => {
  expect(filledIn('{form.name} is live, {tier} risk', data)).toBe('Quote is live, high risk');
});
