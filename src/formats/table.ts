/** A table of a spreadsheet (tabs, commas or HTML) or a list of steps as a sketch: one row after the other, with who does it. */
import { kindOf, tooMany, tooMuch } from './sketch.ts';
import type { SketchNode, SketchRead } from './sketch.ts';

type Cells = readonly (readonly string[])[];

/** Rows of cells; null where the text is no table of at least two columns in two rows. */
export function cellsOf(text: string): Cells | null {
  if (/<table\b/i.test(text.slice(0, 5_000))) return many(htmlCells(text));
  const head = text
    .slice(0, 20_000)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const share = (mark: string): number =>
    head.filter((line) => line.includes(mark)).length / head.length;
  for (const mark of ['\t', ';', ',', '|'])
    if (head.length >= 2 && share(mark) > (mark === '\t' ? 0.5 : 0.9)) {
      const cells = separated(text, mark);
      const widths = new Set(cells.map((row) => row.length));
      // Prose has commas too, but not the same number in each line.
      if (
        mark === '\t' ||
        (widths.size === 1 && cells.every((row) => row.every((cell) => cell.length <= 120)))
      )
        return many(
          mark === '|' ? cells.filter((row) => !row.every((cell) => /^:?-*:?$/.test(cell))) : cells,
        );
    }
  return null;
}
const many = (cells: Cells): Cells | null =>
  cells.length >= 2 && cells.some((row) => row.length >= 2) ? cells : null;

/** RFC 4180, with any mark: quoted cells may hold marks, quotes and line breaks. */
function separated(text: string, mark: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const parts: string[] = [];
  let from = 0;
  let quoted = false;
  const cell = (end: number): void => {
    parts.push(text.slice(from, end));
    row.push(parts.join('').replaceAll(/\s+/g, ' ').trim());
    parts.length = 0;
    from = end + 1;
  };
  for (let at = 0; at <= text.length; at += 1) {
    const letter = text[at];
    if (quoted && letter !== undefined) {
      if (letter !== '"') continue;
      parts.push(text.slice(from, at));
      if (text[at + 1] === '"') {
        parts.push('"');
        at += 1;
      } else quoted = false;
      from = at + 1;
    } else if (letter === '"' && text.slice(from, at).trim() === '' && parts.length === 0) {
      quoted = true;
      from = at + 1;
    } else if (letter === mark) cell(at);
    else if (letter === '\n' || letter === undefined) {
      cell(at);
      const trimmed = mark === '|' ? outerless(row) : row;
      if (trimmed.some((one) => one !== '')) rows.push(trimmed);
      row = [];
    }
  }
  return rows;
}
/** Markdown begins and ends its rows with a bar. */
const outerless = (row: string[]): string[] =>
  row.slice(row[0] === '' ? 1 : 0, row.at(-1) === '' ? -1 : undefined);

function htmlCells(html: string): string[][] {
  const body = html.slice(html.search(/<table\b/i)).split(/<\/table>/i)[0] ?? '';
  return body
    .split(/<tr\b/i)
    .slice(1)
    .map((row) =>
      row
        .split(/<t[dh]\b/i)
        .slice(1)
        .map((cell) => plain(cell.slice(cell.indexOf('>') + 1))),
    )
    .filter((row) => row.some((cell) => cell !== ''));
}
const entities: Readonly<Record<string, string>> = {
  '&nbsp;': ' ',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};
const plain = (html: string): string =>
  html
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(/&(?:nbsp|lt|gt|quot|amp|#39);/g, (one) => entities[one] ?? one)
    .replaceAll(/\s+/g, ' ')
    .trim();

const whatWords =
  /^(step|task|activit|action|what|process|procedure|name|title|gate|stage|description)/i;
const whoWords =
  /^(who|role|responsib|owner|approver|reviewer|performed|done by|by whom|actor|department|team|accountable)/i;
const countWords = /^(no\.?|nr\.?|#|id|step no\.?|seq|order)$/i;

/** A chain of what the rows name, each given to who stands beside it. The first row may be headings. */
export function readTable(text: string): SketchRead {
  const large = tooMuch(text);
  if (large !== null) return { ok: false, says: large };
  const cells = cellsOf(text);
  if (cells === null) return { ok: false, says: 'This is no table of two columns.' };
  const [first = []] = cells;
  const counts = first.findIndex((cell, at) => countWords.test(cell) || numbered(cells, at));
  const free = first.map((_, at) => at).filter((at) => at !== counts);
  const whoAt = free.find((at) => whoWords.test(first[at] ?? ''));
  const whatAt = free.find((at) => at !== whoAt && whatWords.test(first[at] ?? ''));
  const headed = whoAt !== undefined || whatAt !== undefined;
  const what = whatAt ?? free.find((at) => at !== whoAt) ?? 0;
  const who = whoAt ?? free.find((at) => at !== what);
  return chain(
    cells.slice(headed ? 1 : 0).map((row) => ({
      name: row[what] ?? '',
      role: who === undefined ? '' : (row[who] ?? ''),
    })),
  );
}
const numbered = (cells: Cells, at: number): boolean =>
  cells.length > 2 && cells.slice(1).every((row) => /^\d{1,4}[.)]?$/.test(row[at] ?? ''));

/** Bullets, numbers, letters and ticks before an item. */
const bullet =
  /^\s*(?:[-*•–·▪◦]|\[[ x]?\]|\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zA-Z])[.)]|\d{1,3}(?:\.\d{1,3}){1,3})\s+(?:\[[ x]?\]\s+)?/;

/** Two lines or more, each a step. */
export function readList(text: string): SketchRead {
  const large = tooMuch(text);
  if (large !== null) return { ok: false, says: large };
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2) return { ok: false, says: 'A list has two lines or more.' };
  const marked = lines.filter((line) => bullet.test(line)).length;
  if (lines.some((line) => line.length > 300) || (marked === 0 && lines.length > 60))
    return { ok: false, says: 'This text is no list of steps: its lines are too long.' };
  // Between bullets, a line without one goes on with the step before it.
  const steps: string[] = [];
  for (const line of lines) {
    if (marked > 1 && !bullet.test(line) && steps.length > 0)
      steps.push(`${steps.pop()} ${line.trim()}`);
    else steps.push(line.replace(bullet, '').trim());
  }
  return chain(steps.map((name) => ({ name, role: '' })));
}

function chain(rows: readonly { name: string; role: string }[]): SketchRead {
  const said = rows.filter(({ name }) => name !== '');
  const large = tooMany(said.length);
  if (large !== null) return { ok: false, says: large };
  if (said.length === 0) return { ok: false, says: 'The rows name nothing.' };
  const nodes = said.map(({ name, role }, at): SketchNode => {
    const last = at === said.length - 1;
    const kind =
      at === 0 && /^(submit|request|intake|raise)\b/i.test(name)
        ? 'intake'
        : last && /^(end|done|approved|rejected|closed?|finished?|released)\.?$/i.test(name)
          ? 'end'
          : kindOf(name);
    return { key: String(at), name, kind, ...(role === '' ? {} : { role: role.slice(0, 100) }) };
  });
  const flows = nodes.slice(1).map(({ key }, at) => ({ from: String(at), to: key }));
  return { ok: true, sketch: { nodes, flows } };
}
