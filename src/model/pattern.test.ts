import { expect, it } from 'vitest';
import { pattern } from './pattern.ts';

const says = (source: string, flags?: string): string | null => {
  const result = pattern(source, flags);
  return result.ok ? null : result.says;
};

it('finds anywhere, unless the pattern is anchored', () => {
  const digits = pattern('[0-9]{2}');
  expect(digits.ok && digits.test('a12b')).toBe(true);
  const whole = pattern('^[0-9]{2}$');
  expect(whole.ok && whole.test('a12b')).toBe(false);
  const loud = pattern('ABC', 'i');
  expect(loud.ok && loud.test('xabcx')).toBe(true);
});

it('refuses what looks around or back, is malformed, or is too large', () => {
  for (const source of ['(?=a)', '(a)\\1', '(', 'a{2,1}', '((a{100}){100}){100}'])
    expect(says(source)).toMatch(/is not a pattern that can be used here/);
  expect(says('a'.repeat(501))).toBe('The pattern is longer than 500 characters.');
  expect(says('a{1000}'.repeat(6))).toBe('The pattern repeats too much.');
  expect(says('a', 'gi')).toBe('“g” is not a flag of a pattern: use i, m or s.');
});

it('is compiled once', () => {
  expect(pattern('^once$')).toBe(pattern('^once$'));
});
