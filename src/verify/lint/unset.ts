import type { Node } from '#model/diagram.ts';
import type { Finding } from '#model/finding.ts';
import { atNode, named } from './finding.ts';
import type { Rule } from './finding.ts';

/** Nodes that were drawn but not told what to do. */
export const unset: Rule = (d) => Object.values(d.nodes).flatMap(ofNode);

function ofNode(node: Node): readonly Finding[] {
  if (node.kind === 'subprocess' && node.sop === null) {
    return [
      atNode('error', 'subprocess_unset', node, `${named(node)} does not say which SOP it runs.`, {
        field: 'sop',
      }),
    ];
  }
  if (node.kind === 'notify' && node.to.length === 0) {
    return [
      atNode('warning', 'notify_nobody', node, `${named(node)} tells nobody: choose who is told.`, {
        field: 'to',
        mend: { edit: 'setNode', args: { id: node.id, set: { to: ['requester'] } } },
      }),
    ];
  }
  return [];
}
