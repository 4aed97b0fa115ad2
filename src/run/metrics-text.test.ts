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
    says: 'This is no JSON: line 3, column 3 is not as expected.',
  });
});

test('nothing pasted asks for something', () => {
  expect(metricsOf('  ')).toEqual({ ok: false, says: 'Paste the figures as a JSON object.' });
});
