import type { Node } from '../diagram.ts';
import type { FlowId } from '../ids.ts';
import { runs } from '../rows.ts';
import { connect } from './connect.ts';
import { placeAt, straighten } from './place.ts';
import type { Point } from './place.ts';
import { put } from './tables.ts';
import type { DraftDiagram } from './tables.ts';

export interface Split {
  readonly flow: FlowId;
  /** A new node, or one that is drawn already. */
  readonly node: Node;
  readonly at?: Point;
  /** Of the new flow behind the node; the old one leads to it and keeps its route. */
  readonly id: FlowId;
}

/** Puts a node on a flow. Behind an end nothing goes on. */
export function splitFlow(d: DraftDiagram, { flow, node, at, id }: Split): void {
  const before = d.flows[flow];
  if (before === undefined || !runs(node.kind)) return;
  const { to } = before;
  if (d.nodes[node.id] === undefined) put(d, 'nodes', node);
  before.to = node.id;
  if (node.kind !== 'end') connect(d, { id, from: node.id, to });
  straighten(d, flow);
  if (at !== undefined) placeAt(d, node.id, at);
}
