/** Places in the drawing; px, absolute, upper left corner. */
import type { FlowId, NodeId } from '../ids.ts';
import { put } from './tables.ts';
import type { DraftDiagram } from './tables.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function placeAt(d: DraftDiagram, id: NodeId | FlowId, { x, y }: Point): void {
  const place = d.layout[id];
  if (place === undefined) put(d, 'layout', { id, x, y });
  else if (place.x !== x || place.y !== y) Object.assign(place, { x, y });
}

/** Forgets a flow's bends: its way is routed anew. A place that says nothing more goes too. */
export function straighten(d: DraftDiagram, flow: FlowId): void {
  const place = d.layout[flow];
  if (place?.bends === undefined) return;
  delete place.bends;
  // A flow's pin says that its bends are a person's.
  delete place.pinned;
  if (Object.keys(place).length === 1) delete d.layout[flow];
}
