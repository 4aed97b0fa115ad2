import type { ReactNode } from 'react';
import { sealPath } from '#layout/silhouette.ts';
import classes from './mark.module.css';

/** The mark: a seal whose tick has a doubled long stroke, signed and countersigned. 16, 24 or 40 px. */
export function Mark({ size = 24 }: { readonly size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden className={classes['mark']}>
      <path d={sealPath(16, 16, 15, size <= 18 ? 12 : 14)} fill="var(--cs-ink-solid)" />
      <path
        d="M8.4 16.6l4.3 4.5 8.2-10.2M17.4 21.1l7-8.7"
        fill="none"
        stroke="var(--cs-ink-on)"
        strokeWidth={size <= 18 ? 3 : 2.5}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** Mark and name. */
export function Wordmark(): ReactNode {
  return (
    <span className={classes['wordmark']}>
      <Mark />
      Countersign
    </span>
  );
}
