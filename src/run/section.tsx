import type { ReactNode } from 'react';
import classes from './section.module.css';

/** A card of the request page: head with title, what is counted and an action; rows beneath, parted by rules. */
export function Section({
  title,
  note,
  action,
  children,
  id,
}: {
  readonly title: string;
  readonly note?: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
  readonly id?: string;
}): ReactNode {
  return (
    <section className={classes['section']} aria-label={title} id={id}>
      <div className={classes['head']}>
        <h2>{title}</h2>
        {note !== undefined && <span className={classes['note']}>{note}</span>}
        {action !== undefined && <span className={classes['action']}>{action}</span>}
      </div>
      {children}
    </section>
  );
}

/** A row of a section: mark, words, and what stands at the right. */
export function Row({
  mark,
  children,
  right,
  wide = false,
  below,
  label,
}: {
  /** What the row is about, for who does not see that the buttons stand in it. */
  readonly label?: string;
  readonly mark: ReactNode;
  readonly children: ReactNode;
  readonly right?: ReactNode;
  /** On the phone the right part takes a line of its own. */
  readonly wide?: boolean;
  /** Full width, under the row: an editor that opened. */
  readonly below?: ReactNode;
}): ReactNode {
  return (
    <div
      className={classes['row']}
      {...(label === undefined ? {} : { role: 'group', 'aria-label': label })}
    >
      <div className={classes['line']}>
        <span className={classes['mark']}>{mark}</span>
        <div className={classes['words']}>{children}</div>
        {right !== undefined && (
          <div className={classes['right']} data-wide={wide}>
            {right}
          </div>
        )}
      </div>
      {below}
    </div>
  );
}

/** The second line of a row. */
export function Under({
  children,
  title,
}: {
  readonly children: ReactNode;
  /** What is cut, in full. */
  readonly title?: string | undefined;
}): ReactNode {
  return (
    <div className={classes['under']} title={title}>
      {children}
    </div>
  );
}
