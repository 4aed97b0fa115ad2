import { expect, test } from 'vitest';
import { csvText } from './csv.ts';

const lines = (...rows: Parameters<typeof csvText>[0]): string => csvText(rows).slice(1);

test('cells with commas, quotes and line ends are quoted, numbers stand as they are', () => {
  expect(lines(['a', 'b, "c"', 'd\ne'], [1.5, null, -2])).toBe(
    'a,"b, ""c""","d\ne"\r\n1.5,,-2\r\n',
  );
});

test.each(['=1+2', '+1', '-cmd', '@sum', '\t=1', ' =1', '\r=1'])(
  'no spreadsheet takes %j for a formula',
  (text) => {
    expect(lines([text])).toMatch(/^"?'/);
  },
);

test('it begins with a byte order mark', () => {
  expect(csvText([['é']])).toBe('\uFEFFé\r\n');
});
