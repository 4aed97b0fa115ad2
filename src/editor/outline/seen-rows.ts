/** Which rows of a long outline are near what is seen: the others are only as high as they would be. */
import { useEffect, useState } from 'react';
import type { RefObject } from 'react';

/** px, as outline.module.css has it. */
export const rowHeight = 30;
/** An outline of fewer rows is drawn whole. */
export const few = 150;
const around = 20;
/** Changes in steps, not with every pixel of a scroll. */
const step = 10;

interface Range {
  readonly from: number;
  readonly to: number;
}

export function useSeenRows(box: RefObject<HTMLElement | null>, count: number): Range {
  const [seen, setSeen] = useState<Range>({ from: 0, to: few });
  const long = count > few;
  useEffect(() => {
    const element = box.current;
    if (!long || element === null) return undefined;
    const look = (): void => {
      const first = element.scrollTop / rowHeight / step;
      const last = (element.scrollTop + element.clientHeight) / rowHeight / step;
      const next = {
        from: Math.floor(first) * step - around,
        to: Math.ceil(last) * step + around,
      };
      setSeen((before) => (before.from === next.from && before.to === next.to ? before : next));
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    const sized = new ResizeObserver(look);
    sized.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      sized.disconnect();
    };
  }, [box, long]);
  return long ? seen : { from: 0, to: count };
}

/** Rows to draw and, between them, how many are left out. `keep` is drawn wherever it stands: it may hold the focus. */
export function pieces<R>(
  rows: readonly R[],
  { from, to }: Range,
  keep: R | undefined,
): readonly ({ readonly row: R } | { readonly left: number })[] {
  const out: ({ row: R } | { left: number })[] = [];
  let left = 0;
  const skip = (): void => {
    if (left > 0) out.push({ left });
    left = 0;
  };
  for (const [at, row] of rows.entries())
    if ((at >= from && at < to) || row === keep) {
      skip();
      out.push({ row });
    } else left += 1;
  skip();
  return out;
}
