import type { DecisionNode, Diagram } from '#model/diagram.ts';
import type { Finding } from '#model/finding.ts';
import { flowsFrom, nodesOf } from '#model/rows.ts';
import { atNode, named } from './finding.ts';
import type { Rule } from './finding.ts';

/** A request for which no condition holds must have somewhere to go. */
export const decisionDefault: Rule = (d) =>
  nodesOf(d, 'decision').flatMap((node) => ofDecision(d, node));

function ofDecision(d: Diagram, node: DecisionNode): readonly Finding[] {
  const flows = flowsFrom(d, node.id);
  if (flows.length < 2) {
    return [
      atNode(
        'error',
        'decision_ways',
        node,
        `The decision ${named(node)} has ${flows.length === 0 ? 'no way' : 'only one way'} out: it decides nothing.`,
      ),
    ];
  }
  if (flows.some((flow) => flow.route.kind === 'default')) return [];
  const last = flows.at(-1);
  const route = { kind: 'default' };
  return [
    atNode(
      'error',
      'no_default',
      node,
      `The decision ${named(node)} has no default flow: a request for which no condition holds would stop there.`,
      last === undefined
        ? {}
        : { mend: { edit: 'setRow', args: { table: 'flows', id: last.id, set: { route } } } },
    ),
  ];
}
