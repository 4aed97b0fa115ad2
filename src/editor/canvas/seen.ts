/** What is near the window: in a large diagram the rest is not drawn. */
import { useStore } from '@xyflow/react';
import { useMemo, useState } from 'react';
import { frameOf } from '#layout/boxes.ts';
import type { FlowId } from '#model/ids.ts';
import type { Points } from '#ui/diagram/path.ts';
import { overlap } from './places.ts';
import type { Box } from './places.ts';
import type { Ways } from './routes.ts';

/** Diagrams with no more nodes or flows are drawn whole. */
export const small = 300;

/**
 * The window and a quarter of it around, px of the world; null where everything is drawn. Changes in steps, not with
 * every pixel of a pan, and is the same object while it is the same place.
 */
export function useAround(large: boolean): Box | null {
  const step = useStore(({ transform: [x, y, zoom], width, height }) => {
    if (!large) return '';
    // Zooming changes the size in steps as well: the next power of the fourth root of two.
    const size = 2 ** (Math.ceil(4 * Math.log2(1 / zoom)) / 4);
    const [w, h] = [Math.ceil((width * size) / 4) + 1, Math.ceil((height * size) / 4) + 1];
    return [Math.floor(-x / zoom / w), Math.floor(-y / zoom / h), w, h].join();
  });
  return useMemo(() => {
    if (step === '') return null;
    const [i = 0, j = 0, w = 0, h = 0] = step.split(',').map(Number);
    return { x: (i - 1) * w, y: (j - 1) * h, w: 7 * w, h: 7 * h };
  }, [step]);
}

/** The flows that cross that place; the same map while the same flows do. */
export function useSeen(ways: Ways): Ways {
  const around = useAround(ways.size > small);
  const [steady] = useState(sameOr);
  return useMemo(
    () =>
      around === null
        ? ways
        : steady([...ways].filter(([, points]) => overlap(frameOf(points), around))),
    [around, ways, steady],
  );
}

/** The map of before where nothing in it changed. */
function sameOr(): (entries: readonly (readonly [FlowId, Points])[]) => Ways {
  let last: Ways = new Map();
  return (entries) => {
    const same =
      entries.length === last.size && entries.every(([id, points]) => last.get(id) === points);
    if (!same) last = new Map(entries);
    return last;
  };
}
