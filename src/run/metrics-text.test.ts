import { expect, test } from 'vitest';
import { metricsOf } from './metrics-text.ts';

test('a JSON object is metrics', () => {
  expect(metricsOf('{"pipeline": {"fields_mismatched": 2}}')).toEqual({
    ok: true,
    metrics: { pipeline: { fields_mismatched: 2 } },
  });
});

test.each(['[1]', '3', 'null', '"auc"'])('%s is JSON, but no metrics', (text) => {
  expect(metricsOf(text)).toMatchObject({ ok: false });
});

test('a broken text says where', () => {
  expect(metricsOf('{\n  "auc": 0.8,\n  oops\n}')).toEqual({
    ok: false,
    says: 'Line 3 cannot be read: a name in double quotes is expected here.',
  });
});

test('nothing pasted asks for something', () => {
  expect(metricsOf('  ')).toEqual({ ok: false, says: 'Paste the figures as a JSON object.' });
});

test.each([
  ['{"auc": 0.9, "auc": 0.1}', 'Line 1 cannot be read: the name "auc" stands there twice.'],
  ['{"__proto__": {"auc": 1}}', 'Line 1 cannot be read: the name "__proto__" is not allowed.'],
  ['{"auc":\n 1e400}', 'Line 2 cannot be read: the number is too large.'],
  [
    `${'{"a":'.repeat(9999)}1${'}'.repeat(9999)}`,
    'Line 1 cannot be read: it nests deeper than 64 levels.',
  ],
])('what checks and readers would read differently is refused: %.40s', (text, says) => {
  expect(metricsOf(text)).toEqual({ ok: false, says });
});
