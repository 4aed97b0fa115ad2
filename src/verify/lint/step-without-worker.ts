import { assignmentsOf, nodesOf } from '#model/rows.ts';
import { atNode, named } from './finding.ts';
import type { Rule } from './finding.ts';

export const stepWithoutWorker: Rule = (d) =>
  nodesOf(d, 'step')
    .filter(
      ({ id }) => !assignmentsOf(d, id).some(({ letter }) => letter === 'R' || letter === 'A'),
    )
    .map((node) =>
      atNode(
        'error',
        'step_without_worker',
        node,
        `Nobody does the step ${named(node)}: give a role the letter R.`,
      ),
    );
