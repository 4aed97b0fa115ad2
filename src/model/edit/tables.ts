/** Writing rows into a draft: every row passes its schema on the way in, so that no edit makes one that can't be read. */
import { current } from 'immer';
import type { Draft } from 'immer';
import type { Diagram, TableName } from '../diagram.ts';
import { controlSchema, rowSchemas } from '../diagram.schema.ts';
import type { z } from '../zod.ts';

export type DraftDiagram = Draft<Diagram>;
/** New values of fields; undefined deletes. */
export interface Values {
  readonly [field: string]: unknown;
}
type Fields = Record<string, unknown>;

/** The diagram as the recipe has made it so far, to look things up in. */
export const now = (d: DraftDiagram): Diagram => current(d);

/** Adds or replaces a row. Throws where the row is none: that is a mistake of the program. */
export function put(d: DraftDiagram, table: TableName, row: object, id = idOf(row)): void {
  const rows: Fields = d[table];
  rows[id] = parsed(table, { ...row });
}
const idOf = (row: object): string => ('id' in row ? String(row.id) : '');

/** Sets fields of a row. A row that somebody deleted meanwhile stays deleted. */
export function setFields(d: DraftDiagram, table: TableName, id: string, set: Values): void {
  const rows: Fields = d[table];
  const row = rows[id];
  if (isFields(row)) assign(row, set, (next) => parsed(table, next));
}
export function setControlFields(d: DraftDiagram, set: Values): void {
  assign(d.control, set, (next) => checked('control', controlSchema, next));
}

export function drop(d: DraftDiagram, table: TableName, ids: Iterable<string>): void {
  const rows: Fields = d[table];
  for (const id of ids) delete rows[id];
}

function assign(row: Fields, set: Values, parse: (next: Fields) => unknown): void {
  const next = parse({ ...row, ...set });
  if (!isFields(next)) return;
  // What the schema dropped is gone too: undefined values, empty prose, members of another kind.
  for (const field of Object.keys(row)) if (!(field in next)) delete row[field];
  for (const field of Object.keys(set)) if (field in next) row[field] = next[field];
}

const parsed = (table: TableName, row: Fields): unknown =>
  checked(`${table}/${String(row['id'])}`, rowSchemas[table], clean(row));

function checked(what: string, schema: z.ZodType, row: Fields): unknown {
  const result = schema.safeParse(row);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Error(`${what}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'unreadable'}`);
}

/** Prose that reads as absent when it is empty, for in the draft it always has its text (CORE.md §1.1). */
const prose = new Set(['description', 'guidance']);

/** Without undefined members, which mean the same as none. */
function clean(row: Fields): Fields {
  const made: Fields = {};
  for (const [field, value] of Object.entries(row)) {
    const empty =
      value === '' && (prose.has(field) || (field === 'text' && row['kind'] === 'document'));
    if (value !== undefined && !empty) made[field] = withoutUndefined(value);
  }
  return made;
}
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => [key, withoutUndefined(member)]),
  );
}
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
