import { expect, it } from 'vitest';
import { canonical } from '#model/canonical.ts';
import { emptyDirectory } from '#model/directory.ts';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import { decideWorkspace, evolveWorkspace } from './decide.ts';
import type { DirectoryRow } from './event.ts';

const priya: DirectoryRow = {
  table: 'people',
  id: as('priya'),
  row: { zone: 'America/Chicago', name: 'Priya Raman', active: true },
};
const leads: DirectoryRow = {
  table: 'groups',
  id: as('leads'),
  row: { name: 'Leads', members: [as('priya')] },
};

function set(
  directory: Directory,
  rows: readonly DirectoryRow[],
  acted: readonly string[] = [],
): { directory: Directory; refused: string | null } {
  const command = { type: 'set', id: as<never>('c'), rows } as const;
  const answer = decideWorkspace(directory, command, { hasActed: (id) => acted.includes(id) });
  if ('refused' in answer) return { directory, refused: answer.refused };
  for (const event of answer.events) expect(JSON.stringify(event)).toBe(canonical(event));
  return { directory: answer.events.reduce(evolveWorkspace, directory), refused: null };
}
const both = set(emptyDirectory, [priya, leads]).directory;

it('rows are set, all in one command, and taken away with null', () => {
  expect(both.people).toEqual({ priya: priya.row });
  expect(both.groups).toEqual({ leads: leads.row });
  const without = set(both, [
    { ...leads, row: null },
    { ...priya, row: null },
  ] as never).directory;
  expect(without).toEqual(emptyDirectory);
});

it('what is so already makes no event', () => {
  expect(set(both, [priya, leads]).refused).toBe('unchanged');
});

it('a person with a past is set inactive, not removed', () => {
  const gone = [
    { ...leads, row: null },
    { ...priya, row: null },
  ] as never;
  expect(set(both, gone, ['priya']).refused).toBe('has_acted');
  const inactive = { ...priya, row: { name: 'Priya Raman', active: false } } as DirectoryRow;
  expect(set(both, [inactive], ['priya']).directory.people).toEqual({ priya: inactive.row });
});

it('nobody is named who is not in the directory', () => {
  expect(set(emptyDirectory, [leads]).refused).toBe('unknown_person');
  expect(set(both, [{ ...priya, row: null }]).refused).toBe('unknown_person');
  const absence = { person: 'priya', substitute: 'nobody', from: 0, to: 1 };
  expect(set(both, [{ table: 'absences', id: 'a1', row: absence } as never]).refused).toBe(
    'unknown_person',
  );
});

it.each([
  { table: 'people', id: '__proto__', row: { name: 'x', active: true } },
  { table: 'people', id: '', row: { name: 'x', active: true } },
  { table: 'people', id: 'x', row: { name: 7, active: true } },
  { table: 'people', id: 'x', row: { name: '\uDFFF', active: true } },
  { table: 'holidays', id: 'x', row: { days: ['2026-13-1'], keptUntil: '2027-12-31' } },
  { table: 'holidays', id: 'x', row: { days: ['2026-02-30'], keptUntil: '2027-12-31' } },
  { table: 'people', id: 'x', row: { name: ' ', active: true } },
  { table: 'people', id: 'x', row: { name: 'X', active: true, zone: 'Mars/Olympus' } },
  { table: 'groups', id: 'x', row: { name: '', members: [] } },
  { table: 'groups', id: 'x', row: { name: 'X', members: ['a', 'a'] } },
  { table: 'absences', id: 'x', row: { person: 'a', substitute: null, from: 2, to: 2 } },
  { table: 'absences', id: 'x', row: { person: 'a', substitute: 'a', from: 1, to: 2 } },
])('a row that is none is refused: %j', (row) => {
  expect(set(emptyDirectory, [row as never]).refused).toBe('malformed');
});
