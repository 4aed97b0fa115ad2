import { useSyncExternalStore } from 'react';

const attribute = 'data-mantine-color-scheme';
const now = (): string => document.documentElement.getAttribute(attribute) ?? '';
function watch(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: [attribute] });
  return () => {
    observer.disconnect();
  };
}

/** Light or dark, for what is painted: it doesn't change its colors by itself. */
export const useScheme = (): string => useSyncExternalStore(watch, now);
