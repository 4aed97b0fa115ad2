import type { Assignment } from '#model/diagram.ts';
import type { CNode } from '../compiled.ts';
import { enter } from '../enter.ts';
import { eligible, needed } from '../people/quorum.ts';
import { holders } from '../people/roles.ts';
import { suspend } from '../suspend.ts';
import type { Run } from '../run.ts';
import type { Arrive } from './arrive.ts';

/** Rests until enough have signed, or its time lapses. A role nobody holds could never sign: an incident. */
export const gate: Arrive = (run, token, node) => {
  const empty = nobodyIn(run, node, node.signs) ?? nobodyIn(run, node, node.consulted);
  if (empty !== null) return suspend(run, { code: 'empty_role', node: node.id, role: empty.role });
  if (node.signs.length === 0) return suspend(run, { code: 'empty_role', node: node.id });
  for (const seat of node.signs)
    if (seat.quorum !== undefined || run.request.recused[node.id] !== undefined)
      if (eligible(run, node, seat).length < needed(run, node, seat))
        return suspend(run, { code: 'quorum_unreachable', node: node.id, role: seat.role });
  enter(run, token, node);
};

/** The first edge that has to be filled and that nobody holds. */
function nobodyIn(run: Run, node: CNode, edges: readonly Assignment[]): Assignment | null {
  for (const edge of edges) {
    if (edge.letter === 'C' && edge.before !== true) continue;
    if (holders(run, node, edge).length === 0) return edge;
  }
  return null;
}
