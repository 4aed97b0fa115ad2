/** Which flows are near what is seen: in a large diagram the others are not drawn. */
import { useStore } from '@xyflow/react';
import { useMemo, useState } from 'react';
import { near } from '#layout/boxes.ts';
import type { FlowId } from '#model/ids.ts';
import type { Points } from '#ui/diagram/path.ts';
import type { Ways } from './routes.ts';

/** Diagrams with fewer flows are drawn whole. */
const small = 300;

interface Framed {
  readonly id: FlowId;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/**
 * The flows that cross the window or stand within half a window of it. Changes in steps, not with every pixel of a pan; the
 * same map while the same flows are near.
 */
export function useSeen(ways: Ways): Ways {
  const large = ways.size > small;
  const index = useMemo(() => (large ? near([...ways].map(framed)) : null), [ways, large]);
  // Steps of half a window, so that a pan changes it seldom.
  const step = useStore(({ transform: [x, y, zoom], width, height }) => {
    if (!large) return '';
    const [w, h] = [width / zoom / 2, height / zoom / 2];
    return [
      Math.floor(-x / zoom / w),
      Math.floor(-y / zoom / h),
      Math.round(w),
      Math.round(h),
    ].join();
  });
  const [steady] = useState(sameOr);
  return useMemo(() => {
    if (index === null) return ways;
    const [i = 0, j = 0, w = 0, h = 0] = step.split(',').map(Number);
    const around = { x: (i - 1) * w, y: (j - 1) * h, w: 5 * w, h: 5 * h };
    return steady(
      index.at(around).flatMap(({ id }) => {
        const points = ways.get(id);
        return points === undefined ? [] : [[id, points] as const];
      }),
    );
  }, [index, step, ways, steady]);
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

function framed([id, points]: readonly [FlowId, Points]): Framed {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { id, x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y };
}
