import type { CNode } from '../compiled.ts';
import { dataOf, seenBy, together } from '../data.ts';
import type { Seen } from '../event.ts';
import { move, noRoute } from '../move.ts';
import { suspend } from '../suspend.ts';
import type { Arrive } from './arrive.ts';

/**
 * The first flow in drawn order whose condition is true. A condition before it that is neither true nor false is an
 * incident: a rule that cannot be told is not a rule that does not apply.
 */
export const decision: Arrive = (run, token, node: CNode) => {
  const data = dataOf(run.compiled, run.request);
  const seen: Seen[] = [];
  for (const flow of node.out) {
    if (flow.route.kind !== 'when') continue;
    const held = flow.when?.eval(data);
    if (flow.when !== null) seen.push(seenBy(flow.when, data));
    if (held === true) return move(run, token, flow, { seen: together(seen) });
    if (held !== false)
      return suspend(run, {
        code: 'decision_unknown',
        node: node.id,
        expression: flow.route.when,
        seen: seen.at(-1) ?? {},
      });
  }
  if (node.fallback !== null) move(run, token, node.fallback, { seen: together(seen) });
  else suspend(run, { ...noRoute(node.id), seen: together(seen) });
};
