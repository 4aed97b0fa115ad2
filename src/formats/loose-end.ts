import type { Diagram } from '#model/diagram.ts';
import { repair } from '#model/repair.ts';

/**
 * What repair would hide, as a sentence, or null. In a draft such rows come from two people's edits and may return; in a
 * file they are a mistake, and reading on without them would import it by halves.
 */
export function looseEnd(diagram: Diagram): string | null {
  const { diagram: read } = repair(diagram);
  if (read === diagram) return null;
  const tables = ['flows', 'assignments', 'items', 'evidence', 'rules', 'layout'] as const;
  for (const table of tables) {
    const kept: { readonly [id: string]: unknown } = read[table];
    const lost = Object.keys(diagram[table]).find((id) => kept[id] === undefined);
    if (lost !== undefined) return `The row diagram.${table}.${lost} names what is not there.`;
  }
  for (const node of Object.values(diagram.nodes)) {
    if (read.nodes[node.id] === node) continue;
    const field = read.nodes[node.id]?.phase === node.phase ? 'edits' : 'phase';
    return `The field diagram.nodes.${node.id}.${field} names what is not there.`;
  }
  return 'The field diagram.control.subject names a field that is not there.';
}
