import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import classes from './loading.module.css';

/** Nothing for 150 ms, then the bare layout of a page, without any shimmer. */
export function Loading(): ReactNode {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <output className={classes['loading']} aria-label="Loading">
      <div className={classes['title']} />
      <div className={classes['block']} />
      <div className={classes['block']} />
    </output>
  );
}
