/** Comma-separated values for spreadsheets (RFC 4180), which read a cell that begins like a formula as one. */
import { canonical } from '#model/canonical.ts';

type Cell = string | number | null;

/** What begins with one of these is run by a spreadsheet that opens the file; an apostrophe before it makes it text. */
const formula = /^[\s]*[=+\-@\t\r]/;

/** With a byte order mark, without which some spreadsheets read names in another alphabet. */
export const csvText = (rows: readonly (readonly Cell[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('')}`;

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? canonical(cell) : '';
  const safe = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
