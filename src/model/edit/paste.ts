import type { Diagram, Node, Place } from '../diagram.ts';
import { nodesOf, runs } from '../rows.ts';
import type { Clip } from './copy.ts';
import { now, put } from './tables.ts';
import type { DraftDiagram } from './tables.ts';

export interface Paste {
  /** Under new ids already, see `rekeyed`. */
  readonly diagram: Partial<Clip>;
  /** px */
  readonly dx: number;
  readonly dy: number;
}

/**
 * Adds a clip, shifted. What names a thing that isn't here (a role or phase of another SOP) is left out, and so is a
 * second intake.
 */
export function paste(d: DraftDiagram, { diagram: clip, dx, dy }: Paste): void {
  const begun = nodesOf(now(d), 'intake').length > 0;
  const pasted = Object.values(clip.nodes ?? {}).filter((node) => !begun || node.kind !== 'intake');
  for (const node of pasted) put(d, 'nodes', node);
  const diagram = now(d);
  for (const node of pasted) {
    const known = knownOnly(diagram, node);
    if (known !== node) put(d, 'nodes', known);
  }
  const stands = (id: Node['id']): boolean => {
    const node = diagram.nodes[id];
    return node !== undefined && runs(node.kind);
  };
  for (const row of Object.values(clip.flows ?? {}))
    if (stands(row.from) && stands(row.to)) put(d, 'flows', row);
  for (const row of Object.values(clip.assignments ?? {}))
    if (diagram.nodes[row.node] !== undefined && diagram.nodes[row.role]?.kind === 'role')
      put(d, 'assignments', row);
  for (const row of Object.values(clip.items ?? {}))
    if (diagram.nodes[row.node] !== undefined) put(d, 'items', row);
  for (const row of Object.values(clip.evidence ?? {}))
    if (diagram.nodes[row.node] !== undefined) put(d, 'evidence', row);
  const drawn = now(d);
  const things: { readonly [id: string]: unknown } = { ...drawn.nodes, ...drawn.flows };
  for (const place of Object.values(clip.layout ?? {}))
    if (things[place.id] !== undefined) put(d, 'layout', shifted(place, dx, dy));
}

function knownOnly(d: Diagram, node: Node): Node {
  let known = node;
  if (known.phase !== undefined && d.nodes[known.phase]?.kind !== 'phase') {
    const { phase: _phase, ...rest } = known;
    known = rest;
  }
  if (known.kind === 'step' && known.edits?.some((field) => d.fields[field] === undefined) === true)
    known = { ...known, edits: known.edits.filter((field) => d.fields[field] !== undefined) };
  return known;
}

const shifted = (place: Place, dx: number, dy: number): Place => ({
  ...place,
  ...(place.x === undefined ? {} : { x: place.x + dx }),
  ...(place.y === undefined ? {} : { y: place.y + dy }),
  ...(place.bends === undefined
    ? {}
    : { bends: place.bends.map(([x, y]) => [x + dx, y + dy] as const) }),
});
