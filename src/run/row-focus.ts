/** J and K in a long list: the focus moves to a row that may have to be drawn first. */
import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import type { Visible } from './visible.ts';

interface RowFocus {
  /** Index of the row with the focus, else of `fallback`; −1: none. */
  readonly current: () => number;
  /** Focuses the next row in that direction; its index, or −1 where there is none. */
  readonly move: (by: 1 | -1) => number;
}

const rowOf = (list: HTMLElement | null, key: string): HTMLElement | null =>
  list?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null;

/**
 * @param keys what stands at each index, as in `data-key` of what takes the focus; null: a heading, passed over
 * @param fallback where moving starts while no row has the focus
 */
export function useRowFocus(
  list: RefObject<HTMLElement | null>,
  keys: readonly (string | null)[],
  visible: Visible,
  fallback: (() => number) | null = null,
): RowFocus {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    const row = rowOf(list.current, wanted.current);
    if (row === null) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  });
  const current = (): number => {
    const key = wanted.current ?? document.activeElement?.getAttribute('data-key') ?? null;
    const at = key === null ? -1 : keys.indexOf(key);
    return at >= 0 ? at : (fallback?.() ?? -1);
  };
  return {
    current,
    move: (by) => {
      let at = Math.max(0, current() + by);
      while (keys[at] === null) at += by;
      const key = keys[at];
      if (key === undefined || key === null) return -1;
      wanted.current = key;
      visible.reveal(at);
      rowOf(list.current, key)?.focus({ preventScroll: true });
      return at;
    },
  };
}
