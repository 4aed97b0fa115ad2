import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJson } from './json.ts';

test('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(undefined, 2, '\t'), (text, indent) => {
      fc.pre(!text.includes('__proto__'));
      const spaced = JSON.stringify(JSON.parse(text), null, indent);
      expect(readJson(spaced)).toEqual({ ok: true, value: JSON.parse(text) });
    }),
  );
});

const words = '{ } [ ] , : " "a" 1 - 0 . e + true null nul \\ \\u00e9 // 1e5 01';
const bits = fc.constantFrom(...words.split(' '), ' ', '\n', '\u0001', '\u00a0', "'", '\ufeff');
const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

test('refuses exactly what JSON.parse refuses', () => {
  fc.assert(
    fc.property(fc.array(bits, { maxLength: 8 }), (parts) => {
      const text = parts.join('');
      const read = readJson(text);
      fc.pre(read.ok || !/twice|too large/.test(read.says));
      expect([text, read.ok]).toEqual([text, parses(text)]);
    }),
    { numRuns: 20_000 },
  );
});

test.each([
  ['{\n"a": 1,\n}', 3, 'a name in double quotes is expected here'],
  ['{\n"a" 1}', 2, 'a colon is expected here'],
  ['{\n"a": 1\n"b": 2}', 3, 'a comma or "}" is expected here'],
  ['[1\n2]', 2, 'a comma or "]" is expected here'],
  ['[1,\n\n', 3, 'the file ends in the middle'],
  ['{}\n{}', 2, 'the end of the file is expected here'],
  ['["a\nb"]', 1, 'a text ends with the line, without its closing quote'],
  ['{"a":\n-1e400}', 2, 'the number is too large'],
  ['\n["\\x"]', 2, 'a backslash stands before what it cannot escape'],
])('%j: line %i, %s', (text, line, says) => {
  expect(readJson(text)).toEqual({ ok: false, line, says });
});
