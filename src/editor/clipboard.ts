/** Nodes as text on the system's clipboard: across SOPs and tabs, and readable as JSON. */
import { copyOf, rekeyed } from '#model/edit/copy.ts';
import type { Clip } from '#model/edit/copy.ts';
import { rowSchemas } from '#model/diagram.schema.ts';
import type { Diagram, Node, RoleNode } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { NodeId, RoleId } from '#model/ids.ts';
import { z } from '#model/zod.ts';
import { newId } from '#store/new-id.ts';
import type { Point } from './state.ts';

const envelope = z.object({
  countersign: z.literal('clip'),
  format: z.literal(1),
  rows: z.record(z.string(), z.record(z.string(), z.unknown())),
  /** The roles that the rows name and that were not copied themselves: another SOP may not have them. */
  roles: z.record(z.string(), z.unknown()).default({}),
});

/** The flavor on the clipboard beside the plain text, which is the same. */
export const flavor = 'application/x-countersign+json';

/** A clip of more than this many characters isn't read. */
const longest = 2_000_000;

export function clipOf(diagram: Diagram, nodes: readonly NodeId[]): string {
  const rows = copyOf(diagram, nodes);
  const roles = Object.fromEntries(
    [...rolesIn(rows)]
      .filter((id) => rows.nodes[id] === undefined)
      .map((id) => [id, diagram.nodes[id]]),
  );
  return JSON.stringify({ countersign: 'clip', format: 1, rows, roles });
}

/**
 * The clip under new ids, ready to paste into a diagram; null where the text is something else. Rows that don't parse are
 * left out. A role that this diagram doesn't have is the one of that name, else it comes along.
 */
export function pasted(
  text: string,
  into: Diagram,
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
  const clip = tables as Clip;
  const roles = Object.values(parsed.data.roles).flatMap((row) => {
    const read = rowSchemas.nodes.safeParse(row);
    return read.success && read.data.kind === 'role' ? [read.data] : [];
  });
  const diagram = rekeyed(withRoles(clip, roles, into), newId);
  const brought = Object.keys(diagram.nodes).map((id) => as<NodeId>(id));
  const nodes = brought.slice(0, Object.keys(clip.nodes).length);
  if (nodes.length === 0) return null;
  const corners = Object.values(diagram.layout).flatMap(({ x, y }) =>
    x === undefined || y === undefined ? [] : [{ x, y }],
  );
  return { diagram, nodes, corners };
}

const isTable = (name: string): name is keyof Clip => name in rowSchemas;

/** Every role that rows of a clip name. */
function rolesIn({ assignments, nodes }: Pick<Clip, 'assignments' | 'nodes'>): Set<RoleId> {
  const roles = new Set(Object.values(assignments).map(({ role }) => role));
  for (const node of Object.values(nodes)) {
    if (node.kind === 'notify') for (const to of node.to) if (to !== 'requester') roles.add(to);
    if (node.kind === 'gate' && node.sla?.breach.kind === 'escalate')
      roles.add(node.sla.breach.role);
  }
  return roles;
}

/** Roles that aren't here become those of the same name, or are brought along, behind all that was copied. */
function withRoles(clip: Clip, roles: readonly RoleNode[], into: Diagram): Clip {
  const known = new Map<string, RoleId>();
  const brought: { [id: string]: Node } = {};
  for (const role of roles) {
    if (into.nodes[role.id]?.kind === 'role' || clip.nodes[role.id] !== undefined) continue;
    const same = Object.values(into.nodes).find(
      (node) => node.kind === 'role' && role.name !== '' && alike(node.name, role.name),
    );
    if (same === undefined) brought[role.id] = { ...role, group: null };
    else known.set(role.id, as<RoleId>(same.id));
  }
  const to = (id: RoleId): RoleId => known.get(id) ?? id;
  return {
    ...clip,
    nodes: { ...map(clip.nodes, (node) => reroled(node, to)), ...brought },
    assignments: map(clip.assignments, (row) => ({ ...row, role: to(row.role) })),
  };
}
const alike = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
const map = <R>(rows: { readonly [id: string]: R }, by: (row: R) => R): { [id: string]: R } =>
  Object.fromEntries(Object.entries(rows).map(([id, row]) => [id, by(row)]));

function reroled(node: Node, to: (id: RoleId) => RoleId): Node {
  if (node.kind === 'notify')
    return { ...node, to: node.to.map((one) => (one === 'requester' ? one : to(one))) };
  if (node.kind !== 'gate' || node.sla?.breach.kind !== 'escalate') return node;
  const role = to(node.sla.breach.role);
  return { ...node, sla: { ...node.sla, breach: { kind: 'escalate', role } } };
}
