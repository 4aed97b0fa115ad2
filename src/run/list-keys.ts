import { useEffect, useRef } from 'react';

/** Where keys are typed, or belong to what has the focus. A switch or checkbox takes only the space bar. */
const typing =
  'input:not([type="checkbox"]), textarea, select, [contenteditable], [role="dialog"], [role="menu"]';

/** What a key does; keys as `event.key` in lower case. */
export type Keys = { readonly [key: string]: () => unknown };

/**
 * Single keys of a page, while no text is being typed, no dialog is open and no modifier is held, so that they never
 * stand in the way of the browser's own.
 */
export function useListKeys(keys: Keys): void {
  const last = useRef(keys);
  useEffect(() => {
    last.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest(typing)) return;
      if (document.querySelector('[role="dialog"]')) return;
      // Enter on a button or link is theirs.
      if (event.key === 'Enter' && target?.closest('button, a, summary')) return;
      const act = last.current[event.key.toLowerCase()];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
