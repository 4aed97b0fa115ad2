import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Condition } from '#engine/request.ts';
import { Callout } from '#ui/callout.tsx';
import { said } from '#ui/words/told.ts';
import { FulfilDialog } from './acts/condition-dialogs.tsx';
import { dueDay, effectWords } from './condition-words.ts';
import { useScope } from './request-scope.tsx';
import type { Scope } from './request-scope.tsx';

/** Open conditions of whose owners this person is one. */
export function conditionsOf(scope: Scope): readonly Condition[] {
  const { request, offers, compiled, directory, me } = scope;
  if (me === null) return [];
  const { nodes, control } = compiled.diagram;
  const owns = ({ owner }: Condition): boolean => {
    if (owner === control.requesters) return request.requester === me;
    const role = nodes[owner];
    if (role?.kind !== 'role' || role.group === null) return false;
    return directory.groups[role.group]?.members.includes(me) === true;
  };
  return request.conditions.filter(
    (one) =>
      one.status === 'open' &&
      owns(one) &&
      offers.some((offer) => offer.does === 'fulfil' && offer.condition === one.id),
  );
}

/** What was made a condition of the approval and is this person's to see to. */
export function ConditionAsks(): ReactNode {
  const scope = useScope();
  const { request, compiled } = scope;
  const [settling, settle] = useState<Condition | null>(null);
  const mine = conditionsOf(scope);
  return (
    <>
      {mine.map((condition) => (
        <Callout
          key={condition.id}
          tone="warning"
          title={`Yours to see to: ${said(condition.text)}`}
          action={
            <Button
              size="sm"
              variant={request.work.length === 0 ? 'filled' : 'default'}
              onClick={() => settle(condition)}
            >
              Fulfill
            </Button>
          }
        >
          {condition.overdue ? 'Overdue, was due ' : 'A condition of the approval, due '}
          {dueDay(condition, compiled.diagram.control.zone)}, {effectWords[condition.effect]}.
        </Callout>
      ))}
      {settling !== null && <FulfilDialog condition={settling} onClose={() => settle(null)} />}
    </>
  );
}
