import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Condition } from '#engine/request.ts';
import { whenText } from '#ui/format.ts';
import { FindingGlyph, OutcomeGlyph } from '#ui/outcome.tsx';
import { quoted, said } from '#ui/words/told.ts';
import { FulfilDialog, WaiveConditionDialog } from './acts/condition-dialogs.tsx';
import classes from './aside.module.css';
import { dueDay, effectWords } from './condition-words.ts';
import { useScope } from './request-scope.tsx';

/** A condition with owner, due date, what it holds up and how it stands; who may settle it finds the buttons here. */
export function ConditionRow({
  condition,
  asked = false,
}: {
  readonly condition: Condition;
  /** Who looks is asked for it elsewhere on the page, with the button. */
  readonly asked?: boolean;
}): ReactNode {
  const scope = useScope();
  const { names, offers, record, compiled } = scope;
  const [dialog, open] = useState<'fulfil' | 'waive' | null>(null);
  const isOpen = condition.status === 'open';
  const overdue = isOpen && condition.overdue;
  const settled = record.settled.get(condition.id);
  const may = (does: 'fulfil' | 'waive'): boolean =>
    isOpen &&
    !(asked && does === 'fulfil') &&
    offers.some((offer) => offer.does === does && offer.condition === condition.id);
  const close = (): void => open(null);
  return (
    <li className={classes['condition']}>
      <Mark condition={condition} overdue={overdue} />
      <div className={classes['who']}>
        <div>{said(condition.text)}</div>
        <div className={classes['small']}>
          {overdue && <span className={classes['overdue']}>Overdue. </span>}
          Owner {names.role(condition.owner)}, due{' '}
          {dueDay(condition, compiled.diagram.control.zone)}
          {isOpen && `, ${effectWords[condition.effect]}`}
        </div>
        {condition.status === 'superseded' && (
          <div className={classes['small']}>Lapsed: the gate decided anew</div>
        )}
        {settled !== undefined && <SettledWords condition={condition} />}
        {(may('fulfil') || may('waive')) && (
          <div className={classes['acts']}>
            {may('fulfil') && (
              <Button size="xs" onClick={() => open('fulfil')}>
                Fulfill
              </Button>
            )}
            {may('waive') && (
              <Button size="xs" variant="subtle" onClick={() => open('waive')}>
                Waive
              </Button>
            )}
          </div>
        )}
      </div>
      {dialog === 'fulfil' && <FulfilDialog condition={condition} onClose={close} />}
      {dialog === 'waive' && <WaiveConditionDialog condition={condition} onClose={close} />}
    </li>
  );
}

function Mark({
  condition,
  overdue,
}: {
  readonly condition: Condition;
  readonly overdue: boolean;
}): ReactNode {
  if (overdue) return <FindingGlyph level="warning" size={18} />;
  switch (condition.status) {
    case 'open':
      return <OutcomeGlyph outcome="conditional" size={18} label="Open" />;
    case 'fulfilled':
      return <OutcomeGlyph outcome="approved" size={18} label="Fulfilled" />;
    case 'waived':
      return <OutcomeGlyph outcome="conditional" size={18} label="Waived" />;
    case 'superseded':
      return <OutcomeGlyph outcome="withdrawn" size={18} label="Lapsed" />;
  }
}

/** Who fulfilled or waived it, when, and what they wrote. */
function SettledWords({ condition }: { readonly condition: Condition }): ReactNode {
  const { names, now, record } = useScope();
  const settled = record.settled.get(condition.id);
  if (settled === undefined) return null;
  const { how, note, evidence } = settled.event;
  return (
    <>
      <div className={classes['small']}>
        {how === 'fulfilled' ? 'Fulfilled' : 'Waived'}
        {settled.by !== null && ` by ${names.person(settled.by)}`}, {whenText(settled.at, now)}
      </div>
      {quoted(note) && <div className={classes['small']}>{quoted(note)}</div>}
      {evidence !== undefined && (
        <div className={classes['small']}>Shown by {names.evidence(evidence)}</div>
      )}
    </>
  );
}
