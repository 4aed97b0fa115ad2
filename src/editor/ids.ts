/** New ids of the editor, branded by the kind of thing they are made for. */
import type { NodeKind } from '#model/diagram.ts';
import { prefixes } from '#model/fresh.ts';
import { as } from '#model/ids.ts';
import type { AssignmentId, FlowId, Id, NodeId } from '#model/ids.ts';
import { newId } from '#store/new-id.ts';

export const newNodeId = (kind: NodeKind): NodeId => as<NodeId>(newId(prefixes[kind]));
export const newFlowId = (): FlowId => as<FlowId>(newId('f'));
export const newAssignmentId = (): AssignmentId => as<AssignmentId>(newId('a'));
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller says what the id is of
export const freshId = <I extends Id<string>>(prefix: string): I => as<I>(newId(prefix));
