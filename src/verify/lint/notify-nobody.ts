import { nodesOf } from '#model/rows.ts';
import { atNode, named } from './finding.ts';
import type { Rule } from './finding.ts';

/** A notification drawn, but not told whom to tell. */
export const notifyNobody: Rule = (d) =>
  nodesOf(d, 'notify')
    .filter((node) => node.to.length === 0)
    .map((node) =>
      atNode('warning', 'notify_nobody', node, `${named(node)} tells nobody: choose who is told.`, {
        field: 'to',
        mend: { edit: 'setNode', args: { id: node.id, set: { to: ['requester'] } } },
      }),
    );
