/** What of a diagram's meaning has changed, row by row: a check of thousands of rows is asked for with a handful. */
import { tableNames } from '#collab/roots.ts';
import type { Diagram } from '#model/diagram.ts';

type Meaning = Omit<Diagram, 'layout'>;
type Table = Exclude<keyof Meaning, 'format' | 'control'>;
interface Rows {
  readonly [id: string]: unknown;
}
/** Rows by id; null: it is gone. */
export interface Changes {
  readonly control: Diagram['control'];
  readonly tables: { readonly [table in Table]?: Rows };
}

const tables = tableNames.filter((name): name is Table => name !== 'layout');

/** Whether two diagrams say the same, places apart: compared by identity, table by table. */
export const meansTheSame = (a: Diagram, b: Diagram): boolean =>
  a.control === b.control && tables.every((table) => a[table] === b[table]);

/** From one diagram to the next; from none: all of it. */
export function changesBetween(before: Diagram | null, after: Diagram): Changes {
  const all: { [table in Table]?: Rows } = {};
  for (const table of tables) {
    const was: Rows = before?.[table] ?? {};
    const is: Rows = after[table];
    if (was === is) continue;
    const rows: { [id: string]: unknown } = {};
    for (const [id, row] of Object.entries(is)) if (was[id] !== row) rows[id] = row;
    for (const id of Object.keys(was)) if (!(id in is)) rows[id] = null;
    all[table] = rows;
  }
  return { control: after.control, tables: all };
}

/** The diagram after them; it has no places. */
export function changed(before: Diagram, { control, tables: all }: Changes): Diagram {
  const next: { [table in Table]?: Rows } = {};
  for (const table of tables) {
    const rows = all[table];
    if (rows === undefined) continue;
    const kept = Object.entries({ ...before[table], ...rows }).filter(([, row]) => row !== null);
    next[table] = Object.fromEntries(kept);
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- rows of a diagram, put together again
  return { ...before, ...next, control, layout: {} } as Diagram;
}
