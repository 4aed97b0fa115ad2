/** Beside the canvas: what is selected. Its many fields are fetched and shown once the drawing stands. */
import { lazy, startTransition, Suspense, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { afterPaint } from '#ui/after-paint.ts';
import classes from './inspector.module.css';

const Inspected = lazy(() => import('./inspected.tsx'));

export function Inspector(): ReactNode {
  const [drawn, setDrawn] = useState(false);
  useEffect(() => afterPaint(() => startTransition(() => setDrawn(true))), []);
  return (
    <aside className={classes['inspector']} aria-label="Inspector">
      {drawn && (
        <Suspense>
          <Inspected />
        </Suspense>
      )}
    </aside>
  );
}
