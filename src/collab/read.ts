/** Y.Doc → Diagram: rows are read and parsed one by one (CORE.md §1.1, "Back"). */
import { emptyDiagram } from '#model/blank.ts';
import type { Diagram, TableName } from '#model/diagram.ts';
import { controlSchema, rowSchemas } from '#model/diagram.schema.ts';
import { noteDiffering } from '#model/differing.ts';
import type { Finding } from '#model/finding.ts';
import type { z } from '#model/zod.ts';
import { Map as YMap, Text } from 'yjs';
import type { Doc } from 'yjs';
import { isPlain } from './plain-rows.ts';
import { roots, tableNames } from './roots.ts';
import { same } from './same.ts';
import { isText, readsAtAll, readsWhenEmpty } from './texts.ts';
import type { Root } from './texts.ts';

/** What was read: the diagram as the rows say it, before repair, and what could not be read. */
export interface Reading {
  readonly diagram: Diagram;
  /** By `table/id`. */
  readonly unreadable: ReadonlyMap<string, Finding>;
}
/** Rows to read again, by table; `''` is the control. */
export type Touches = Map<Root, Set<string>>;

export function readAll(doc: Doc): Reading {
  const all: Touches = new Map<Root, Set<string>>([['control', new Set([''])]]);
  for (const table of tableNames) all.set(table, new Set(roots(doc)[table].keys()));
  return reread(doc, { diagram: emptyDiagram, unreadable: new Map() }, all);
}

/** Reads the touched rows again. What is deeply equal keeps its identity: row, table and diagram. */
export function reread(doc: Doc, before: Reading, touches: Touches): Reading {
  const unreadable = new Map(before.unreadable);
  const changed: Partial<Record<Root, unknown>> = {};
  for (const [root, ids] of touches) {
    if (root === 'control') {
      const control = readControl(roots(doc).control, unreadable);
      if (!same(control, before.diagram.control)) changed.control = control;
    } else {
      const table = rereadTable(doc, root, before.diagram[root], ids, unreadable);
      if (table !== before.diagram[root]) changed[root] = table;
    }
  }
  if (Object.keys(changed).length === 0) return { diagram: before.diagram, unreadable };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every row was parsed by its table's schema
  return { diagram: { ...before.diagram, ...changed } as Diagram, unreadable };
}

function rereadTable(
  doc: Doc,
  table: TableName,
  before: Readonly<Record<string, unknown>>,
  ids: ReadonlySet<string>,
  unreadable: Map<string, Finding>,
): Readonly<Record<string, unknown>> {
  let after: Record<string, unknown> | null = null;
  const others: string[] = [];
  for (const id of ids) {
    const held = roots(doc)[table].get(id);
    unreadable.delete(`${table}/${id}`);
    const row = held === undefined ? undefined : readRow(table, id, held, unreadable);
    const known = Object.hasOwn(before, id) ? before[id] : undefined;
    if (same(row, known)) continue;
    after ??= { ...before };
    others.push(id);
    if (row === undefined) delete after[id];
    else after[id] = row;
  }
  if (after !== null) noteDiffering(before, after, others);
  return after ?? before;
}

function readRow(
  table: TableName,
  id: string,
  held: unknown,
  unreadable: Map<string, Finding>,
): unknown {
  if (held instanceof YMap) {
    const raw = plain(table, held);
    if (raw['id'] === id && isPlain(table, raw)) return raw;
    const schema: z.ZodType = rowSchemas[table];
    const parsed = schema.safeParse(raw);
    const misplaced = table !== 'assumptions' && raw['id'] !== id;
    if (parsed.success && !misplaced) return parsed.data;
    const issue = parsed.error?.issues[0];
    const field = issue?.path[0];
    unreadable.set(`${table}/${id}`, {
      rule: 'unreadable_row',
      level: 'error',
      at: { table, id, ...(field === undefined ? {} : { field: String(field) }) },
      says: `A row of ${table} could not be read and is left out: ${issue?.message ?? 'its id is another'}.`,
    });
  }
  return undefined;
}

/** The control is always there: a field of it that can't be read takes its empty value. */
function readControl(held: YMap<unknown>, unreadable: Map<string, Finding>): unknown {
  unreadable.delete('control/');
  const raw = { ...emptyDiagram.control, ...plain('control', held) };
  const parsed = controlSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const bad = new Set(parsed.error.issues.map((issue) => String(issue.path[0])));
  const rest = Object.fromEntries(Object.entries(raw).filter(([field]) => !bad.has(field)));
  unreadable.set('control/', {
    rule: 'unreadable_row',
    level: 'error',
    at: { table: 'control' },
    says: `The SOP's ${[...bad].join(', ')} could not be read.`,
  });
  const again = controlSchema.safeParse({ ...emptyDiagram.control, ...rest });
  return again.success ? again.data : emptyDiagram.control;
}

function plain(root: Root, held: YMap<unknown>): Record<string, unknown> {
  const kind = held.get('kind');
  const raw: Record<string, unknown> = {};
  for (const [field, value] of held) {
    if (!isText(root, field)) raw[field] = value;
    else if (readsAtAll(field, kind) || root !== 'nodes') {
      const prose = value instanceof Text ? value.toJSON() : value;
      if (prose !== '' || readsWhenEmpty(root, field, kind)) raw[field] = prose;
    }
  }
  return raw;
}
