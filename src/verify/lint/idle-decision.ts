import { flowsFrom, nodesOf } from '#model/rows.ts';
import { atNode, named } from './finding.ts';
import type { Rule } from './finding.ts';

/** One way out is no choice; none at all is the compiler's fault. */
export const idleDecision: Rule = (d) =>
  nodesOf(d, 'decision')
    .filter(({ id }) => flowsFrom(d, id).length === 1)
    .map((node) =>
      atNode(
        'warning',
        'idle_decision',
        node,
        `The decision ${named(node)} has only one way out: it decides nothing.`,
        {
          mend: {
            edit: 'deleteThings',
            args: { nodes: [node.id], flows: [], heal: `f_${node.id}_healed` },
          },
        },
      ),
    );
