import type { Diagram } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { AssignmentId, EvidenceId, FlowId, ItemId, NodeId } from '#model/ids.ts';

/** The node a row belongs to: itself, an item's, a piece of evidence's, an assignment's; a flow's source. */
export function nodeOfRow(diagram: Diagram, id: string): NodeId | null {
  if (id in diagram.nodes) return as<NodeId>(id);
  const hung =
    diagram.items[as<ItemId>(id)] ??
    diagram.evidence[as<EvidenceId>(id)] ??
    diagram.assignments[as<AssignmentId>(id)];
  return hung?.node ?? diagram.flows[as<FlowId>(id)]?.from ?? null;
}
