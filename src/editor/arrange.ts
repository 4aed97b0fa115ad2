/** Several nodes put in line or spread evenly: where each goes. Boxes in px of the diagram. */
import type { Box } from './canvas/places.ts';
import type { Point } from './state.ts';

export type Arrangement =
  | 'left'
  | 'center'
  | 'right'
  | 'top'
  | 'middle'
  | 'bottom'
  | 'spreadAcross'
  | 'spreadDown';

/** New corners by the same keys; a spread needs three, whose outermost stay. */
export function arranged<K>(boxes: ReadonlyMap<K, Box>, how: Arrangement): Map<K, Point> {
  if (how === 'spreadAcross') return spread(boxes, 'x', 'w');
  if (how === 'spreadDown') return spread(boxes, 'y', 'h');
  const all = [...boxes.values()];
  const left = Math.min(...all.map(({ x }) => x));
  const right = Math.max(...all.map(({ x, w }) => x + w));
  const top = Math.min(...all.map(({ y }) => y));
  const bottom = Math.max(...all.map(({ y, h }) => y + h));
  const at = ({ x, y, w, h }: Box): Point => {
    switch (how) {
      case 'left':
        return { x: left, y };
      case 'center':
        return { x: (left + right - w) / 2, y };
      case 'right':
        return { x: right - w, y };
      case 'top':
        return { x, y: top };
      case 'middle':
        return { x, y: (top + bottom - h) / 2 };
      case 'bottom':
        return { x, y: bottom - h };
    }
  };
  return new Map([...boxes].map(([key, box]) => [key, at(box)]));
}

/** The same gap between neighbours. */
function spread<K>(boxes: ReadonlyMap<K, Box>, axis: 'x' | 'y', size: 'w' | 'h'): Map<K, Point> {
  const row = [...boxes].toSorted(([, a], [, b]) => a[axis] - b[axis]);
  const first = row[0]?.[1];
  const last = row.at(-1)?.[1];
  if (first === undefined || last === undefined || row.length < 3)
    return new Map(row.map(([key, { x, y }]) => [key, { x, y }]));
  const filled = row.reduce((sum, [, box]) => sum + box[size], 0);
  const gap = (last[axis] + last[size] - first[axis] - filled) / (row.length - 1);
  let at = first[axis];
  return new Map(
    row.map(([key, box]) => {
      const place = { x: box.x, y: box.y, [axis]: at };
      at += box[size] + gap;
      return [key, place];
    }),
  );
}
