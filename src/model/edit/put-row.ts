import type { Diagram, TableName } from '../diagram.ts';
import { put } from './tables.ts';
import type { DraftDiagram } from './tables.ts';

export type NewRow = {
  readonly [T in TableName]: {
    readonly table: T;
    readonly row: Diagram[T][keyof Diagram[T]];
    /** Of an assumption, which carries none. */
    readonly id?: string;
  };
}[TableName];

/** Adds a row, or replaces it whole. */
export function putRow(d: DraftDiagram, { table, row, id }: NewRow): void {
  put(d, table, row, id);
}
