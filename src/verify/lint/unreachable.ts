import { nodesOf, runs } from '#model/rows.ts';
import { atNode, named } from './finding.ts';
import type { Rule } from './finding.ts';
import { reachedFromIntake } from './ways.ts';

/** Only where there is an intake: without one nothing is reached, which is said once. */
export const unreachable: Rule = (d) => {
  if (nodesOf(d, 'intake').length === 0) return [];
  const reached = reachedFromIntake(d);
  return Object.values(d.nodes)
    .filter((node) => runs(node.kind) && node.kind !== 'intake' && !reached.has(node.id))
    .map((node) =>
      atNode('error', 'unreachable', node, `${named(node)} is never reached from the intake.`, {
        mend: { edit: 'deleteThings', args: { nodes: [node.id], flows: [] } },
      }),
    );
};
