/** A section of the inspector: head with count and action, foldable. */
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Count } from '#ui/chip.tsx';
import classes from './inspector.module.css';

export function Section({
  title,
  count,
  aside,
  action,
  closed = false,
  children,
}: {
  readonly title: string;
  readonly count?: number;
  readonly aside?: ReactNode;
  readonly action?: ReactNode;
  /** Folded at first. */
  readonly closed?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const [open, setOpen] = useState(!closed);
  return (
    <section className={classes['section']}>
      <div className={classes['head']}>
        <button
          type="button"
          className={classes['fold']}
          aria-expanded={open}
          onClick={() => {
            setOpen(!open);
          }}
        >
          <ChevronDown size={14} strokeWidth={2.1} aria-hidden />
          <h2>{title}</h2>
          {count !== undefined && <Count>{count}</Count>}
        </button>
        <span className={classes['aside']}>{aside}</span>
        {action}
      </div>
      {open && <div className={classes['body']}>{children}</div>}
    </section>
  );
}
