import { Button } from '@mantine/core';
import { EyeOff } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Verdict, Work } from '#engine/request.ts';
import { OutcomeGlyph } from '#ui/outcome.tsx';
import classes from './action-bar.module.css';
import { missingToApprove } from './ask-panel.tsx';
import { useScope } from './request-scope.tsx';

/** On the phone: what is missing in one line, and the decisions, fixed at the foot. */
export function ActionBar({
  work,
  onSign,
}: {
  readonly work: Work;
  readonly onSign: (first: Verdict) => void;
}): ReactNode {
  const scope = useScope();
  const missing = missingToApprove(scope, work);
  const routes = scope.compiled.at.get(work.node)?.byOutcome;
  return (
    <div className={classes['bar']}>
      {missing !== null && (
        <div className={classes['missing']}>
          <EyeOff size={16} strokeWidth={1.75} aria-hidden />
          {missing}
        </div>
      )}
      <div className={classes['buttons']}>
        {routes?.has('rejected') && (
          <Button
            size="lg"
            leftSection={<OutcomeGlyph outcome="rejected" size={18} />}
            onClick={() => onSign('rejected')}
          >
            Reject
          </Button>
        )}
        {routes?.has('returned') && (
          <Button
            size="lg"
            leftSection={<OutcomeGlyph outcome="returned" size={18} />}
            onClick={() => onSign('returned')}
          >
            Return
          </Button>
        )}
        <Button
          size="lg"
          variant="filled"
          className={classes['approve'] ?? ''}
          disabled={missing !== null}
          onClick={() => onSign('approved')}
        >
          Approve
        </Button>
      </div>
    </div>
  );
}
