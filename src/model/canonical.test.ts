import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from './canonical.ts';

test('writes the examples of RFC 8785 as they stand there', () => {
  const numbers = [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001];
  expect(
    canonical({ numbers, string: '\u20ac$\u000f\nA\'B"\\\\"/', literals: [null, true, false] }),
  ).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
  const keys = {
    '\u20ac': 'Euro',
    '\r': 'CR',
    '\ufb33': 'Dalet',
    '1': 'One',
    '\ud83d\ude00': 'Smile',
    '\u0080': 'Control',
    '\u00f6': 'O',
  };
  expect([...canonical(keys).matchAll(/:"(\w+)"/g)].map(([, name]) => name)).toEqual(
    ['CR', 'One', 'Control', 'O', 'Euro', 'Smile', 'Dalet'], // by UTF-16 code units, §3.2.3
  );
  expect(canonical(-0)).toBe('0');
});

test('is JSON of the same value, whatever the order of members', () => {
  const value = fc.jsonValue({ maxDepth: 4 });
  fc.assert(
    fc.property(fc.dictionary(fc.string(), value, { noNullPrototype: true }), (object) => {
      const text = canonical(object);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(object)));
      expect(canonical(Object.fromEntries(Object.entries(object).toReversed()))).toBe(text);
    }),
  );
});

test.each([
  [{ a: [{ b: Number.NaN }] }, 'a[0].b is NaN: no JSON number'],
  [{ a: Infinity }, 'a is Infinity: no JSON number'],
  [{ a: undefined }, 'a is undefined: not JSON'],
  [[() => 1], '[0] is function: not JSON'],
  ['\ud800', 'the value holds half a character'],
  [{ '\udc00': 1 }, 'holds half a character'],
])('refuses what JSON cannot carry, and names the place: %j', (value, says) => {
  expect(() => canonical(value)).toThrow(says);
});
