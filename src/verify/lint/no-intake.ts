import { nodesOf } from '#model/rows.ts';
import type { Rule } from './finding.ts';

/** A request has to begin somewhere; a second intake is repair's finding. */
export const noIntake: Rule = (d) => {
  if (nodesOf(d, 'intake').length > 0) return [];
  const id = Object.hasOwn(d.nodes, 'in') ? 'intake' : 'in';
  return [
    {
      rule: 'no_intake',
      level: 'error',
      at: { table: 'control' },
      says: 'There is no intake: nobody can submit a request.',
      mend: { edit: 'addNode', args: { node: { id, kind: 'intake', name: 'Submit request' } } },
    },
  ];
};
