/** Diagram → Y.Doc: the patches of an edit, cut to rows and fields, in one transaction (CORE.md §1.1, "Out"). */
import type { Diagram, TableName } from '#model/diagram.ts';
import { enablePatches, Immer } from 'immer';
import type { Draft, Patch } from 'immer';
import { Map as YMap, Text } from 'yjs';
import type { Doc } from 'yjs';
import { roots, tableNames } from './roots.ts';
import { same } from './same.ts';
import { isText, splice, textsOf } from './texts.ts';
import type { Root } from './texts.ts';

enablePatches();
// What it makes is only read from, and let go: freezing thousands of rows for that would cost more than the edit.
const immer = new Immer({ autoFreeze: false });

/** A change of a diagram: mutates the draft, returns nothing. */
export type Recipe = (draft: Draft<Diagram>) => void;
type Row = Readonly<Record<string, unknown>>;
/** What of a row an edit touched: some fields, or the row as a whole. */
type Touched = Map<Root, Map<string, Set<string> | 'row'>>;

/** Runs the recipe on `before` and writes what it changed; nothing changed, nothing is written. */
export function write(doc: Doc, before: Diagram, recipe: Recipe, origin: unknown): void {
  const [after, patches] = immer.produceWithPatches(before, recipe);
  if (patches.length === 0) return;
  const touched = cut(patches, before, after);
  doc.transact(() => {
    for (const [root, rows] of touched)
      for (const [id, fields] of rows)
        writeRow(doc, root, id, fields, rowOf(before, root, id), rowOf(after, root, id));
  }, origin);
}

/** Writes a whole diagram into an empty doc. */
export function fill(doc: Doc, diagram: Diagram, origin: unknown): void {
  doc.transact(() => {
    roots(doc).meta.set('format', diagram.format);
    writeRow(doc, 'control', '', 'row', undefined, rowOf(diagram, 'control', ''));
    for (const table of tableNames)
      for (const id of Object.keys(diagram[table]))
        writeRow(doc, table, id, 'row', undefined, rowOf(diagram, table, id));
  }, origin);
}

function cut(patches: readonly Patch[], before: Diagram, after: Diagram): Touched {
  const touched: Touched = new Map();
  const touch = (root: Root, id: string, field: string | undefined): void => {
    const rows = touched.get(root) ?? new Map<string, Set<string> | 'row'>();
    touched.set(root, rows);
    const known = rows.get(id);
    if (field === undefined || known === 'row') rows.set(id, 'row');
    else rows.set(id, (known ?? new Set<string>()).add(field));
  };
  for (const { path } of patches) {
    const [first, second, third] = path.map(String);
    if (first === 'control') touch('control', '', second);
    for (const table of tableNames) {
      if (first !== undefined && first !== table) continue;
      // A table or the whole diagram was replaced: its rows are compared by identity.
      if (first === undefined || second === undefined) {
        const ids = new Set([...Object.keys(before[table]), ...Object.keys(after[table])]);
        for (const id of ids)
          if (rowIn(before, table, id) !== rowIn(after, table, id)) touch(table, id, undefined);
      } else touch(table, second, third);
    }
    if (first === undefined) touch('control', '', undefined);
  }
  return touched;
}

function rowIn(diagram: Diagram, table: TableName, id: string): object | undefined {
  const rows: Readonly<Record<string, object>> = diagram[table];
  return Object.hasOwn(rows, id) ? rows[id] : undefined;
}

function rowOf(diagram: Diagram, root: Root, id: string): Row | undefined {
  const row = root === 'control' ? diagram.control : rowIn(diagram, root, id);
  return row === undefined ? undefined : { ...row };
}

function writeRow(
  doc: Doc,
  root: Root,
  id: string,
  fields: ReadonlySet<string> | 'row',
  was: Row | undefined,
  is: Row | undefined,
): void {
  const map = root === 'control' ? roots(doc).control : roots(doc)[root];
  if (root !== 'control' && is === undefined) {
    map.delete(id);
    return;
  }
  if (is === undefined) return;
  const row = root === 'control' ? map : map.get(id);
  if (!(row instanceof YMap)) {
    const added = new YMap<unknown>();
    map.set(id, added);
    writeNew(added, root, is);
  } else if (fields !== 'row') for (const field of fields) writeField(row, root, field, is);
  // Replaced row: field by field, never a new Y.Map, which would discard what others changed in it.
  else if (was !== undefined && row.size > 0) {
    for (const field of new Set([...Object.keys(was), ...Object.keys(is)]))
      if (!same(was[field], is[field])) writeField(row, root, field, is);
  } else {
    // The row was hidden by repair and is drawn anew, or it is the control of an empty doc.
    for (const field of row.keys()) if (!(field in is)) writeField(row, root, field, is);
    writeNew(row, root, is);
  }
}

function writeNew(row: YMap<unknown>, root: Root, is: Row): void {
  const fields = new Set([...Object.keys(is), ...textsOf(root, is['kind'])]);
  for (const field of fields) writeField(row, root, field, is);
}

function writeField(row: YMap<unknown>, root: Root, field: string, is: Row): void {
  const value = is[field];
  const held = row.get(field);
  if (held instanceof Text) splice(held, typeof value === 'string' ? value : '');
  else if (isText(root, field)) row.set(field, new Text(typeof value === 'string' ? value : ''));
  else if (value === undefined) row.delete(field);
  else if (!same(held, value)) row.set(field, plain(value));
}

/** Without undefined members: an optional member that isn't there is not written at all. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([key, member]) => [key, plain(member)]));
}
