import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Condition } from '#engine/request.ts';
import { Callout } from '#ui/callout.tsx';
import { whenText } from '#ui/format.ts';
import { said } from '#ui/words/told.ts';
import { FulfilDialog } from './acts/condition-dialogs.tsx';
import { effectWords } from './condition-words.ts';
import { useScope } from './request-scope.tsx';

/** Open conditions that are this person's to see to, where they hold something up or are overdue. */
export function ConditionAsks(): ReactNode {
  const { request, offers, compiled, directory, me, now } = useScope();
  const [settling, settle] = useState<Condition | null>(null);
  if (me === null) return null;
  const { nodes, control } = compiled.diagram;
  const owns = ({ owner }: Condition): boolean => {
    if (owner === control.requesters) return request.requester === me;
    const role = nodes[owner];
    if (role?.kind !== 'role' || role.group === null) return false;
    return directory.groups[role.group]?.members.includes(me) === true;
  };
  const mine = request.conditions.filter(
    (one) =>
      one.status === 'open' &&
      owns(one) &&
      offers.some((offer) => offer.does === 'fulfil' && offer.condition === one.id),
  );
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
          {whenText(condition.due, now)}, {effectWords[condition.effect]}.
        </Callout>
      ))}
      {settling !== null && <FulfilDialog condition={settling} onClose={() => settle(null)} />}
    </>
  );
}
