import type { Diagram } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';
import { evidenceOf, flowsTo, nodesOf } from '#model/rows.ts';
import { atNode, named } from './finding.ts';
import type { Rule } from './finding.ts';

/** Whoever signs without having to look at anything only lends a name: a rubber stamp. */
export const gateWithoutEvidence: Rule = (d) =>
  nodesOf(d, 'gate')
    .filter((gate) => !hasReading(d, gate.id))
    .map((gate) =>
      atNode(
        'warning',
        'gate_without_evidence',
        gate,
        `Nobody has to look at anything before signing ${named(gate)}: require a piece of evidence.`,
        {
          mend: {
            edit: 'putRow',
            args: {
              table: 'evidence',
              row: {
                id: `ev_${gate.id}`,
                node: gate.id,
                order: 'a0',
                name: 'Evidence reviewed',
                kind: 'file',
              },
            },
          },
        },
      ),
    );

/** Its own evidence, or that of a step between the gate before and this one. */
function hasReading(d: Diagram, gate: NodeId): boolean {
  const seen = new Set([gate]);
  for (const id of seen) {
    const node = d.nodes[id];
    if (evidenceOf(d, id).length > 0 && (id === gate || node?.kind === 'step')) return true;
    for (const flow of flowsTo(d, id)) if (d.nodes[flow.from]?.kind !== 'gate') seen.add(flow.from);
  }
  return false;
}
