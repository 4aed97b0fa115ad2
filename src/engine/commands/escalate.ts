import type { PersonId, RoleId } from '#model/ids.ts';
import type { CommandOf, Refusal } from '../command.ts';
import type { CNode } from '../compiled.ts';
import { blank } from '../normal.ts';
import { maySign } from '../people/authority.ts';
import { edgeNames, listed, nodeName, quoted } from '../people/names.ts';
import { mayOwn, ownerRefusal } from '../people/owner.ts';
import { members } from '../people/roles.ts';
import type { Work } from '../request.ts';
import { actingFor, emit } from '../run.ts';
import type { Run, View } from '../run.ts';
import { openWork, personOf, reasonNeeded } from './admit.ts';

/** Calls in another role by hand, as a breach of the SLA does: its members may fill what is not signed yet. */
export function escalate(run: Run, command: CommandOf<'escalate'>): Refusal | null {
  const { work: id, role, reason } = command;
  const found = openWork(run, id);
  if ('refused' in found) return found;
  const { node, work } = found;
  const may = mayEscalate(run, node, work, personOf(run));
  if (typeof may === 'object') return may;
  const wrong = wrongRole(run, work, role);
  if (wrong !== null) return wrong;
  if (blank(reason)) return reasonNeeded('Say why you call in another role.');
  actingFor(run, may);
  emit(run, { reason, role, type: 'escalated', why: 'by_hand', work: id });
  return null;
}

/** The keeper of the gate, as far as they could sign it, or the SOP's owner role: on whose behalf. */
export function mayEscalate(
  view: View,
  node: CNode,
  work: Work,
  person: PersonId,
): PersonId | Refusal {
  if (node.kind !== 'gate')
    return { refused: 'not_allowed', says: 'Only the work of a gate is escalated.' };
  const keeper =
    node.keeper === null ? null : maySign(view, node, work, person, false, node.keeper.id);
  if (keeper?.ok === true) return keeper.principal;
  const owner = mayOwn(view, person);
  if (owner !== null) return owner;
  const refusal = ownerRefusal(view, `escalate ${quoted(view, node.id)}`);
  if (node.keeper === null) return refusal;
  const names = [edgeNames(view, node, [node.keeper])];
  const { owner: role } = view.compiled.diagram.control;
  if (role !== null) names.push(nodeName(view, role));
  return {
    ...refusal,
    says: `Only ${listed(names, 'or')} may escalate ${quoted(view, node.id)}.`,
    needs: [node.keeper.role, ...(refusal.needs ?? [])],
    who: [...new Set([...members(view, node.keeper.role), ...(refusal.who ?? [])])],
  };
}

function wrongRole(run: Run, work: Work, role: RoleId): Refusal | null {
  const { nodes } = run.compiled.diagram;
  const row = Object.hasOwn(nodes, role) ? nodes[role] : undefined;
  if (row?.kind !== 'role') return { refused: 'unknown_role', says: 'This SOP has no such role.' };
  if (work.escalated.includes(role))
    return { refused: 'no_change', says: `${row.name} has been called in already.`, needs: [role] };
  return members(run, role).length > 0
    ? null
    : { refused: 'unknown_role', says: `Nobody is ${row.name} at present.`, needs: [role] };
}
