/** A way that was bent by hand, after one of its ends or both were moved. */
type Bends = readonly (readonly [number, number])[];
interface Shift {
  readonly x: number;
  readonly y: number;
}

/**
 * The way with its ends carried along: what is between them stays, so far as stretches stay level or upright. A way that
 * ran straight gets a step half way.
 */
export function reanchored(bends: Bends, from: Shift, to: Shift): Bends {
  if (from.x === to.x && from.y === to.y)
    return bends.map(([x, y]) => [x + from.x, y + from.y] as const);
  const points = bends.map(([x, y]) => [x, y] as [number, number]);
  const last = points.length - 1;
  const [first, end] = [points[0], points[last]];
  if (first === undefined || end === undefined || last < 1) return bends;
  const level = first[1] === points[1]?.[1];
  const lands = end[1] === points[last - 1]?.[1];
  first[0] += from.x;
  first[1] += from.y;
  end[0] += to.x;
  end[1] += to.y;
  if (last === 1) {
    if (level ? first[1] === end[1] : first[0] === end[0]) return points;
    const [x, y] = [Math.round((first[0] + end[0]) / 2), Math.round((first[1] + end[1]) / 2)];
    return level
      ? [first, [x, first[1]], [x, end[1]], end]
      : [first, [first[0], y], [end[0], y], end];
  }
  // The stretch at an end keeps its direction: the bend at its other side follows in one axis.
  const second = points[1];
  const before = points[last - 1];
  if (second !== undefined) second[level ? 1 : 0] = first[level ? 1 : 0];
  if (before !== undefined) before[lands ? 1 : 0] = end[lands ? 1 : 0];
  return points;
}
