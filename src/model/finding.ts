import type { TableName } from './diagram.ts';
import type { Json } from './json.ts';

/** Something to say about a diagram: of repair, compile's faults, lint and proof alike. */
export interface Finding {
  /** Stable name of what was checked, e.g. `gate_without_keeper`. */
  readonly rule: string;
  readonly level: 'error' | 'warning' | 'hint';
  readonly at: {
    readonly table: TableName | 'control';
    readonly id?: string;
    readonly field?: string;
  };
  /** One sentence. */
  readonly says: string;
  /** Names an edit of model/edit with its arguments. */
  readonly mend?: { readonly edit: string; readonly args: Json };
}

/** A finding of the compiler; `span` is the place in the expression. */
export type Fault = Finding & { readonly span?: readonly [number, number] };
