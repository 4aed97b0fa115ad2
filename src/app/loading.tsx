import type { ReactNode } from 'react';
import { useLate } from '#ui/late.ts';
import classes from './loading.module.css';

/** Nothing for 150 ms, then the bare layout of a page, without any shimmer. */
export function Loading(): ReactNode {
  if (!useLate()) return null;
  return (
    <output className={classes['loading']} aria-label="Loading">
      <div className={classes['title']} />
      <div className={classes['block']} />
      <div className={classes['block']} />
    </output>
  );
}
