import type { ReactNode } from 'react';
import classes from './chip.module.css';

export type ChipTone = 'plain' | 'ink' | 'warn' | 'error' | 'ok' | 'token';

/** A short fact with 6 px corners: status, tier, count. Colour only where it means something. */
export function Chip({
  tone = 'plain',
  small = false,
  icon,
  title,
  children,
}: {
  readonly tone?: ChipTone;
  readonly small?: boolean;
  readonly icon?: ReactNode;
  readonly title?: string | undefined;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <span
      className={[classes['chip'], classes[tone], small ? classes['small'] : ''].join(' ')}
      title={title}
    >
      {icon}
      {children}
    </span>
  );
}

/** A count beside a heading or an entry of the navigation; `hot` where it calls. */
export function Count({
  children,
  hot = false,
  label,
}: {
  readonly children: number | string;
  readonly hot?: boolean;
  /** What is counted, for who listens: "4 waiting". */
  readonly label?: string;
}): ReactNode {
  return (
    <span
      className={`${classes['count']} ${hot ? classes['hot'] : ''}`}
      {...(label === undefined ? {} : { role: 'img', 'aria-label': label })}
    >
      {children}
    </span>
  );
}
