/** The sparse grid flows are routed on: a line for every port, and tracks in the gaps between nodes. */
import type { Box, GNode, Graph, Point, Settings } from './graph.ts';

export interface Grid {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** Price of a bend on a channel's line: the middle of a gap is cheapest. */
  readonly xChan: ReadonlyMap<number, number>;
}

/** The box of the name outside a node. */
export function labelBox(n: GNode): Box | null {
  if (!n.lab) return null;
  const { U, V, side } = n.lab,
    c = n.v + (side === -1 ? -1 : 1) * (n.V / 2 + 6 + V / 2);
  const cu = side === 0 ? n.u - U / 2 - 9 : n.u;
  return { u0: cu - U / 2, u1: cu + U / 2, v0: c - V / 2, v1: c + V / 2 };
}
const offsets = (len: number, count: number): number[] => {
  const out = [0],
    room = len / 2 - 13;
  if (count < 2) return out;
  const step = len > 140 ? 28 : len > 80 ? 20 : 18;
  for (let k = 1; k * step <= room && out.length < count + 1; k++) out.push(-k * step, k * step);
  return out;
};

/** Adds a line unless one is closer than `min`; keeps the list sorted. */
function insertLine(list: number[], x: number, min: number): boolean {
  let lo = 0,
    hi = list.length;
  while (lo < hi) {
    const m = (lo + hi) >> 1;
    if (list[m] < x) lo = m + 1;
    else hi = m;
  }
  if (lo < list.length && list[lo] - x < min) return false;
  if (lo > 0 && x - list[lo - 1] < min) return false;
  list.splice(lo, 0, x);
  return true;
}

const between = (list: readonly number[], a: number, b: number): boolean =>
  list.some((x) => x > a && x < b);
const near = (list: readonly number[], x: number, by: number): boolean =>
  list.some((b) => Math.abs(b - x) < by - 0.01);

