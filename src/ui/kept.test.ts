import { expect, test } from 'vitest';

test('where the browser denies its stores, texts are kept in memory', async () => {
  Object.defineProperty(globalThis, 'localStorage', {
    configurable: true,
    get() {
      throw new DOMException('Access is denied', 'SecurityError');
    },
  });
  const { local } = await import('./kept.ts');
  local.setItem('a', 'b');
  expect(local.getItem('a')).toBe('b');
  local.removeItem('a');
  expect(local.getItem('a')).toBeNull();
});
