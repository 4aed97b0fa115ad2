import type { Diagram } from '../diagram.ts';
import type { NodeId } from '../ids.ts';
import { nextRoute, outcomesOf, timersOf } from '../route.ts';
import { flowsFrom, runs } from '../rows.ts';

/** True, or the sentence that says why no flow may be drawn there. */
export function mayConnect(d: Diagram, from: NodeId, to: NodeId): true | string {
  const source = d.nodes[from];
  const target = d.nodes[to];
  if (source === undefined || target === undefined) return 'One of the two is gone.';
  if (!runs(source.kind) || !runs(target.kind))
    return 'Flows join what runs; roles are assigned, notes and phases stand by.';
  if (from === to) return 'A flow leads to another node.';
  if (source.kind === 'end') return 'A request stops at an end: nothing leaves it.';
  if (target.kind === 'intake') return 'A request begins at the intake: nothing leads to it.';
  const others = flowsFrom(d, from);
  if (source.kind !== 'decision' && others.some((flow) => flow.to === to))
    return outcomesOf(source).length > 0
      ? 'There is a flow already: add the outcome to it.'
      : 'There is a flow already.';
  if (
    nextRoute(
      source,
      others.map((flow) => flow.route),
    ) !== null
  )
    return true;
  if (outcomesOf(source).length > 0) return 'Every outcome has its flow already.';
  if (timersOf(source).length > 0) return 'Every timer has its flow already.';
  return `“${source.name}” has its one way out: put a decision or a fork behind it to have more.`;
}
