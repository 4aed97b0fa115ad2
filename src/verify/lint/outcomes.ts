import type { Diagram, GateNode } from '#model/diagram.ts';
import type { Finding } from '#model/finding.ts';
import { flowsFrom, itemsOf, nodesOf } from '#model/rows.ts';
import { atNode, named } from './finding.ts';
import type { Rule } from './finding.ts';

/** What a gate should be able to say needs a flow to go by; “approved” and a lapse are the compiler's. */
export const outcomes: Rule = (d) => nodesOf(d, 'gate').flatMap((gate) => ofGate(d, gate));

function ofGate(d: Diagram, gate: GateNode): readonly Finding[] {
  const flows = flowsFrom(d, gate.id);
  const used = new Set<string>(
    flows.flatMap(({ route }) => (route.kind === 'outcomes' ? route.outcomes : [])),
  );
  const found: Finding[] = [];
  if (!used.has('rejected') && !used.has('returned')) {
    found.push(
      atNode(
        'warning',
        'cannot_refuse',
        gate,
        `The gate ${named(gate)} can neither reject nor return a request: whoever signs can only approve.`,
      ),
    );
  }
  const waivable = itemsOf(d, gate.id).some((item) => item.waivable);
  const approved = flows.find(
    ({ route }) => route.kind === 'outcomes' && route.outcomes.includes('approved'),
  );
  if (waivable && !used.has('conditional') && approved?.route.kind === 'outcomes') {
    const route = { kind: 'outcomes', outcomes: [...approved.route.outcomes, 'conditional'] };
    found.push(
      atNode(
        'warning',
        'no_conditional_flow',
        gate,
        `Items of ${named(gate)} may be waived, but the gate has no flow for “conditional”: no waiver can be given.`,
        {
          mend: { edit: 'setRow', args: { table: 'flows', id: approved.id, set: { route } } },
        },
      ),
    );
  }
  return found;
}
