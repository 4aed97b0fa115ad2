import { CircleCheck, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './callout.module.css';
import { FindingGlyph, OutcomeGlyph } from './outcome.tsx';

export type CalloutTone = 'refusal' | 'error' | 'warning' | 'info' | 'ok';

const marks: Readonly<Record<CalloutTone, ReactNode>> = {
  refusal: <OutcomeGlyph outcome="rejected" size={20} label="Refused" />,
  error: <OutcomeGlyph outcome="rejected" size={20} label="Error" />,
  warning: <FindingGlyph level="warning" size={20} />,
  info: <Info size={20} strokeWidth={1.75} aria-hidden color="var(--cs-ink-text)" />,
  ok: <CircleCheck size={20} strokeWidth={1.75} aria-hidden color="var(--cs-approved-solid)" />,
};

/**
 * What stands where an action would have been: first line the sentence, unaltered; second why, and who can; one button
 * with the way out (LOOK.md §4). Announced at once when it is a refusal or an error.
 */
export function Callout({
  tone,
  title,
  children,
  action,
  details,
}: {
  readonly tone: CalloutTone;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** Folded away. */
  readonly details?: string | undefined;
}): ReactNode {
  const urgent = tone === 'refusal' || tone === 'error';
  return (
    <div className={`${classes['callout']} ${classes[tone]}`} role={urgent ? 'alert' : 'status'}>
      <span className={classes['mark']}>{marks[tone]}</span>
      <div className={classes['words']}>
        <div className={classes['title']}>{title}</div>
        {children !== undefined && <div className={classes['text']}>{children}</div>}
        {details !== undefined && (
          <details className={classes['details']}>
            <summary>Details</summary>
            <pre>{details}</pre>
          </details>
        )}
      </div>
      {action !== undefined && <div className={classes['action']}>{action}</div>}
    </div>
  );
}
