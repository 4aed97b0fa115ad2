import type { ReactNode } from 'react';
import classes from './empty.module.css';
import { Seal } from './seal.tsx';

/** An empty place teaches by one action: a sentence, what comes next, one button. */
export function Empty({
  title,
  children,
  action,
  mark = <Seal size={56} outcome="approved" outline />,
  page = false,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly mark?: ReactNode;
  /** It is all the page says: its title is the page's heading. */
  readonly page?: boolean;
}): ReactNode {
  const Heading = page ? 'h1' : 'h2';
  return (
    <div className={classes['empty']}>
      {mark}
      <Heading className={classes['title']}>{title}</Heading>
      {children !== undefined && <p className={classes['text']}>{children}</p>}
      {action}
    </div>
  );
}
