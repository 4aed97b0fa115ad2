/** Polylines of flows: rounded, measured, walked. Points are px of the world. */
export type Points = readonly (readonly [number, number])[];

const radius = 12;
/** How far before its end a line stops, so that the arrowhead's tip stands there. */
const head = 6.4;

/** Radius of the arc by which a flow jumps over another. */
const jump = 6;

/**
 * SVG path with corners of radius 12; `trim` px are left out at its end. `jumps` are points on the way, in its order, at
 * which it jumps over another flow in a small arc.
 */
export function roundedPath(points: Points, trim = head, jumps: Points = []): string {
  const all = shortened(points, trim);
  const [first, ...rest] = all;
  if (first === undefined) return '';
  let d = `M${first[0]} ${first[1]}`;
  for (const [i, here] of rest.entries()) {
    const before = all[i];
    const after = all[i + 2];
    if (before === undefined) continue;
    for (const over of jumps) if (between(before, over, here)) d += arcAt(over, before, here);
    if (after === undefined) {
      d += `L${fix(here[0])} ${fix(here[1])}`;
      continue;
    }
    const r = Math.min(radius, distance(before, here) / 2, distance(here, after) / 2);
    const a = towards(here, before, r);
    const b = towards(here, after, r);
    d += `L${fix(a[0])} ${fix(a[1])}Q${here[0]} ${here[1]} ${fix(b[0])} ${fix(b[1])}`;
  }
  return d;
}

function arcAt(over: Point, from: Point, to: Point): string {
  const a = towards(over, from, jump);
  const b = towards(over, to, jump);
  // Bulges upwards, or to the right.
  const turn = to[0] > from[0] || to[1] > from[1] ? 1 : 0;
  return `L${fix(a[0])} ${fix(a[1])}A${jump} ${jump} 0 0 ${turn} ${fix(b[0])} ${fix(b[1])}`;
}

/** Whether a point lies on the straight line from a to b. */
const between = (a: Point, point: Point, b: Point): boolean =>
  Math.abs(distance(a, point) + distance(point, b) - distance(a, b)) < 0.01;

/** Nearer than this to the end of a stretch there is no room for an arc beside the rounded corner. */
const clear = radius + jump;

/**
 * Where each of these ways crosses one before it, in its own order: there the later one jumps. Ways that share a stretch
 * do not cross.
 */
export function crossings(ways: readonly Points[]): readonly Points[] {
  const done: { readonly a: Point; readonly b: Point }[] = [];
  return ways.map((points) => {
    const own: { a: Point; b: Point }[] = [];
    const found: Point[] = [];
    for (let i = 0; i + 1 < points.length; i += 1) {
      const a = points[i];
      const b = points[i + 1];
      if (a === undefined || b === undefined) break;
      own.push({ a, b });
      const here = done
        .flatMap((other) => crossing(a, b, other.a, other.b) ?? [])
        .toSorted((p, q) => distance(a, p) - distance(a, q));
      // Two flows close by are jumped in one go: a second arc would begin before the first has ended.
      let last: Point | undefined;
      for (const point of here) {
        if (last !== undefined && distance(last, point) < 2 * jump) continue;
        found.push(point);
        last = point;
      }
    }
    done.push(...own);
    return found;
  });
}

/** The point at which a level and an upright stretch cross, clear of all four ends. */
function crossing(a: Point, b: Point, c: Point, d: Point): [Point] | null {
  const level = Math.abs(a[1] - b[1]) < 0.5;
  if (level === Math.abs(c[1] - d[1]) < 0.5) return null;
  const [l0, l1, u0, u1] = level ? [a, b, c, d] : [c, d, a, b];
  const at: Point = [u0[0], l0[1]];
  const room = (p: Point, q: Point, own: boolean): boolean =>
    distance(at, p) + distance(at, q) - distance(p, q) < 0.01 &&
    Math.min(distance(at, p), distance(at, q)) > (own ? clear : 1);
  return room(l0, l1, level) && room(u0, u1, !level) ? [at] : null;
}

/** Arrowhead 8 × 8 at the end of the polyline; empty where there is no line. */
export function arrowHead(points: Points): string {
  const tip = points.at(-1);
  const before = points.findLast((point) => tip !== undefined && distance(point, tip) > 0.5);
  if (tip === undefined || before === undefined) return '';
  const [ux, uy] = towards([0, 0], [tip[0] - before[0], tip[1] - before[1]], 1);
  const at = (back: number, side: number): string =>
    `${fix(tip[0] - ux * back - uy * side)} ${fix(tip[1] - uy * back + ux * side)}`;
  return `M${at(0, 0)}L${at(8, 4.2)}L${at(5.8, 0)}L${at(8, -4.2)}Z`;
}

/** The point `along` px from the start, and whether the line is level there. */
export function pointAt(points: Points, along: number): { x: number; y: number; level: boolean } {
  let rest = along;
  let last = { x: points[0]?.[0] ?? 0, y: points[0]?.[1] ?? 0, level: true };
  for (let i = 0; i + 1 < points.length; i += 1) {
    const a = points[i];
    const b = points[i + 1];
    if (a === undefined || b === undefined) break;
    const long = distance(a, b);
    const level = Math.abs(a[1] - b[1]) < 0.5;
    if (rest <= long && long > 0) {
      const share = rest / long;
      return { x: a[0] + (b[0] - a[0]) * share, y: a[1] + (b[1] - a[1]) * share, level };
    }
    rest -= long;
    last = { x: b[0], y: b[1], level };
  }
  return last;
}

export function pathLength(points: Points): number {
  let sum = 0;
  for (let i = 0; i + 1 < points.length; i += 1) {
    const a = points[i];
    const b = points[i + 1];
    if (a !== undefined && b !== undefined) sum += distance(a, b);
  }
  return sum;
}

/**
 * Where the centre of a label of `width` px stands: near the source, on the first stretch that it fits on; in the middle
 * of a straight flow.
 */
export function labelSpot(points: Points, width: number): { x: number; y: number } {
  const total = pathLength(points);
  if (points.length <= 2) return pointAt(points, total / 2);
  let walked = 0;
  let best: { along: number; long: number } | null = null;
  for (let i = 0; i + 1 < points.length; i += 1) {
    const a = points[i];
    const b = points[i + 1];
    if (a === undefined || b === undefined) break;
    const long = distance(a, b);
    const need = Math.abs(a[1] - b[1]) < 0.5 ? width + 28 : 44;
    if (long >= need) {
      const along = i === 0 ? walked + Math.min(long / 2, need / 2 + 12) : walked + long / 2;
      return pointAt(points, along);
    }
    if (best === null || long > best.long) best = { along: walked + long / 2, long };
    walked += long;
  }
  return pointAt(points, best?.along ?? total / 2);
}

function shortened(points: Points, trim: number): Points {
  const end = points.at(-1);
  const before = points.at(-2);
  if (end === undefined || before === undefined || trim === 0) return points;
  return [...points.slice(0, -1), towards(end, before, Math.min(trim, distance(end, before)))];
}

type Point = readonly [number, number];
const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
function towards(from: Point, to: Point, by: number): Point {
  const long = distance(from, to) || 1;
  return [from[0] + ((to[0] - from[0]) * by) / long, from[1] + ((to[1] - from[1]) * by) / long];
}
const fix = (value: number): number => Math.round(value * 100) / 100;
