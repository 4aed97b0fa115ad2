import { useEffect, useRef } from 'react';

/** Ctrl or ⌘ with Enter confirms the dialog. */
export function useConfirmKey(confirm: () => Promise<void>): void {
  const last = useRef(confirm);
  useEffect(() => {
    last.current = confirm;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      void last.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
