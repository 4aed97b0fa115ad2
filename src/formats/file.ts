/** Reading a file of ours: a whole one, or one sentence that names the line or the field (CORE.md §12). */
import { canonical } from '#model/canonical.ts';
import type { z } from '#model/zod.ts';
import { readJson, short } from './json.ts';
import { sentenceOf } from './issue.ts';
import { unknownMember } from './unknown.ts';

export type Read<T> =
  | { readonly ok: true; readonly file: T }
  | { readonly ok: false; readonly says: string };

/** Characters; larger files are refused unread. */
const largest = 50_000_000;

export interface Shape<T> {
  /** Without the number: `countersign-sop`. */
  readonly format: string;
  readonly version: number;
  /** In words: "an SOP". */
  readonly what: string;
  readonly schema: z.ZodType<T>;
  /** From the file's form to that of the schema. */
  readonly prepare?: (raw: Members) => unknown;
}
export type Members = { readonly [name: string]: unknown };
export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const no = (says: string): { readonly ok: false; readonly says: string } => ({ ok: false, says });

export function readFile<T>(text: string, shape: Shape<T>): Read<T> {
  if (text.length > largest)
    return no(`The file has ${Math.round(text.length / 1e6)} MB; at most 50 MB are read.`);
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (body.trim() === '') return no('The file is empty.');
  const json = readJson(body);
  if (!json.ok) return no(`Line ${json.line} cannot be read: ${json.says}.`);
  const raw = json.value;
  const foreign = refusedFormat(raw, shape);
  if (foreign !== null) return no(foreign);
  if (!isMembers(raw)) return no(`The file is not ${shape.what}.`);

  const prepared = shape.prepare?.(raw) ?? raw;
  const parsed = shape.schema.safeParse(prepared);
  if (!parsed.success) return no(sentenceOf(parsed.error, prepared));
  const unknown = unknownMember(prepared, parsed.data);
  if (unknown !== null) return no(`The field ${unknown} is not known to this version.`);
  const broken = halfCharacter(parsed.data);
  if (broken !== null) return no(broken);
  return { ok: true, file: parsed.data };
}

/** Half a surrogate pair has no bytes to hash; the canonical form names its place. */
function halfCharacter(file: unknown): string | null {
  try {
    canonical(file);
    return null;
  } catch (error) {
    return error instanceof Error ? `In the file ${error.message}.` : 'The file cannot be read.';
  }
}

function refusedFormat<T>(raw: unknown, { format, version, what }: Shape<T>): string | null {
  const found = isMembers(raw) ? raw['format'] : undefined;
  if (typeof found !== 'string') return `The file is not ${what}: it has no "format" of ours.`;
  if (found === `${format}/${version}`) return null;
  const [name, number] = found.split('/');
  if (name === format && /^[1-9]\d*$/.test(number ?? '') && Number(number) > version)
    return `The file was written by a newer Countersign (${short(found)}); this one reads up to ${format}/${version}.`;
  const other = names[name ?? ''];
  return other === undefined || name === format
    ? `The file is not ${what}: its format is "${short(found)}".`
    : `The file is not ${what}: it holds ${other}.`;
}
const names: { readonly [format: string]: string } = {
  'countersign-sop': 'an SOP',
  'countersign-runs': 'sample requests',
  'countersign-log': 'a log',
};

/** Text of a file: names sorted at every level, two-space indent, a line end at the end (it diffs well). */
export const writeFile = (value: unknown): string => `${JSON.stringify(ordered(value), null, 2)}\n`;

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isMembers(value)) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, member]) => [name, ordered(member)]));
}
