/** What stands beside the canvas, loaded after it: the outline when it is first opened, and the corner with its views. */
import { lazy, Suspense, useEffect } from 'react';
import type { ReactNode } from 'react';
import { useEditor } from '../context.ts';
import { toggleOutline, usePanels } from './panels.ts';
import classes from './side.module.css';

const Corner = lazy(() => import('./corner.tsx'));
const Outline = lazy(() => import('./outline.tsx'));

/** Stands in the editor's grid, before the canvas. */
export function OutlinePanel(): ReactNode {
  const { store } = useEditor();
  const open = usePanels((panels) => panels.outline);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.key.toLowerCase() !== 'o') return;
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      const { target } = event;
      if (
        target instanceof HTMLElement &&
        target.closest('main') === null &&
        target !== document.body
      )
        return;
      if (target instanceof HTMLElement && target.matches('input, textarea')) return;
      event.preventDefault();
      toggleOutline(store);
    };
    addEventListener('keydown', press);
    return () => {
      removeEventListener('keydown', press);
    };
  }, [store]);
  if (!open) return null;
  return (
    <Suspense fallback={<div className={classes['waiting']} />}>
      <Outline />
    </Suspense>
  );
}

/** Stands on the canvas, at its upper right. */
export function CanvasCorner({ revision }: { readonly revision: string }): ReactNode {
  return (
    <Suspense fallback={null}>
      <Corner revision={revision} />
    </Suspense>
  );
}
