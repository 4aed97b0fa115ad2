import type { Diagram, Node } from '#model/diagram.ts';
import type { Finding } from '#model/finding.ts';
import { fits } from '#model/route.ts';
import { flowsFrom, flowsTo } from '#model/rows.ts';
import { atNode, named } from './finding.ts';
import type { Rule } from './finding.ts';

/** How many flows may enter and leave each kind (DOMAIN.md §2); a token takes one flow but at a fork. */
export const arity: Rule = (d) => Object.values(d.nodes).flatMap((node) => ofNode(d, node));

function ofNode(d: Diagram, node: Node): readonly Finding[] {
  const into = flowsTo(d, node.id);
  if (node.kind === 'parallel') return forkOrJoin(node, into.length, flowsFrom(d, node.id).length);
  if (node.kind === 'intake' && into.length > 0) {
    const flows = into.map((flow) => flow.id);
    return [
      atNode(
        'error',
        'flow_into_intake',
        node,
        `A flow leads back into the intake ${named(node)}: let it lead to a step instead.`,
        {
          mend: { edit: 'deleteThings', args: { nodes: [], flows } },
        },
      ),
    ];
  }
  const plain = flowsFrom(d, node.id).filter(
    (flow) => flow.route.kind === 'always' && fits(node, flow.route),
  );
  if (plain.length < 2) return [];
  return [
    atNode(
      'error',
      'several_ways',
      node,
      `${plain.length} flows leave ${named(node)}, but a request can take only one: put a decision or a fork between.`,
    ),
  ];
}

function forkOrJoin(node: Node, into: number, out: number): readonly Finding[] {
  if (into > 1 && out > 1) {
    return [
      atNode(
        'error',
        'fork_and_join',
        node,
        `${named(node)} joins and forks at once: draw a join, then a fork.`,
      ),
    ];
  }
  if (into === 1 && out === 1) {
    return [
      atNode(
        'warning',
        'idle_parallel',
        node,
        `${named(node)} neither forks nor joins: one flow enters and one leaves.`,
        {
          mend: {
            edit: 'deleteThings',
            args: { nodes: [node.id], flows: [], heal: `f_${node.id}_healed` },
          },
        },
      ),
    ];
  }
  return [];
}
