import type { AssignmentId, NodeId, RoleId } from '../ids.ts';
import { assignmentsOf } from '../rows.ts';
import { assignRole } from './assign-role.ts';
import { drop, now } from './tables.ts';
import type { DraftDiagram } from './tables.ts';

/**
 * Another role keeps a gate, or does a step, instead of the one that did: its edge takes over letter and quorum, and what
 * else it had there (a C, an I) gives way.
 */
export function handOver(
  d: DraftDiagram,
  { node, role, id }: { node: NodeId; role: RoleId; id: AssignmentId },
): void {
  const kind = now(d).nodes[node]?.kind;
  if (kind !== 'gate' && kind !== 'step') return;
  const letter = kind === 'gate' ? 'A' : 'R';
  const rows = assignmentsOf(now(d), node);
  const before = rows.find((row) => row.letter === letter);
  if (before?.role === role) return;
  drop(
    d,
    'assignments',
    rows.filter((row) => row.role === role || row === before).map((row) => row.id),
  );
  const { quorum } = before ?? {};
  assignRole(d, { id, role, node, letter, ...(quorum === undefined ? {} : { quorum }) });
}
