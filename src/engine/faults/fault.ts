import type { FlowKind, TableName } from '#model/diagram.ts';
import type { Fault } from '#model/finding.ts';
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

const words: Record<FlowKind, string> = {
  intake: 'Intake',
  step: 'Step',
  gate: 'Gate',
  decision: 'Decision',
  parallel: 'Parallel',
  wait: 'Wait',
  notify: 'Notification',
  subprocess: 'Subprocess',
  end: 'End',
};
/** `Gate “Technical readiness review”`, as it begins a sentence. */
export const named = ({ kind, row }: Pick<CNode, 'kind' | 'row'>): string =>
  row.name.trim() === '' ? `${words[kind]} without a name` : `${words[kind]} “${row.name}”`;
