import type { FlowId, NodeId } from '../ids.ts';
import { setFields } from './tables.ts';
import type { DraftDiagram } from './tables.ts';

/** Names a node, or labels a flow; an empty label goes. */
export function rename(d: DraftDiagram, { id, name }: { id: NodeId | FlowId; name: string }): void {
  setFields(d, 'nodes', id, { name });
  setFields(d, 'flows', id, { label: name === '' ? undefined : name });
}
