/** `.sop.json`: an SOP as a file (CORE.md §12). Tables are objects by id; their rows don't repeat it. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { diagramSchema, digestSchema } from '#model/diagram.schema.ts';
import type { Diagram, TableName } from '#model/diagram.ts';
import { digest } from '#model/digest.ts';
import { groupsSchema, holidaysSchema, peopleSchema } from '#model/directory.schema.ts';
import type { Directory } from '#model/directory.ts';
import { idSchema } from '#model/id.schema.ts';
import type { Digest, SopId } from '#model/ids.ts';
import { z } from '#model/zod.ts';
import { isMembers, readFile, writeFile } from './file.ts';
import type { Members, Shape } from './file.ts';
import { looseEnd } from './loose-end.ts';

export interface SopFile {
  readonly id: SopId;
  readonly revision: string;
  readonly diagram: Diagram;
  /** Who the roles' groups were where it was written. */
  readonly directory?: Pick<Directory, 'groups' | 'people'>;
  readonly holidays?: Directory['holidays'];
  /** Of the diagram, when it was written. */
  readonly digest?: Digest;
}
/** A whole file with what is worth saying of it, or the sentence why nothing was read. */
export type SopRead =
  | { readonly ok: true; readonly file: SopFile; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly says: string };

const schema: z.ZodType<SopFile & { readonly format: string }> = z.object({
  format: z.string(),
  id: idSchema<SopId>(),
  revision: z.string(),
  diagram: diagramSchema,
  directory: z.object({ groups: groupsSchema, people: peopleSchema }).exactOptional(),
  holidays: holidaysSchema.exactOptional(),
  digest: digestSchema.exactOptional(),
});

/** Assumptions have no ids of their own. */
const keyed: readonly Exclude<TableName, 'assumptions'>[] = [
  'nodes',
  'flows',
  'assignments',
  'items',
  'evidence',
  'fields',
  'tiers',
  'calendars',
  'windows',
  'rules',
  'layout',
];

/** Gives each row its key as id; a table that stands empty may be left out. */
function prepare(raw: Members): unknown {
  const { diagram } = raw;
  if (!isMembers(diagram)) return raw;
  const tables = keyed.map((name) => [name, withIds(diagram[name] ?? {})]);
  return { ...raw, diagram: { assumptions: {}, ...diagram, ...Object.fromEntries(tables) } };
}
const withIds = (table: unknown): unknown =>
  isMembers(table)
    ? Object.fromEntries(
        Object.entries(table).map(([id, row]) => [id, isMembers(row) ? { id, ...row } : row]),
      )
    : table;

const shape: Shape<SopFile & { readonly format: string }> = {
  format: 'countersign-sop',
  version: 1,
  what: 'an SOP',
  schema,
  prepare,
};

const hash = (utf8: string): string => bytesToHex(sha256(utf8ToBytes(utf8)));

export function readSop(text: string): SopRead {
  const read = readFile(text, shape);
  if (!read.ok) return read;
  const { format: _format, ...file } = read.file;
  const loose = looseEnd(file.diagram);
  if (loose !== null) return { ok: false, says: loose };
  const now = digest(file.diagram, hash);
  const differs = file.digest !== undefined && file.digest !== now;
  const warning = `The diagram is not the one its digest names: it was changed since it was written (${now.slice(0, 8)} instead of ${(file.digest ?? '').slice(0, 8)}).`;
  return { ok: true, file, warnings: differs ? [warning] : [] };
}

/** `readSop(writeSop(file))` gives the file back. */
export function writeSop(file: SopFile): string {
  const tables = keyed.map((name) => [name, withoutIds(file.diagram[name])]);
  const diagram = { ...file.diagram, ...Object.fromEntries(tables) };
  return writeFile({ format: 'countersign-sop/1', ...file, diagram });
}
const withoutIds = (table: { readonly [id: string]: { readonly id: string } }): unknown =>
  Object.fromEntries(Object.entries(table).map(([id, { id: _id, ...row }]) => [id, row]));
