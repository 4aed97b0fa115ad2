import { enter } from '../enter.ts';
import { eligible, needed } from '../people/quorum.ts';
import { holders } from '../people/roles.ts';
import { suspend } from '../suspend.ts';
import type { Arrive } from './arrive.ts';

/** Rests until enough have signed, or its time lapses. A role nobody holds could never sign: an incident. */
export const gate: Arrive = (run, token, node) => {
  const asked = [...node.signs, ...node.consulted.filter((edge) => edge.before === true)];
  const empty = asked.find((edge) => holders(run, node, edge).length === 0);
  if (empty !== undefined)
    return suspend(run, { code: 'empty_role', node: node.id, role: empty.role });
  if (node.signs.length === 0) return suspend(run, { code: 'empty_role', node: node.id });
  for (const seat of node.signs)
    if (seat.quorum !== undefined || run.request.recused[node.id] !== undefined)
      if (eligible(run, node, seat).length < needed(run, node, seat))
        return suspend(run, { code: 'quorum_unreachable', node: node.id, role: seat.role });
  enter(run, token, node);
};
