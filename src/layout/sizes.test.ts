import { expect, test } from 'vitest';
import { as } from '#model/ids.ts';
import type { Node } from '#model/diagram.ts';
import { sizeOf } from './sizes.ts';
import { wrapText } from './text.ts';

const note = (text: string): Node => ({ id: as('note'), kind: 'note', name: 'Note', text });

test.each([
  'Short',
  'Board: 7 members, quorum 4; a member who recuses no longer counts',
  'Patient safety is reviewed in every tier and cannot be waived',
  'One chat message on a Friday: 340 of 1,200 quotes underpriced by 37 % on average, USD 890,000 lost',
])('a note has room for every line of its text: %s', (text) => {
  const { w, h } = sizeOf(note(text));
  // As it is drawn: lines of 18 px from 14 px on, the last one clear of the foot.
  const lines = wrapText(text, w - 28, 12.5, 99).length;
  expect(Math.floor((h - 20) / 18)).toBeGreaterThanOrEqual(lines);
});

test('a note ends somewhere', () => {
  expect(sizeOf(note('many words '.repeat(400))).h).toBe(240);
});
