import type { Assignment } from '#model/diagram.ts';
import type { CommandOf, Refusal } from '../command.ts';
import { addedAdviser, isRecused, mayWork } from '../people/authority.ts';
import { seatId } from '../people/edges.ts';
import { denial } from '../people/refusals.ts';
import { holds } from '../people/roles.ts';
import { actingFor, emit } from '../run.ts';
import type { Run } from '../run.ts';
import { openWork, personOf } from './admit.ts';

/** What somebody consulted advises; it binds nobody, but may be required before anyone signs. */
export function recommend(run: Run, command: CommandOf<'recommend'>): Refusal | null {
  const found = openWork(run, command.work);
  if ('refused' in found) return found;
  const { work, node } = found;
  const person = personOf(run);
  const { text, verdict } = command;
  const added = addedAdviser(run, work, person);
  const may = mayWork(run, node, work, person, node.consulted);
  let edge: Pick<Assignment, 'id'> | undefined;
  if (may.ok) {
    const held = node.consulted.filter((each) => holds(run, node, each, may.principal));
    edge = held.find((each) => work.recommended[each.id] === undefined);
    if (edge !== undefined || added === null) actingFor(run, may.principal);
    if (added === null) edge ??= held[0];
  }
  if (edge === undefined && added !== null && !isRecused(run, node, person, added)) {
    edge = { id: seatId(added) };
    actingFor(run, added);
  }
  if (edge === undefined) {
    const denied = may.ok
      ? { ok: false as const, why: 'not_allowed' as const, edges: node.consulted }
      : may;
    return denial(run, denied, { node, work, person, verb: 'advise on', alone: 'advise' });
  }
  emit(run, { edge: edge.id, text, type: 'recommended', verdict, work: work.id });
  return null;
}
