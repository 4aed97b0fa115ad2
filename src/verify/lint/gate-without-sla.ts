import type { Diagram, GateNode } from '#model/diagram.ts';
import type { Finding } from '#model/finding.ts';
import { assignmentsOf, nodesOf } from '#model/rows.ts';
import { atNode, named } from './finding.ts';
import type { Rule } from './finding.ts';

/** Slow approvals are walked around; a gate without a time limit has nobody who notices. */
export const gateWithoutSla: Rule = (d) =>
  nodesOf(d, 'gate')
    .filter((gate) => gate.sla === undefined)
    .map((gate) =>
      atNode(
        'warning',
        'gate_without_sla',
        gate,
        `The gate ${named(gate)} has no time limit: nobody would notice that it is late.`,
        {
          field: 'sla',
          ...mendOf(d, gate),
        },
      ),
    );

/** A day on the first calendar, escalating to the SOP's owner, else to the keeper. */
function mendOf(d: Diagram, gate: GateNode): { readonly mend?: NonNullable<Finding['mend']> } {
  const [calendar] = Object.keys(d.calendars).toSorted();
  const keeper = assignmentsOf(d, gate.id).find(({ letter }) => letter === 'A')?.role;
  const role = d.control.owner ?? keeper;
  if (calendar === undefined || role === undefined) return {};
  const sla = { minutes: 24 * 60, calendar, remindAt: 75, breach: { kind: 'escalate', role } };
  return { mend: { edit: 'setNode', args: { id: gate.id, set: { sla } } } };
}
