import { expect, test } from 'vitest';
import { versionSealPaths } from './version-seal.tsx';

const digest = '9f3ac41e77b0e26d5a18030f9c2b4d6e8f1a3b5c7d9e0f2143658709bacddcfe';

test('the same digest is drawn the same, another one differently', () => {
  expect(versionSealPaths(digest, 64)).toEqual(versionSealPaths(digest, 64));
  expect(versionSealPaths(digest, 64)).not.toEqual(versionSealPaths(`aa${digest.slice(2)}`, 64));
});

test('any of the nine bytes that shape a large seal changes it', () => {
  const drawn = JSON.stringify(versionSealPaths(digest, 100));
  for (let at = 0; at < 9; at += 1) {
    const byte = (Number.parseInt(digest.slice(2 * at, 2 * at + 2), 16) + 1) % 256;
    const other =
      digest.slice(0, 2 * at) + byte.toString(16).padStart(2, '0') + digest.slice(2 * at + 2);
    expect(JSON.stringify(versionSealPaths(other, 100)), `byte ${at}`).not.toBe(drawn);
  }
});

test('copies of the three layers: 4, 4 and 3; two each below 80 px; one layer of two below 40', () => {
  expect([100, 64, 30].map((size) => versionSealPaths(digest, size).length)).toEqual([11, 6, 2]);
});
