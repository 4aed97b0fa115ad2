import { expect, test } from 'vitest';
import { fingerprint, sameForecast, written } from '../../../test/laws/same-forecast.ts';

test('the same seed gives the same bytes in Node and in the browser', () => {
  const text = sameForecast();
  expect(text).toContain('"ok":true');
  expect(fingerprint(text)).toBe(written);
});
