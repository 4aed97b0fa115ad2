/**
 * What makes running impossible or ambiguous, every one an error: repair's findings (two rows that claim one place,
 * a deleted role) and what only shows in the compiled form. Whether the drawing is sound and good is the verifier's.
 */
import type { Diagram } from '#model/diagram.ts';
import type { Fault } from '#model/finding.ts';
import { repairFindings } from '#model/repair-findings.ts';
import { runs } from '#model/rows.ts';
import type { CNode } from '../compiled.ts';
import { fault } from './fault.ts';
import { feelFaults } from './feel.ts';
import { formFaults } from './form.ts';
import { nodeFaults } from './node.ts';
import { timeFaults } from './time.ts';

export function faultsOf(d: Diagram, nodes: readonly CNode[]): readonly Fault[] {
  return [
    ...repairFindings(d),
    ...noIntake(nodes),
    ...dangling(d),
    ...nodes.flatMap((node) => nodeFaults(d, node)),
    ...timeFaults(d),
    ...formFaults(d),
    ...feelFaults(d),
  ];
}

const noIntake = (nodes: readonly CNode[]): readonly Fault[] =>
  nodes.some(({ kind }) => kind === 'intake')
    ? []
    : [fault('no_intake', ['control'], 'There is no intake: nothing can be submitted.')];

/** Repair hides them; a file that was not repaired hears of them. */
const dangling = (d: Diagram): readonly Fault[] =>
  Object.values(d.flows).flatMap(({ id, from, to }) => {
    const stands = (end: typeof from): boolean => {
      const node = d.nodes[end];
      return node !== undefined && runs(node.kind);
    };
    if (stands(from) && stands(to)) return [];
    return [
      fault('dangling_flow', ['flows', id], 'A flow leads from or to nothing that runs.', {
        mend: { edit: 'deleteThings', args: { nodes: [], flows: [id] } },
      }),
    ];
  });
