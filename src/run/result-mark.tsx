import type { ReactNode } from 'react';
import type { Answer } from '#engine/request.ts';
import { FindingGlyph, OutcomeGlyph } from '#ui/outcome.tsx';
import classes from './checklist.module.css';

/** The result of a checklist item, by shape and mark; with its word for who listens. */
export function ResultMark({
  result,
  waived,
}: {
  readonly result: Answer['result'] | undefined;
  readonly waived: boolean;
}): ReactNode {
  if (waived) return <OutcomeGlyph outcome="conditional" size={18} label="Waived" />;
  switch (result) {
    case 'pass':
      return <OutcomeGlyph outcome="approved" size={18} label="Pass" />;
    case 'fail':
      return <OutcomeGlyph outcome="rejected" size={18} label="Fail" />;
    case 'na':
      return <OutcomeGlyph outcome="withdrawn" size={18} label="Not applicable" />;
    case 'unknown':
      return <FindingGlyph level="warning" size={18} />;
    case 'open':
    case undefined:
      return (
        <span className={classes['open']}>
          <span className="cs-spoken">Not answered</span>
        </span>
      );
  }
}
