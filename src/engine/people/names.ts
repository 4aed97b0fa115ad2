/** Names for sentences: roles and nodes from the drawing, people from the directory. */
import type { Assignment } from '#model/diagram.ts';
import type { NodeId, PersonId } from '#model/ids.ts';
import type { CNode } from '../compiled.ts';
import type { View } from '../run.ts';
import type { Seat } from './edges.ts';
import { standsForRequester } from './roles.ts';

export const personName = (view: View, person: PersonId): string =>
  view.directory.people[person]?.name ?? person;

export const nodeName = (view: View, node: NodeId): string =>
  view.compiled.diagram.nodes[node]?.name ?? node;

export const quoted = (view: View, node: NodeId): string => `“${nodeName(view, node)}”`;

/** "Technical lead", or the person of an added seat. */
export const seatName = (view: View, seat: Seat): string =>
  seat.person === undefined ? nodeName(view, seat.role) : personName(view, seat.person);

/** "Technical lead or Head of risk"; the requester by name where their role means them alone. */
export function edgeNames(view: View, node: CNode, edges: readonly Assignment[]): string {
  const names: string[] = [];
  for (const edge of edges) {
    const name = standsForRequester(view, node, edge)
      ? personName(view, view.request.requester)
      : seatName(view, edge);
    if (!names.includes(name)) names.push(name);
  }
  return listed(names, 'or');
}

/** "a", "a and b", "a, b and c" */
export function listed(names: readonly string[], word: 'and' | 'or'): string {
  if (names.length < 2) return names[0] ?? 'nobody';
  return `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`;
}
