import type { ReactNode } from 'react';
import { useLate } from '#ui/late.ts';
import classes from './skeleton.module.css';

/** While a page loads: nothing for 150 ms, then its layout in grey, still. */
export function PageSkeleton(): ReactNode {
  if (!useLate()) return null;
  return (
    <output className={classes['page']} aria-label="Loading">
      <i style={{ width: 220, height: 14 }} />
      <i style={{ width: 360, height: 28 }} />
      <i style={{ width: '60%', height: 40 }} />
      <i style={{ height: 72 }} />
      <i style={{ height: 240 }} />
      <i style={{ height: 160 }} />
    </output>
  );
}
