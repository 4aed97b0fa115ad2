/** Reading a `.log.jsonl` from outside: whatever it holds, the answer is its records or a sentence. */
import { canonical } from '#model/canonical.ts';
import type { Json } from '#model/json.ts';
import { z } from '#model/zod.ts';
import type { Entry } from './entry.ts';
import { entrySchema, hexSchema, privateSchema, streamSchema } from './entry.schema.ts';
import { lineOf, logFormat } from './export.ts';
import type { Erased, Heads, LogRecord } from './export.ts';

/** A line of the file: a record with its entry, or what is wrong with it. */
export type Line =
  | { readonly ok: true; readonly line: number; readonly record: LogRecord; readonly entry: Entry }
  | {
      readonly ok: false;
      readonly line: number;
      readonly says: string;
      readonly record?: LogRecord;
    };
export type ReadLog =
  | {
      readonly ok: true;
      readonly heads: Heads;
      readonly erased: readonly Erased[];
      readonly lines: readonly Line[];
    }
  | { readonly ok: false; readonly says: string };

/** No entry comes near: a command carries at most 256 kB. */
const longestLine = 8_000_000;
const deepest = 64;
const mostEmpty = 1_000;

const headerSchema = z.strictObject({
  erased: z
    .array(
      z.strictObject({
        only: z.literal('nonces').exactOptional(),
        seq: z.int().nonnegative(),
        stream: streamSchema,
      }),
    )
    .exactOptional(),
  format: z.string(),
  heads: z.record(streamSchema, z.strictObject({ seq: z.int().nonnegative(), hash: hexSchema })),
});
const lineSchema = z.strictObject({
  chain: hexSchema.exactOptional(),
  entry: entrySchema,
  hash: hexSchema,
  n: z.int().positive().exactOptional(),
  private: privateSchema.nullable(),
});

/** Parses the file line by line. A line that is not spelt as this program spells it is wrong: no two texts, one meaning. */
export function readLog(text: string): ReadLog {
  const lines: Line[] = [];
  let head: Header | null = null;
  let number = 0;
  let empty = 0;
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from);
    const to = end === -1 ? text.length : end;
    const line = text.slice(from, text[to - 1] === '\r' ? to - 1 : to);
    from = to + 1;
    number++;
    if (head === null) {
      const header = readHeader(line);
      if (typeof header === 'string') return { ok: false, says: header };
      head = header;
    } else if (line === '' && ++empty > mostEmpty)
      return { ok: false, says: `More than ${mostEmpty} lines are empty: this is no log.` };
    else lines.push(readLine(line, number));
  }
  return head === null ? { ok: false, says: 'The file is empty.' } : { ok: true, ...head, lines };
}

type Header = { readonly heads: Heads; readonly erased: readonly Erased[] };

function readHeader(line: string): Header | string {
  const value = parsed(line);
  if (typeof value === 'string') return `This is no log of Countersign: its first line ${value}.`;
  const header = headerSchema.safeParse(value.json);
  if (!header.success)
    return `This is no log of Countersign: its first line ${problem(header.error)}.`;
  if (header.data.format === logFormat) {
    return spelt(header.data) === line
      ? { heads: header.data.heads, erased: header.data.erased ?? [] }
      : 'The first line is not written as Countersign writes it: the file was changed.';
  }
  return /^countersign-log\/\d+$/.test(header.data.format)
    ? `This log has the format ${header.data.format}; this version of Countersign reads ${logFormat}. Update to read it.`
    : 'This is no log of Countersign: its first line names another format.';
}

function readLine(line: string, number: number): Line {
  const value = parsed(line);
  if (typeof value === 'string') return { ok: false, line: number, says: `it ${value}` };
  const read = lineSchema.safeParse(value.json);
  if (!read.success) return { ok: false, line: number, says: problem(read.error) };
  const { entry, ...rest } = read.data;
  const record = { ...rest, text: spelt(entry) ?? '' };
  return spelling(record) === line
    ? { ok: true, line: number, entry, record }
    : { ok: false, line: number, says: 'it is not written as Countersign writes it' };
}

/** A record that was read elsewhere than from a file: its text must be an entry, spelt as this program spells it. */
export function readRecord(record: LogRecord, line: number): Line {
  const value = parsed(record.text);
  if (typeof value === 'string') return { ok: false, line, says: `it ${value}`, record };
  const read = entrySchema.safeParse(value.json);
  if (!read.success) return { ok: false, line, says: problem(read.error), record };
  if (!isSpelling(record.text, value.json))
    return { ok: false, line, says: 'it is not written as Countersign writes it', record };
  return { ok: true, line, entry: read.data, record };
}

/** JSON, or what is wrong with it, in words. */
function parsed(line: string): { json: Json } | string {
  if (line.length > longestLine) return 'is too long to be an entry';
  if (line === '') return 'is empty';
  if (tooDeep(line)) return 'is nested too deep to be an entry';
  try {
    return { json: parse(line) };
  } catch {
    return 'is not readable as JSON';
  }
}

/** Whatever JSON.parse gives is JSON; nothing is left to check. */
const anyJson = z.custom<Json>(() => true);
const parse = (text: string): Json => anyJson.parse(JSON.parse(text));

/** Whether this text is the one text of its value. Most are, and to see that takes a fifth of writing it anew. */
const isSpelling = (text: string, value: Json): boolean =>
  // What JSON.stringify writes with an escape for a half of a pair has no canonical text.
  text.includes(String.raw`\ud`) || !inOrder(value)
    ? spelt(value) === text
    : JSON.stringify(value) === text;

/** Members sorted at every level. */
function inOrder(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (isList(value)) return value.every(inOrder);
  let before = '';
  for (const [key, member] of Object.entries(value)) {
    if (key < before || !inOrder(member)) return false;
    before = key;
  }
  return true;
}
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** The one text of a value; null for what has none (half a surrogate pair). */
const spelt = (value: unknown): string | null => orNull(() => canonical(value));
const spelling = (record: LogRecord): string | null => orNull(() => lineOf(record));
function orNull(make: () => string): string | null {
  try {
    return make();
  } catch {
    return null;
  }
}

/** Counted on the text, for a parser or a walk could run out of stack first. */
function tooDeep(line: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const c = line.charCodeAt(i);
    if (quoted) {
      if (c === 92) i++;
      else if (c === 34) quoted = false;
    } else if (c === 34) quoted = true;
    else if (c === 91 || c === 123) {
      if (++depth > deepest) return true;
    } else if (c === 93 || c === 125) depth--;
  }
  return false;
}

function problem(error: z.ZodError): string {
  const [issue] = error.issues;
  const path = issue?.path.join('.') ?? '';
  return `${path === '' ? 'it' : `its ${path}`} ${/^(is|has) /.test(issue?.message ?? '') ? issue?.message : 'is not what an entry has there'}`;
}
