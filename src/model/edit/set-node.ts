import type { NodeId } from '../ids.ts';
import { setFields } from './tables.ts';
import type { DraftDiagram, Values } from './tables.ts';

/** Sets fields of a node; undefined deletes. Its kind is changed by changeKind, which looks after what hangs on it. */
export function setNode(d: DraftDiagram, { id, set }: { id: NodeId; set: Values }): void {
  if ('kind' in set || 'id' in set)
    throw new Error('setNode: a node keeps its id, and its kind is set by changeKind');
  setFields(d, 'nodes', id, set);
}
