import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256Hex } from './sha256.ts';

const theirs = (text: string): string => bytesToHex(sha256(new TextEncoder().encode(text)));

test("the standard's own example", () => {
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});

test('every length around the blocks gives what @noble/hashes gives', () => {
  for (let length = 0; length < 400; length += 1) {
    const text = 'countersign '.repeat(40).slice(0, length);
    expect(sha256Hex(text)).toBe(theirs(text));
  }
});

test('so does any text, one that is longer than the buffer, and a short one after it', () => {
  const texts = fc.string({ unit: 'binary', maxLength: 300 });
  fc.assert(fc.property(texts, (text) => sha256Hex(text) === theirs(text)));
  for (const text of ['€'.repeat(20_000), 'ä'.repeat(2_000_000), 'a'])
    expect(sha256Hex(text)).toBe(theirs(text));
});
