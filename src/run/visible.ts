/** Long lists: only what can be seen is in the page. Heights are known beforehand, so nothing is measured while it scrolls. */
import { useLayoutEffect, useMemo, useState } from 'react';
import type { RefObject } from 'react';

export interface Visible {
  /** Rows from `from` to before `to` are drawn. */
  readonly from: number;
  readonly to: number;
  /** px from the list's top to that row; of the row after the last: the list's height. */
  readonly top: (index: number) => number;
  /** Scrolls until the row is in sight; it is drawn at once. */
  readonly reveal: (index: number) => void;
}

/** px above and below what is seen that are drawn too. */
const margin = 400;
/** Rows by which what is drawn grows and shrinks, so that most frames of a scroll draw nothing new. */
const step = 4;

/**
 * @param heights px of each row; the same array while nothing changed
 * @param list the element that holds the rows, inside whatever scrolls
 */
export function useVisible(
  heights: readonly number[],
  list: RefObject<HTMLElement | null>,
): Visible {
  const tops = useMemo(() => {
    const sums = [0];
    for (const height of heights) sums.push((sums.at(-1) ?? 0) + height);
    return sums;
  }, [heights]);
  const [range, set] = useState<Range>({ from: 0, to: 20 });
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    const scroller = scrollerOf(element);
    const look = (): void => set((old) => unlessSame(old, seenOf(element, tops)));
    scroller.addEventListener('scroll', look, { passive: true });
    // Speaks once at the start, too.
    const resized = new ResizeObserver(look);
    resized.observe(scroller);
    resized.observe(element);
    return () => {
      scroller.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, [tops, list]);
  const reveal = (index: number): void => {
    const element = list.current;
    if (element === null) return;
    const scroller = scrollerOf(element);
    const frame = scroller.getBoundingClientRect().top;
    const start = element.getBoundingClientRect().top - frame + (tops[index] ?? 0);
    const end = start + (heights[index] ?? 0);
    if (start < 0) scroller.scrollTop += start;
    else if (end > scroller.clientHeight) scroller.scrollTop += end - scroller.clientHeight;
    set((old) => unlessSame(old, seenOf(element, tops)));
  };
  return {
    from: Math.min(range.from, heights.length),
    to: Math.min(range.to, heights.length),
    top: (index) => tops[index] ?? 0,
    reveal,
  };
}

interface Range {
  readonly from: number;
  readonly to: number;
}
const unlessSame = (old: Range, seen: Range): Range =>
  old.from === seen.from && old.to === seen.to ? old : seen;

/** The rows that can be seen, and some around them. */
function seenOf(element: HTMLElement, tops: readonly number[]): Range {
  const scroller = scrollerOf(element);
  const above = scroller.getBoundingClientRect().top - element.getBoundingClientRect().top;
  const from = indexAt(tops, above - margin);
  const to = indexAt(tops, above + scroller.clientHeight + margin) + 1;
  return { from: from - (from % step), to: to + step - (to % step) };
}

/** The row at that place, by halving; the last where the list is shorter. */
function indexAt(tops: readonly number[], y: number): number {
  let low = 0;
  let high = Math.max(0, tops.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tops[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

function scrollerOf(element: HTMLElement): HTMLElement {
  for (let at = element.parentElement; at !== null; at = at.parentElement)
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  return document.documentElement;
}
