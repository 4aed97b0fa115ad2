import type { Assignment } from '#model/diagram.ts';
import type { NodeId, PersonId, RoleId } from '#model/ids.ts';
import type { CNode } from '../compiled.ts';
import type { View } from '../run.ts';

const nobody: readonly PersonId[] = [];

export const isActive = (view: View, person: PersonId): boolean =>
  view.directory.people[person]?.active === true;

/** The group behind a role, as the directory has it today; people who left are not in it. */
export function members(view: View, role: RoleId): readonly PersonId[] {
  const group = groupOf(view, role);
  return group === null ? nobody : active(view, view.directory.groups[group]?.members ?? nobody);
}

export function groupOf(view: View, role: NodeId) {
  const row = view.compiled.diagram.nodes[role];
  return row?.kind === 'role' ? row.group : null;
}

/** The same list back where all are active: this runs at every arrival. */
function active(view: View, people: readonly PersonId[]): readonly PersonId[] {
  for (const person of people)
    if (!isActive(view, person)) return people.filter((each) => isActive(view, each));
  return people;
}

/**
 * Who holds an edge at a node. The requesters' role means *the* requester of this request wherever it works, is
 * consulted or told; where it signs it means its members (of whom the requester may be kept from signing).
 */
export function holders(view: View, node: CNode, edge: Assignment): readonly PersonId[] {
  if (standsForRequester(view, node, edge)) return active(view, [view.request.requester]);
  return members(view, edge.role);
}

export function holds(view: View, node: CNode, edge: Assignment, person: PersonId): boolean {
  if (standsForRequester(view, node, edge))
    return person === view.request.requester && isActive(view, person);
  return isMember(view, edge.role, person);
}

export function isMember(view: View, role: RoleId, person: PersonId): boolean {
  const group = groupOf(view, role);
  if (group === null || !isActive(view, person)) return false;
  return view.directory.groups[group]?.members.includes(person) === true;
}

export function standsForRequester(view: View, node: CNode, edge: Assignment): boolean {
  if (edge.role !== view.compiled.diagram.control.requesters) return false;
  return node.kind !== 'gate' || (edge.letter !== 'A' && edge.letter !== 'S');
}

/** Members of a role that is told something; of the requesters only the requester is meant. */
export const audience = (view: View, role: RoleId): readonly PersonId[] =>
  role === view.compiled.diagram.control.requesters
    ? active(view, [view.request.requester])
    : members(view, role);
