/** Who sees to the conditions of an approval: they are tracked also after the end of the request. */
import type { ConditionId, PersonId, RoleId } from '#model/ids.ts';
import type { Refusal } from '../command.ts';
import type { CNode } from '../compiled.ts';
import type { Condition } from '../request.ts';
import type { View } from '../run.ts';
import { isRecused, mayAs, principals } from './authority.ts';
import { listed, nodeName, personName } from './names.ts';
import { audience, holders, holds } from './roles.ts';
import { decidesUnder } from './separation.ts';

/** An open condition with the gate that made it, or why there is none. */
export function openCondition(
  view: View,
  id: ConditionId,
): { readonly condition: Condition; readonly gate: CNode | undefined } | Refusal {
  const condition = view.request.conditions.find((each) => each.id === id);
  if (condition === undefined)
    return { refused: 'condition_closed', says: 'This request has no such condition.' };
  if (condition.status === 'open') return { condition, gate: view.compiled.at.get(condition.node) };
  return {
    refused: 'condition_closed',
    says: `This condition is ${closedAs[condition.status]}.`,
    needs: [id],
  };
}
const closedAs = {
  fulfilled: 'fulfilled already',
  waived: 'waived already',
  superseded: 'no longer in force: its gate was decided again',
} as const;

/** Its owner role, or the keeper of the gate that asked for it: on whose behalf. */
export function mayFulfil(
  view: View,
  condition: Condition,
  gate: CNode | undefined,
  person: PersonId,
): PersonId | Refusal {
  const keeper = gate?.keeper ?? null;
  const principal = mayAs(
    view,
    person,
    (each) =>
      audience(view, condition.owner).includes(each) ||
      (gate !== undefined &&
        keeper !== null &&
        holds(view, gate, keeper, each) &&
        !isRecused(view, gate, person, each)),
  );
  if (principal !== null) return principal;
  const roles: RoleId[] = [condition.owner];
  if (keeper !== null && keeper.role !== condition.owner) roles.push(keeper.role);
  return {
    refused: 'not_allowed',
    says: `${listed(ownersNamed(view, roles, condition.owner), 'or')} must see to this condition.`,
    needs: [condition.id, ...roles],
    who: [
      ...new Set([
        ...audience(view, condition.owner),
        ...(gate === undefined || keeper === null ? [] : holders(view, gate, keeper)),
      ]),
    ],
  };
}

const ownersNamed = (view: View, roles: readonly RoleId[], owner: RoleId): string[] =>
  roles.map((role) =>
    role === owner && role === view.compiled.diagram.control.requesters
      ? personName(view, view.request.requester)
      : nodeName(view, role),
  );

/** Who could sign the gate that asked for it, and nobody whom its rules keep from signing there. */
export function mayWaiveCondition(
  view: View,
  condition: Condition,
  gate: CNode | undefined,
  person: PersonId,
): PersonId | Refusal {
  const signs = gate?.signs ?? [];
  if (gate !== undefined)
    for (const principal of principals(view, person, null))
      if (
        signs.some((edge) => holds(view, gate, edge, principal)) &&
        mayDecideAt(view, gate, person, principal)
      )
        return principal;
  const roles = [...new Set(signs.map((edge) => edge.role))];
  const who =
    gate === undefined
      ? []
      : signs
          .flatMap((edge) => holders(view, gate, edge))
          .filter((each, i, all) => all.indexOf(each) === i && mayDecideAt(view, gate, each, each));
  return {
    refused: 'not_allowed',
    says: `Only who could sign ${nodeName(view, condition.node)} for ${listed(
      roles.map((role) => nodeName(view, role)),
      'or',
    )} may waive its condition.`,
    needs: [condition.id, ...roles],
    who,
  };
}

/** What keeps a pair from signing at a gate keeps it from taking back what the gate asked for. */
function mayDecideAt(view: View, gate: CNode, person: PersonId, principal: PersonId): boolean {
  return (
    !isRecused(view, gate, person, principal) &&
    decidesUnder(view, gate, person, principal) !== null
  );
}
