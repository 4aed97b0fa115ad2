import { useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';

/** What is shown is the page's address: it can be linked and reloaded. */
export function useAddress(): [URLSearchParams, (name: string, value: string | null) => void] {
  const search = useSearch();
  const [path, go] = useLocation();
  const params = useMemo(() => new URLSearchParams(search), [search]);
  const set = (name: string, value: string | null): void => {
    const next = new URLSearchParams(search);
    if (value === null) next.delete(name);
    else next.set(name, value);
    const text = next.toString();
    go(text === '' ? path : `${path}?${text}`, { replace: true });
  };
  return [params, set];
}
