import type { TableName } from '../diagram.ts';
import { setNode } from './set-node.ts';
import { as } from '../ids.ts';
import type { NodeId } from '../ids.ts';
import { setFields } from './tables.ts';
import type { DraftDiagram, Values } from './tables.ts';

export interface RowValues {
  readonly table: TableName;
  readonly id: string;
  /** undefined deletes. */
  readonly set: Values;
}

/** Sets fields of a row. Throws where the result is none: the fields of a form are checked before. */
export function setRow(d: DraftDiagram, { table, id, set }: RowValues): void {
  if (table === 'nodes') setNode(d, { id: as<NodeId>(id), set });
  else if ('id' in set) throw new Error('setRow: a row keeps its id');
  else setFields(d, table, id, set);
}
