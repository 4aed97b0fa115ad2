import type { ReactNode } from 'react';
import classes from './play.module.css';

/** Paths and the values seen there. */
export function Values({
  values,
}: {
  readonly values: { readonly [path: string]: unknown };
}): ReactNode {
  return (
    <dl className={classes['values']}>
      {Object.entries(values).map(([path, value]) => (
        <div key={path}>
          <dt>{path}</dt>
          <dd>{JSON.stringify(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