/** Lines of the grid; sets the boxes and free ports of the nodes on the way. `fixed` routes get lines of their own. */
export function makeGrid(g: Graph, o: Settings, fixed: readonly (readonly Point[])[]): Grid {
  const { nodes, edges } = g,
    C = o.clear,
    T = o.track;
  const back = edges.filter((e) => e.back).length;
  for (const n of nodes) {
    n.box = { u0: n.u - n.U / 2, u1: n.u + n.U / 2, v0: n.v - n.V / 2, v1: n.v + n.V / 2 };
    n.skirtBox =
      n.skirt === null
        ? null
        : {
            u0: n.box.u0 + n.skirt.x,
            u1: n.box.u0 + n.skirt.x + n.skirt.w,
            v0: n.box.v1,
            v1: n.box.v1 + n.skirt.h,
          };
    n.lbox = labelBox(n);
    const ins = n.in.filter((e) => !e.back).length,
      outs = n.out.filter((e) => !e.back).length,
      loops = n.in.filter((e) => e.back).length + n.out.filter((e) => e.back).length;
    n.offW = n.small || n.sealed ? [0] : offsets(n.V, ins + (loops > 2 ? 1 : 0));
    const home = o.calm.length > 0 && n.in.some((e) => e.back) ? 1 : 0;
    n.offE = n.small ? [0] : offsets(n.V, outs + home);
    n.offN = n.small ? [0] : offsets(n.U, loops + Math.max(0, outs - 1) + Math.max(0, ins - 1));
    n.offS = n.offN;
    // A flow that has to leave at one place leaves there only; what enters a sealed gate from above keeps to its left half.
    const told = (side: string): number[] =>
      n.out.flatMap((e) => (e.port?.side === side ? [e.port.off] : []));
    if (n.sealed) {
      n.offN = [...told('N'), Math.round(n.u - n.U / 8) - n.u];
      n.offS = told('S');
      n.offE = [0, ...told('E')];
    }
  }
  const xs: number[] = [],
    ys: number[] = [],
    xChan = new Map<number, number>();
  for (const n of nodes) {
    for (const d of [...n.offN, ...n.offS]) insertLine(xs, n.u + d, 0.5);
    for (const d of [...n.offW, ...n.offE]) insertLine(ys, n.v + d, 0.5);
  }
  // In front of a told port there is always a line, or no flow could leave there.
  for (const n of nodes)
    for (const e of n.out) {
      if (e.port?.side === 'N') insertLine(ys, n.box.v0 - C, 0.5);
      if (e.port?.side === 'S') insertLine(ys, n.box.v1 + C, 0.5);
      if (e.port?.side === 'E') insertLine(xs, n.box.u1 + C, 0.5);
    }
  for (const p of fixed)
    for (const q of p) {
      insertLine(xs, q.u, 0.5);
      insertLine(ys, q.v, 0.5);
    }
  // channels between columns
  const cols: { u0: number; u1: number; n: GNode[] }[] = [];
  for (const n of nodes.toSorted((a, b) => a.box.u0 - b.box.u0)) {
    const c = cols.at(-1);
    if (c && n.box.u0 < c.u1 + 2 * C) {
      c.u1 = Math.max(c.u1, n.box.u1);
      c.n.push(n);
    } else cols.push({ u0: n.box.u0, u1: n.box.u1, n: [n] });
  }
  const lines = g.phaseAt;
  const sides = o.calm.flatMap(({ x, w }) => [x, x + w]);
  // Tracks between and around frames come first, or others would take their place.
  for (const at of sides)
    for (let q = 1; q <= 5; q++)
      for (const x of [at - q * T, at + q * T]) {
        const within = o.calm.some((b) => x > b.x && x < b.x + b.w);
        if (!within && !near(sides, x, C) && insertLine(xs, x, 8)) xChan.set(x, 0);
      }
  const put = (x: number, c: number): void => {
    if (!near(lines, x, 7) && !near(sides, x, C) && insertLine(xs, x, 8)) xChan.set(x, c);
  };
  for (let k = 0; k <= cols.length; k++) {
    const a = k ? cols[k - 1].u1 : cols[0].u0 - 2 * C - 3 * T,
      b = k < cols.length ? cols[k].u0 : cols[k - 1].u1 + 2 * C + 3 * T;
    const cnt = Math.max(1, Math.floor((b - a - 2 * C) / T) + 1),
      c = (a + b) / 2;
    for (let q = 0; q < cnt; q++) {
      const off = (q - (cnt - 1) / 2) * T;
      put(c + off, 0.25 * Math.abs(off));
    }
  }
  for (const c of cols) {
    const wide = Math.max(...c.n.map((n) => n.U));
    if (c.u1 - c.u0 > wide * 1.15 + 8)
      for (const n of c.n)
        for (let q = 0; q < 3; q++) {
          put(n.box.u0 - C - q * T, 6);
          put(n.box.u1 + C + q * T, 6);
        }
    else
      for (const n of c.n)
        if (n.U < wide - 70 && c.n.length > 1) {
          put(n.box.u0 - C - 2, 14);
          put(n.box.u1 + C + 2, 14);
        }
  }
  // Frames elsewhere may have cleared a gap of its lines: without one, no flow could leave or enter there.
  if (sides.length > 0)
    for (const n of nodes) {
      if (n.out.length > 0 && !between(xs, n.box.u1 + C - 0.5, n.box.u1 + C + 7))
        insertLine(xs, n.box.u1 + C, 0.5);
      if (n.in.length > 0 && !between(xs, n.box.u0 - C - 7, n.box.u0 - C + 0.5))
        insertLine(xs, n.box.u0 - C, 0.5);
    }
  const B = g.laneAt,
    levels = o.calm.flatMap(({ y, h }) => [y, y + h]),
    row = (y: number, min: number): void => {
      if (!near(B, y, 9) && !near(levels, y, C)) insertLine(ys, y, min);
    };
  const tops = nodes.flatMap((n): [number, number][] => {
    const own: [number, number][] = [
      [n.box.v0, -1],
      [n.box.v1, 1],
    ];
    if (n.skirtBox) own.push([n.skirtBox.v1, 1]);
    if (n.lbox && n.lab) own.push(n.lab.side === -1 ? [n.lbox.v0 + 8, -1] : [n.lbox.v1 - 8, 1]);
    return own;
  });
  const outer0 = Math.min(...nodes.map((n) => n.box.v0)),
    outer1 = Math.max(...nodes.map((n) => n.skirtBox?.v1 ?? n.box.v1));
  for (const b of B) {
    row(b - 13, 9);
    row(b + 13, 9);
  }
  // Between frames, not along them inside.
  for (const { y, h } of o.calm) {
    for (let q = 1; q <= 4; q++) {
      row(y - q * T, 9);
      row(y + h + q * T, 9);
    }
  }
  for (let q = 0; q < 3; q++) for (const [y, s] of tops) row(y + s * (C + q * T), 8);
  if (!B.length)
    for (let q = 0; q < 3 + back; q++) {
      row(outer0 - C - q * T, 8);
      row(outer1 + C + 20 + q * T, 8);
    }
  return { xs, ys, xChan };
}
