import type { ReactNode } from 'react';
import classes from './empty.module.css';
import { Seal } from './seal.tsx';

/** An empty place teaches by one action: a sentence, what comes next, one button. */
export function Empty({
  title,
  children,
  action,
  mark = <Seal size={56} outcome="approved" outline />,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly mark?: ReactNode;
}): ReactNode {
  return (
    <div className={classes['empty']}>
      {mark}
      <h2 className={classes['title']}>{title}</h2>
      {children !== undefined && <p className={classes['text']}>{children}</p>}
      {action}
    </div>
  );
}
