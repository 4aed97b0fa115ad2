import { expect, test } from 'vitest';
import { failureSays, fullSays } from './quota.ts';

test('a full storage is said with what to do, however deep the browser’s error lies', () => {
  const quota = { name: 'AbortError', inner: { name: 'QuotaExceededError' } };
  expect(failureSays(quota)).toBe(fullSays);
  expect(failureSays(new Error('No such SOP.'))).toBe('No such SOP.');
});
