import { describe, expect, test } from 'vitest';
import {
  dateText,
  dateTimeText,
  exactText,
  initials,
  listText,
  shortDigest,
  sizeText,
  slaText,
  spanText,
  whenText,
  cutMiddle,
} from './format.ts';

const friday = Date.UTC(2026, 9, 16, 21, 30);

describe('dates', () => {
  test('are never ambiguous', () => {
    expect(dateText(friday, 'America/Chicago')).toBe('16 Oct 2026');
    expect(dateTimeText(friday, 'America/Chicago')).toBe('Fri 16 Oct 2026, 16:30');
  });
  test('stand in the zone that is asked for', () => {
    expect(dateTimeText(friday, 'Asia/Tokyo')).toBe('Sat 17 Oct 2026, 06:30');
    expect(exactText(friday, 'America/Chicago')).toBe('16 Oct 2026, 16:30:00 GMT-5');
  });
  test('given as ISO dates are not shifted by a zone', () => {
    expect(dateText('2027-03-01')).toBe('1 Mar 2027');
  });
  test('nearby are told by their day', () => {
    const now = Date.UTC(2026, 9, 16, 8);
    const at = (days: number, hour: number): string =>
      whenText(Date.UTC(2026, 9, 16 + days, hour), now, 'UTC');
    expect([at(0, 16), at(1, 9), at(-1, 9), at(3, 9), at(90, 9)]).toEqual([
      'today 16:00',
      'tomorrow 09:00',
      'yesterday 09:00',
      'Mon 19 Oct, 09:00',
      'Thu 14 Jan 2027, 09:00',
    ]);
  });
});

test('spans take at most two units', () => {
  expect([0, 12, 60, 340, 1440, 4571].map(spanText)).toEqual([
    '0 min',
    '12 min',
    '1 h',
    '5 h 40 min',
    '1 day',
    '3 days 4 h',
  ]);
});

test('business minutes are hours where they are whole', () => {
  expect([slaText(2880), slaText(90)]).toEqual(['48 h', '90 min']);
});

test('sizes keep two figures', () => {
  expect([sizeText(812), sizeText(1_840_000), sizeText(38_000_000)]).toEqual([
    '812 B',
    '1.8 MB',
    '38 MB',
  ]);
});

test('a digest is cut to two groups of four at each end', () => {
  expect(shortDigest('9f3ac41e00000000000077b0e26d')).toBe('9f3a c41e…77b0 e26d');
  expect(shortDigest('9f3ac41e')).toBe('9f3ac41e');
});

test('names and lists', () => {
  expect([initials('Priya Raman'), initials('Cher'), initials('  ')]).toEqual(['PR', 'C', '?']);
  expect([listText([]), listText(['a']), listText(['a', 'b', 'c'])]).toEqual([
    '',
    'a',
    'a, b and c',
  ]);
});

test('a long file name is cut in its middle, a short one is not, and no letter is halved', () => {
  expect(cutMiddle('offer.pdf')).toBe('offer.pdf');
  // Turned around by a mark, this would read as offerexe.pdf.
  expect(cutMiddle('offer\u202Efdp.exe')).toBe('offerfdp.exe');
  expect(cutMiddle('model-card_final_with-all-annexes.pdf', 19)).toBe('model-card_f…es.pdf');
  expect(Array.from(cutMiddle('😀'.repeat(80), 10))).toHaveLength(10);
});
