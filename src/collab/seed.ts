/** The first update of a new draft. */
import type { Diagram } from '#model/diagram.ts';
import { Doc, encodeStateAsUpdate } from 'yjs';
import { fill } from './write.ts';

/** A diagram as the bytes of a fresh Y.Doc: store them as the only update of a draft that has none. */
export function updateOf(diagram: Diagram): Uint8Array {
  const doc = new Doc();
  // Below 2^30: engines hold larger numbers as objects, one for each of a large draft's hundred thousand items.
  doc.clientID %= 2 ** 30;
  fill(doc, diagram, 'seed');
  const update = encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}
