import type { TableName } from '#model/diagram.ts';
import type { Fault } from '#model/finding.ts';
import { kindWords } from '#model/kind-words.ts';
import type { CNode } from '../compiled.ts';

type Where = readonly [TableName | 'control', id?: string | undefined, field?: string | undefined];

/** An error at a row. */
export function fault(
  rule: string,
  [table, id, field]: Where,
  says: string,
  more: Pick<Fault, 'mend' | 'span'> = {},
): Fault {
  const at = {
    table,
    ...(id === undefined ? {} : { id }),
    ...(field === undefined ? {} : { field }),
  };
  return { rule, level: 'error', at, says, ...more };
}

/** `Gate “Technical readiness review”`, as it begins a sentence. */
export const named = ({ kind, row }: Pick<CNode, 'kind' | 'row'>): string =>
  row.name.trim() === '' ? `${kindWords[kind]} without a name` : `${kindWords[kind]} “${row.name}”`;
