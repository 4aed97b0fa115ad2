import type { NodeId, PersonId, RoleId } from '#model/ids.ts';
import { emit } from '../run.ts';
import type { Run } from '../run.ts';
import { audience } from './roles.ts';

/** Writes to the notification centre; the people are resolved now and recorded, for groups change. */
export function tell(run: Run, node: NodeId, to: readonly (RoleId | 'requester')[]): void {
  const people: PersonId[] = [];
  for (const each of to) {
    const asked = each === 'requester' ? [run.request.requester] : audience(run, each);
    for (const person of asked) if (!people.includes(person)) people.push(person);
  }
  emit(run, { node, people, to, type: 'notified' });
}
