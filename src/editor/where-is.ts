import type { Diagram } from '#model/diagram.ts';
import { nodeOfRow } from './row-node.ts';

/** What to select for a row: itself, or the node it belongs to. `reveal` is the row the inspector shows. */
export function whereIs(
  diagram: Diagram,
  at: { table: string; id?: string | undefined },
): { target: string | null; reveal: string | null } {
  const id = at.id ?? '';
  if (id in diagram.nodes || id in diagram.flows) return { target: id, reveal: null };
  const hangsAt = nodeOfRow(diagram, id);
  if (hangsAt !== null) return { target: hangsAt, reveal: id };
  if (at.table === 'fields' || at.table === 'tiers') {
    const intake = Object.values(diagram.nodes).find((node) => node.kind === 'intake');
    return { target: intake?.id ?? null, reveal: id };
  }
  return { target: null, reveal: id === '' ? at.table : id };
}
