/** Nodes as text on the system's clipboard: across SOPs and tabs, and readable as JSON. */
import { copyOf, rekeyed } from '#model/edit/copy.ts';
import type { Clip } from '#model/edit/copy.ts';
import { rowSchemas } from '#model/diagram.schema.ts';
import type { Diagram } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { NodeId } from '#model/ids.ts';
import { z } from '#model/zod.ts';
import { newId } from '#store/hash.ts';
import type { Point } from './state.ts';

const envelope = z.object({
  countersign: z.literal('clip'),
  format: z.literal(1),
  rows: z.record(z.string(), z.record(z.string(), z.unknown())),
});

/** px; a clip of more than this many characters isn't read. */
const longest = 2_000_000;

export const clipOf = (diagram: Diagram, nodes: readonly NodeId[]): string =>
  JSON.stringify({ countersign: 'clip', format: 1, rows: copyOf(diagram, nodes) });

/** The clip under new ids, ready to paste; null where the text is something else. Rows that don't parse are left out. */
export function pasted(
  text: string,
): { diagram: Clip; nodes: readonly NodeId[]; corners: readonly Point[] } | null {
  if (text.length > longest || !text.startsWith('{')) return null;
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = envelope.safeParse(raw);
  if (!parsed.success) return null;
  const tables: Record<keyof Clip, Record<string, unknown>> = {
    nodes: {},
    flows: {},
    assignments: {},
    items: {},
    evidence: {},
    layout: {},
  };
  for (const name of Object.keys(tables).filter(isTable)) {
    const schema: z.ZodType = rowSchemas[name];
    for (const [id, row] of Object.entries(parsed.data.rows[name] ?? {})) {
      const read = schema.safeParse(row);
      if (read.success) tables[name][id] = read.data;
    }
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each row was parsed by its table's schema
  const diagram = rekeyed(tables as Clip, newId);
  const nodes = Object.keys(diagram.nodes).map((id) => as<NodeId>(id));
  if (nodes.length === 0) return null;
  const corners = Object.values(diagram.layout).flatMap(({ x, y }) =>
    x === undefined || y === undefined ? [] : [{ x, y }],
  );
  return { diagram, nodes, corners };
}

const isTable = (name: string): name is keyof Clip => name in rowSchemas;
