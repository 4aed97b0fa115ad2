/** Whose inbox shows an open condition of an approval: what stands open keeps asking, also after the end of the request. */
import type { Directory } from '#model/directory.ts';
import type { ConditionId, GroupId, NodeId, PersonId } from '#model/ids.ts';
import type { Compiled } from './compiled.ts';
import { groupOf } from './people/roles.ts';
import type { Request } from './request.ts';

export interface ConditionOwner {
  readonly owner: PersonId | GroupId;
  readonly condition: ConditionId;
  /** The gate that asked for it. */
  readonly node: NodeId;
  /** UTC ms. */
  readonly due: number;
}

/**
 * The owner's role, or the requester where that role works for them; once it is overdue, the keeper of its gate too
 * (DOMAIN.md §3: overdue conditions escalate). While the request is suspended nobody may settle it.
 */
export function conditionOwners(
  compiled: Compiled,
  request: Request,
  directory: Directory,
): ConditionOwner[] {
  if (request.status === 'new' || request.status === 'suspended') return [];
  const view = { compiled, request, directory, now: request.at };
  const { requesters } = compiled.diagram.control;
  const found: ConditionOwner[] = [];
  for (const { id, node, due, status, overdue, owner } of request.conditions) {
    if (status !== 'open') continue;
    const offer = (who: PersonId | GroupId | null): void => {
      if (who !== null && !found.some((each) => each.owner === who && each.condition === id))
        found.push({ owner: who, condition: id, node, due });
    };
    offer(owner === requesters ? request.requester : groupOf(view, owner));
    const keeper = compiled.at.get(node)?.keeper?.role;
    if (overdue && keeper !== undefined) offer(groupOf(view, keeper));
  }
  return found;
}
