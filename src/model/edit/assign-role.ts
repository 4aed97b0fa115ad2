import type { Assignment, Letter, Quorum } from '../diagram.ts';
import type { AssignmentId, NodeId, RoleId } from '../ids.ts';
import { assignmentsOf } from '../rows.ts';
import { drop, now, put } from './tables.ts';
import type { DraftDiagram } from './tables.ts';

export interface NewAssignment {
  readonly id: AssignmentId;
  readonly role: RoleId;
  readonly node: NodeId;
  readonly letter: Letter;
  /** A and S only. */
  readonly quorum?: Quorum;
  /** C only: asked before anyone signs. */
  readonly before?: boolean;
}

/**
 * Gives a role a letter at a gate or step. A second A replaces the first, for one role is accountable; the same letter
 * given again changes the edge that is there.
 */
export function assignRole(d: DraftDiagram, wish: NewAssignment): void {
  const diagram = now(d);
  const { role, node, letter, quorum, before } = wish;
  const kind = diagram.nodes[node]?.kind;
  if (diagram.nodes[role]?.kind !== 'role' || (kind !== 'gate' && kind !== 'step')) return;
  const there = assignmentsOf(diagram, node).filter((row) => row.letter === letter);
  const same = there.find((row) => row.role === role);
  if (letter === 'A')
    drop(
      d,
      'assignments',
      there.filter((row) => row !== same).map(({ id }) => id),
    );
  const row: Assignment = {
    id: same?.id ?? wish.id,
    role,
    node,
    letter,
    ...(quorum !== undefined && (letter === 'A' || letter === 'S') ? { quorum } : {}),
    ...(before !== undefined && letter === 'C' ? { before } : {}),
  };
  put(d, 'assignments', row);
}

/** Takes an edge away. */
export const unassign = (d: DraftDiagram, { id }: { id: AssignmentId }): void =>
  drop(d, 'assignments', [id]);
