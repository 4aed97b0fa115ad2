/** Flows into one node that share their last stretch, drawn thin: where lines of less than 1 px lie on each other they look bold. */
import type { Diagram } from '#model/diagram.ts';
import type { FlowId } from '#model/ids.ts';
import type { Points } from './path.ts';

/** Every way up to where it joins one before it that leads to the same node. */
export function upToTrunks(
  diagram: Diagram,
  paths: ReadonlyMap<FlowId, Points>,
): ReadonlyMap<FlowId, Points> {
  const before = new Map<string, Points[]>();
  const out = new Map<FlowId, Points>();
  for (const [id, points] of paths) {
    const to = diagram.flows[id]?.to;
    if (to === undefined) continue;
    const others = before.get(to) ?? [];
    let own = points;
    for (const other of others) {
      const cut = upTo(points, other);
      if (lengthOf(cut) < lengthOf(own)) own = cut;
    }
    before.set(to, [...others, points]);
    out.set(id, own);
  }
  return out;
}

function upTo(points: Points, other: Points): Points {
  let k = points.length - 1;
  let m = other.length - 1;
  while (k >= 0 && m >= 0 && same(points[k], other[m])) {
    k -= 1;
    m -= 1;
  }
  const [mine, theirs, last] = [points[k], other[m], points[k + 1]];
  if (last === undefined || k === points.length - 1) return points;
  if (mine === undefined) return [];
  if (theirs === undefined) return points.slice(0, k + 2);
  // Both come to `last`: along one line up to where the shorter of the two begins.
  for (const axis of [0, 1] as const) {
    const across = axis === 0 ? 1 : 0;
    const [a, b] = [mine[axis] - last[axis], theirs[axis] - last[axis]];
    const aligned = mine[across] === last[across] && theirs[across] === last[across];
    if (!aligned || a * b <= 0) continue;
    if (Math.abs(a) <= Math.abs(b)) return points.slice(0, k + 1);
    return [...points.slice(0, k + 1), theirs];
  }
  return points.slice(0, k + 2);
}

const same = (a: Points[number] | undefined, b: Points[number] | undefined): boolean =>
  a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];

function lengthOf(points: Points): number {
  let sum = 0;
  for (const [k, [x, y]] of points.entries()) {
    const next = points[k + 1];
    if (next) sum += Math.abs(next[0] - x) + Math.abs(next[1] - y);
  }
  return sum;
}
