import { nodesOf } from '#model/rows.ts';
import type { Rule } from './finding.ts';

export const noEnd: Rule = (d) => {
  if (nodesOf(d, 'end').length > 0) return [];
  const id = Object.hasOwn(d.nodes, 'e_approved') ? 'e_end' : 'e_approved';
  const end = {
    kind: 'end',
    name: 'Approved',
    outcome: 'approved',
    terminating: false,
    issues: false,
  };
  return [
    {
      rule: 'no_end',
      level: 'error',
      at: { table: 'control' },
      says: 'There is no end: a request would never be finished.',
      mend: { edit: 'addNode', args: { node: { id, ...end } } },
    },
  ];
};
