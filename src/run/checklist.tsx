import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CItem } from '#engine/compiled.ts';
import type { Work } from '#engine/request.ts';
import { ChecklistItem } from './checklist-item.tsx';
import classes from './checklist.module.css';
import { useScope } from './request-scope.tsx';
import { applicableItems, isAnswered, stops } from './checklist-state.ts';
import { Section } from './section.tsx';

/** How many passed automated checks are shown before the rest is folded. What people answer never folds under their hand. */
const shownPassed = 5;

/**
 * What the engine found failing stands first, the rest as drawn: nobody's answer moves a row, for people answer only
 * what the engine does not.
 */
const failuresFirst = (items: readonly CItem[], work: Work): readonly CItem[] =>
  items.toSorted((a, b) => Number(stops(b, work)) - Number(stops(a, work)));

/** The checklist of the open work: what was found, by whom, and what is still to answer. */
export function Checklist({ work }: { readonly work: Work }): ReactNode {
  const { compiled, request } = useScope();
  const [all, setAll] = useState(false);
  const items = failuresFirst(applicableItems(compiled, request, work), work);
  if (items.length === 0) return null;
  const answered = items.filter((item) => isAnswered(work, item.row.id)).length;
  const passed = items.filter(
    ({ row, check }) => check !== null && work.answers[row.id]?.result === 'pass',
  );
  const folded = new Set(
    all || passed.length <= shownPassed + 1
      ? []
      : passed.slice(shownPassed).map(({ row }) => row.id),
  );
  return (
    <Section
      title="Checklist"
      id="checklist"
      note={`${answered} of ${items.length} answered`}
      action={
        <span className={classes['bar']} aria-hidden>
          <i style={{ width: `${(100 * answered) / items.length}%` }} />
        </span>
      }
    >
      {items
        .filter(({ row }) => !folded.has(row.id))
        .map((item: CItem) => (
          <ChecklistItem key={item.row.id} item={item} work={work} />
        ))}
      {folded.size > 0 && (
        <div className={classes['more']}>
          <Button size="xs" variant="transparent" onClick={() => setAll(true)}>
            Show {folded.size} more passed
          </Button>
        </div>
      )}
    </Section>
  );
}
