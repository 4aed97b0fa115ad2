import { atNode, named } from './finding.ts';
import type { Rule } from './finding.ts';

const vague =
  /^(?:new )?(?:review|check|approve|approval|process|step|gate|decision|task|action|todo|tbd|misc|other|untitled)(?: ?\d+)?$/i;

/** "Review" of what, by whom? Names stand alone in inboxes and audit trails. */
export const vagueLabel: Rule = (d) =>
  Object.values(d.nodes)
    .filter(
      (node) =>
        (node.kind === 'gate' || node.kind === 'step' || node.kind === 'decision') &&
        vague.test(node.name.trim()),
    )
    .map((node) =>
      atNode(
        'hint',
        'vague_label',
        node,
        `${named(node)} says little in an inbox or an audit trail: name what is done or decided.`,
        { field: 'name' },
      ),
    );
