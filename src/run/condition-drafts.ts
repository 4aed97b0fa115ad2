import { endOfDay } from '#engine/time/date.ts';
import type { ConditionDraft, ConditionEffect } from '#engine/request.ts';
import { as } from '#model/ids.ts';
import type { NodeId, RoleId } from '#model/ids.ts';
import type { Scope } from './request-scope.tsx';

/** A condition as it is typed; `due` is a date in the SOP's zone. */
export interface ConditionInput {
  readonly text: string;
  readonly owner: RoleId;
  readonly due: string;
  readonly effect: ConditionEffect;
}

/** A first condition: owned by who requests, due in two weeks, holding the end. */
export function emptyCondition({ compiled }: Scope, now: number): ConditionInput {
  const { control, nodes } = compiled.diagram;
  const roles = Object.values(nodes).filter((node) => node.kind === 'role');
  const owner = control.requesters ?? control.owner ?? roles[0]?.id ?? '';
  const due = new Date(now + 14 * 86_400_000).toISOString().slice(0, 10);
  return { text: '', owner: as<RoleId>(owner), due, effect: 'end' };
}

/** What the command takes: those that say something, due at the end of their day. */
export const draftsOf = (
  conditions: readonly ConditionInput[],
  zone: string,
): readonly ConditionDraft[] =>
  conditions.flatMap(({ text, owner, due, effect }) => {
    const at = endOfDay(due, zone);
    return text.trim() === '' || at === null ? [] : [{ text: text.trim(), owner, due: at, effect }];
  });

export const roleId = (id: NodeId | string): RoleId => as<RoleId>(id);
