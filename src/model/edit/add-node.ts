import type { Node } from '../diagram.ts';
import { placeAt } from './place.ts';
import type { Point } from './place.ts';
import { put } from './tables.ts';
import type { DraftDiagram } from './tables.ts';

/** Adds a node; without a place layout finds one. */
export function addNode(d: DraftDiagram, { node, at }: { node: Node; at?: Point }): void {
  put(d, 'nodes', node);
  if (at !== undefined) placeAt(d, node.id, at);
}
