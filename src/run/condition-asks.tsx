import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { conditionOwners } from '#engine/condition-owners.ts';
import type { Condition } from '#engine/request.ts';
import { ownersFor } from '#store/inbox.ts';
import { Callout } from '#ui/callout.tsx';
import { said } from '#ui/words/told.ts';
import { FulfilDialog } from './acts/condition-dialogs.tsx';
import { dueDay, effectWords } from './condition-words.ts';
import { useScope } from './request-scope.tsx';
import type { Scope } from './request-scope.tsx';

/** Open conditions that are asked of this person: their own, of whom they stand in for, and overdue ones of a gate they keep. */
export function conditionsOf(scope: Scope): readonly Condition[] {
  const { request, offers, compiled, directory, me, now } = scope;
  if (me === null) return [];
  const owners = ownersFor(directory, me, now, 'all');
  const asked = conditionOwners(compiled, request, directory).filter(({ owner }) =>
    owners.includes(owner),
  );
  return request.conditions.filter(
    ({ id }) =>
      asked.some((each) => each.condition === id) &&
      offers.some((offer) => offer.does === 'fulfil' && offer.condition === id),
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
        <div key={condition.id} data-at={condition.id}>
          <Callout
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
        </div>
      ))}
      {settling !== null && <FulfilDialog condition={settling} onClose={() => settle(null)} />}
    </>
  );
}
