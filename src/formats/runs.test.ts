import { expect, test } from 'vitest';
import { readRuns, writeRuns } from './runs.ts';
import text from '../../templates/general/five-gate-deployment.runs.json?raw';

const says = (changed: string): string => {
  const read = readRuns(changed);
  return read.ok ? 'read' : read.says;
};

test('the runs of the five-gate template read, and read the same after writing', () => {
  const read = readRuns(text);
  expect(read).toMatchObject({ ok: true, file: { sop: 'general/five-gate-deployment' } });
  expect(read.ok && readRuns(writeRuns(read.file))).toEqual(read);
  expect(read.ok && read.file.runs.map(({ id }) => id)).toContain('flagship_a');
});

test('a sample that cannot be played is refused by its path', () => {
  expect(says(text.replace('"outcome": null', '"outcome": "maybe"'))).toMatch(
    /^The field runs\[\d\]\.expected\.outcome is "maybe", not "approved" or /,
  );
  expect(says(text.replace(/"submitted": "[^"]*"/, '"submitted": "yesterday"'))).toMatch(
    /^The field runs\[0\]\.submitted is no instant/,
  );
  expect(says(text.replace(/"id": "flagship_b"/, '"id": "flagship_a"'))).toMatch(
    /^The field runs\[\d\]\.id is "flagship_a" a second time\.$/,
  );
  expect(says('{"format":"countersign-sop/1"}')).toBe(
    'The file is not a file of sample requests: it holds an SOP.',
  );
});
