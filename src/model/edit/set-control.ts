import { setControlFields } from './tables.ts';
import type { DraftDiagram, Values } from './tables.ts';

/** Sets what stands in the document's head. */
export const setControl = (d: DraftDiagram, { set }: { set: Values }): void =>
  setControlFields(d, set);
