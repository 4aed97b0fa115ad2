/**
 * The router: A* on the sparse grid, over (vertex, direction). What a way costs: length, bends, crossings, overlaps,
 * touching corners, names of nodes, turning before its label has room. Flows into one small node, and branches of one
 * fork, may share a trunk.
 */
import { header } from './graph.ts';
import { makeGrid } from './grid.ts';
import type { Box, Gap, GEdge, GNode, Graph, Point, Route, Settings } from './graph.ts';

export interface Router {
  readonly size: number;
  readonly search: (e: GEdge, greed?: number) => Route | null;
  readonly add: (e: GEdge, r: Route | null) => void;
  readonly remove: (e: GEdge) => void;
  readonly points: (r: Route) => readonly Point[];
  /** Keeps an old way as it is; false where it does not lie on the grid. */
  readonly fix: (e: GEdge, pts: readonly Point[]) => boolean;
  /** Whether its way crosses or touches another one. */
  readonly pain: (e: GEdge) => boolean;
  /** What its way costs among the others; a crossing is counted from both sides. */
  readonly price: (e: GEdge) => number;
  /** Search steps so far. */
  readonly expanded: () => number;
}

// Directions: 0 east, 1 south, 2 west, 3 north.
const DU = [1, 0, -1, 0];
const DV = [0, 1, 0, -1];
const number = { E: 0, S: 1, W: 2, N: 3 } as const;

export function makeRouter(
  g: Graph,
  o: Settings,
  fixedPaths: ReadonlyMap<string, readonly Point[]>,
): Router {
  const { nodes, edges } = g,
    C = o.clear,
    EPS = 0.01;
  const { xs, ys, xChan } = makeGrid(g, o, [...fixedPaths.values()]);
  const nx = xs.length,
    ny = ys.length,
    N = nx * ny;
  const lower = (a: readonly number[], x: number): number => {
    let lo = 0,
      hi = a.length;
    while (lo < hi) {
      const m = (lo + hi) >> 1;
      if (a[m] < x - EPS) lo = m + 1;
      else hi = m;
    }
    return lo;
  }; // first >= x
  const blockH = new Uint8Array(N),
    blockV = new Uint8Array(N),
    softH = new Uint8Array(N),
    softV = new Uint8Array(N);
  const nowhere = new Uint8Array(N);
  const paint = (b: Box, m: number, H: Uint8Array, V: Uint8Array, what = 1): void => {
    const i0 = lower(xs, b.u0 - m + 2 * EPS),
      i1 = lower(xs, b.u1 + m - EPS) - 1,
      j0 = lower(ys, b.v0 - m + 2 * EPS),
      j1 = lower(ys, b.v1 + m - EPS) - 1;
    for (let j = j0; j <= j1; j++)
      for (let i = Math.max(0, i0 - 1); i <= Math.min(nx - 1, i1); i++) H[i * ny + j] = what; // rows inside: links touching the inside
    for (let i = i0; i <= i1; i++)
      for (let j = Math.max(0, j0 - 1); j <= Math.min(ny - 1, j1); j++) V[i * ny + j] = what;
    // a link that jumps over a box with no line inside
    if (i1 < i0 && i0 > 0 && i0 < nx) for (let j = j0; j <= j1; j++) H[(i0 - 1) * ny + j] = what;
    if (j1 < j0 && j0 > 0 && j0 < ny) for (let i = i0; i <= i1; i++) V[i * ny + j0 - 1] = what;
  };
  for (const n of nodes) {
    paint(n.box, C, blockH, blockV);
    if (n.skirtBox) paint(n.skirtBox, C - 1, blockH, blockV);
    if (n.lbox) paint(n.lbox, n.lab?.fixed === true ? 7 : 3, softH, softV);
  }
  /** Which frame a link lies in, by its number from 1. */
  const frameH = new Uint8Array(N),
    frameV = new Uint8Array(N);
  o.calm.forEach(({ x, y, w, h, title }, k) => {
    const [right, low, name] = [x + w, y + h, Math.min(title, w)];
    paint({ u0: x, u1: right, v0: y - C, v1: y + header }, 0, softH, nowhere);
    paint({ u0: x - C, u1: x + name, v0: y, v1: y + header }, 0, nowhere, softV);
    paint({ u0: x, u1: right, v0: low - C, v1: low + C }, 0, softH, nowhere);
    for (const side of [x, right])
      paint({ u0: side - C, u1: side + C, v0: y, v1: low }, 3, nowhere, softV);
    paint({ u0: x, u1: right, v0: y, v1: low }, 0, frameH, frameV, k + 1);
  });
  const homes = nodes.map(
    (n) =>
      o.calm.findIndex((b) => n.u > b.x && n.u < b.x + b.w && n.v > b.y && n.v < b.y + b.h) + 1,
  );
  const near = (a: readonly number[]): number[][] =>
    a.map((x, i) => {
      const r: number[] = [];
      for (let k = i - 1; k >= 0 && x - a[k] < C - EPS; k--) r.push(k);
      for (let k = i + 1; k < a.length && a[k] - x < C - EPS; k++) r.push(k);
      return r;
    });
  const nearX = near(xs),
    nearY = near(ys);
  const list = (): Flows[] => Array.from({ length: N }, () => undefined);
  const occH = list(),
    occV = list(),
    nrH = list(),
    nrV = list(),
    passH = list(),
    passV = list(),
    corner = list();
  const colT = Float64Array.from(xs, (x) => xChan.get(x) ?? 4);
  // ---- ports
  const portUse = nodes.map((): [Use[], Use[], Use[], Use[]] => [[], [], [], []]);
  const hitsOther = (self: number, u0: number, u1: number, v0: number, v1: number): boolean => {
    for (const n of nodes)
      if (
        n.skirtBox &&
        u1 > n.skirtBox.u0 - C + 1 &&
        u0 < n.skirtBox.u1 + C - 1 &&
        v1 > n.skirtBox.v0 - C + EPS &&
        v0 < n.skirtBox.v1 + C - EPS
      ) {
        if (n.i !== self || v1 > n.skirtBox.v0 + EPS) return true;
      }
    for (const n of nodes)
      if (
        n.i !== self &&
        u1 > n.box.u0 - C + EPS &&
        u0 < n.box.u1 + C - EPS &&
        v1 > n.box.v0 - C + EPS &&
        v0 < n.box.v1 + C - EPS
      )
        return true;
    return false;
  };
  const portCache = new Map<number, Gap | null>();
  /** The grid vertex in front of a port; null where something is in the way. */
  const port = (n: GNode, dir: number, off: number): Gap | null => {
    const key = (n.i * 4 + dir) * 1000 + off + 500;
    const known = portCache.get(key);
    if (known !== undefined) return known;
    const h = dir === 0 || dir === 2;
    const pu = h ? n.u + (dir === 0 ? n.U / 2 : -n.U / 2) : n.u + off,
      pv = h ? n.v + off : n.v + (dir === 1 ? n.V / 2 : -n.V / 2);
    let i: number,
      j: number,
      r: Gap | null = null;
    if (h) {
      j = lower(ys, pv);
      i = dir === 0 ? lower(xs, pu + C) : lower(xs, pu - C + 2 * EPS) - 1;
    } else {
      i = lower(xs, pu);
      j = dir === 1 ? lower(ys, pv + C) : lower(ys, pv - C + 2 * EPS) - 1;
    }
    if (
      i >= 0 &&
      i < nx &&
      j >= 0 &&
      j < ny &&
      (h ? Math.abs(ys[j] - pv) < 0.3 : Math.abs(xs[i] - pu) < 0.3)
    ) {
      const u0 = Math.min(pu, xs[i]),
        u1 = Math.max(pu, xs[i]),
        v0 = Math.min(pv, ys[j]),
        v1 = Math.max(pv, ys[j]);
      if (!hitsOther(n.i, u0, u1, v0, v1)) {
        const lb = n.lbox,
          soft = lb !== null && u1 > lb.u0 && u0 < lb.u1 && v1 > lb.v0 && v0 < lb.v1;
        r = { n, dir, off, pu, pv, i, j, vx: i * ny + j, len: u1 - u0 + v1 - v0, soft };
      }
    }
    portCache.set(key, r);
    return r;
  };
  /** The ports a flow may use at one of its ends, each with its price. */
  const portsOf = (e: GEdge, src: boolean): readonly { p: Gap; c: number }[] => {
    const n = nodes[src ? e.s : e.t],
      m = nodes[src ? e.t : e.s],
      out: { p: Gap; c: number }[] = [];
    const add = (d: number, off: number, c: number): void => {
      const p = port(n, d, off);
      if (p) out.push({ p, c: c + (p.soft ? o.label : 0) });
    };
    const many = (d: number, offs: readonly number[], c: number, per: number): void => {
      for (const k of offs) add(d, k, c + (k ? per + Math.abs(k) * 0.15 : 0));
    };
    if (src && e.port) {
      add(number[e.port.side], e.port.off, 0);
      return out;
    }
    if (!src && n.sealed) {
      add(2, 0, 0);
      if (e.back) many(3, n.offN.slice(-1), 20, 0);
      return out;
    }
    const want = src ? n.portOf.get(e) : null;
    const taken = n.small ? new Set(n.portOf.values()) : null;
    if (e.back) {
      const busy = (q: 'N' | 'S'): number =>
        want === q ? 0 : want ? 24 : taken?.has(q) === true ? 90 : q === 'S' ? 8 : 0;
      many(3, n.offN, busy('N'), 6);
      many(1, n.offS, busy('S'), 6);
      if (src) many(0, n.offE, n.small ? 120 : 150, 10);
      else if (m.u - m.U / 2 > n.u + n.U / 2 && o.calm.length > 0)
        // A decision has one port on that side, which is that of its own flow onwards.
        many(0, n.offE, n.kind === 'decision' ? 260 : 4, 10);
      else many(2, n.offW, 90, 10);
    } else if (src) {
      const st = n.straightOut && n.straightOut !== e;
      for (const k of n.offE)
        add(
          0,
          k,
          (want && want !== 'E' ? 90 : 0) +
            (k
              ? (st ? 4 : e.main ? 40 : 10) +
                Math.abs(k) * 0.15 +
                ((k < 0 ? m.v > n.v + 4 : m.v < n.v - 4) ? 14 : 0)
              : st
                ? 60
                : 0),
        );
      const side = (s: 'N' | 'S'): number =>
        want === s
          ? 0
          : n.kind === 'decision'
            ? taken?.has(s) === true
              ? 140
              : 70
            : n.kind === 'gate'
              ? e.main
                ? 400
                : 64
              : !n.small
                ? e.main
                  ? 400
                  : 96
                : n.kind === 'parallel'
                  ? n.out.length > 3
                    ? 500
                    : 60
                  : 90;
      many(3, n.offN, side('N') + (m.v > n.v ? 60 : 0), 14);
      many(1, n.offS, side('S') + (m.v < n.v ? 60 : 0), 14);
    } else {
      const st = n.straightIn && n.straightIn !== e;
      for (const k of n.offW)
        add(
          2,
          k,
          k
            ? (st ? 4 : e.main ? 40 : 10) +
                Math.abs(k) * 0.15 +
                ((k < 0 ? m.v > n.v + 4 : m.v < n.v - 4) ? 14 : 0)
            : st
              ? 60
              : 0,
        );
      const c =
        n.kind === 'parallel'
          ? n.in.length > 3
            ? 500
            : 60
          : n.kind === 'end'
            ? 34
            : n.small
              ? 70
              : e.main
                ? 400
                : 110;
      many(3, n.offN, c + (m.v > n.v ? 80 : 0) + (taken?.has('N') === true ? 60 : 0), 14);
      many(1, n.offS, c + (m.v < n.v ? 80 : 0) + (taken?.has('S') === true ? 60 : 0), 14);
    }
    return out;
  };
  const merging = o.calm.length > 0;
  /** May two flows lie on one line? 2: gladly, as a bundle; 1: if need be; 0: no. */
  const share = (a: number, b: number): 0 | 1 | 2 => {
    const x = edges[a],
      y = edges[b];
    if (x.t === y.t)
      return nodes[x.t].small ||
        nodes[x.t].sealed ||
        (x.back && y.back) ||
        (x.back === y.back && merging)
        ? 2
        : 1;
    if (x.s === y.s) {
      const { kind, lab, out } = nodes[x.s];
      if (kind === 'parallel') return 2;
      // A decision whose name stands above has one way down for all but its straight flow.
      const crowded = out.length > 3 || (lab?.fixed === true && out.length > 2);
      return kind === 'decision' && crowded ? 1 : 0;
    }
    return 0;
  };
  /** What arrives with others arrives where they do. */
  const entries = (e: GEdge, q: Gap): number => {
    const dear = q.n.in.length > 5 ? 400 : 40;
    let c = 0;
    portUse[q.n.i].forEach((uses, dir) => {
      const other = uses.some(
        (u) => !u.src && edges[u.e].back === e.back && (dir !== q.dir || u.off !== q.off),
      );
      if (other) c = dear;
    });
    return c;
  };
  const portCost = (e: GEdge, q: Gap, src: boolean): number => {
    let c = 0;
    for (const u of portUse[q.n.i][q.dir]) {
      const d = Math.abs(u.off - q.off);
      if (d >= C - EPS) continue;
      const s = u.src === src ? share(e.i, u.e) : 0;
      const same = src ? edges[u.e].s === e.s : edges[u.e].t === e.t;
      if (d < EPS && s === 2 && same) continue;
      c += d < EPS && s === 1 && same ? (src ? 110 : 60) : q.n.small ? 260 : 420;
    }
    return src || !merging || q.n.kind === 'parallel' ? c : c + entries(e, q);
  };
  for (const n of nodes) {
    // who gets the middle of the east and west side
    const flat = (e: GEdge): boolean =>
      !e.back && !e.self && Math.abs(nodes[e.s].v - nodes[e.t].v) < 4;
    const pick = (l: readonly GEdge[]): GEdge | null => {
      const f = l.filter(flat);
      return f.length
        ? (f.find((e) => e.main) ??
            f.toSorted(
              (a, b) =>
                nodes[a.t].layer - nodes[a.s].layer - (nodes[b.t].layer - nodes[b.s].layer) ||
                a.i - b.i,
            )[0])
        : (l.find((e) => e.main && !e.back) ?? null);
    };
    n.straightOut = pick(n.out);
    n.straightIn = pick(n.in);
  }
  // ---- A*
  const G = new Float64Array(N * 4),
    from = new Int32Array(N * 4),
    stamp = new Int32Array(N * 4),
    closed = new Int32Array(N * 4);
  let run = 0;
  const goalAt = new Map<number, { p: Gap; cost: number }[]>();
  let hk = new Float64Array(4096),
    hv = new Int32Array(4096),
    hn = 0;
  const push = (k: number, v: number): void => {
    if (hn === hk.length) {
      const a = new Float64Array(hn * 2);
      a.set(hk);
      hk = a;
      const b = new Int32Array(hn * 2);
      b.set(hv);
      hv = b;
    }
    let i = hn++;
    while (i > 0) {
      const p = (i - 1) >> 1;
      if (hk[p] <= k) break;
      hk[i] = hk[p];
      hv[i] = hv[p];
      i = p;
    }
    hk[i] = k;
    hv[i] = v;
  };
  const pop = (): number => {
    const top = hv[0];
    const k = hk[--hn],
      v = hv[hn];
    let i = 0;
    for (;;) {
      let c = 2 * i + 1;
      if (c >= hn) break;
      if (c + 1 < hn && hk[c + 1] < hk[c]) c++;
      if (hk[c] >= k) break;
      hk[i] = hk[c];
      hv[i] = hv[c];
      i = c;
    }
    hk[i] = k;
    hv[i] = v;
    return top;
  };
  /** Other flows on this link. */
  const listCost = (l: Flows, e: GEdge, per: number, len: number): number => {
    if (!l) return 0;
    let c = 0;
    for (const f of l) {
      const s = share(e.i, f);
      c += s === 2 ? (-0.35 * len) / l.length : s === 1 ? 6 : per + len * 2;
    }
    return c;
  };
  const nearCost = (l: Flows, e: GEdge, len: number): number => {
    if (!l) return 0;
    let c = 0;
    for (const f of l) c += share(e.i, f) === 2 ? 30 : o.overlap * 0.5 + len;
    return c;
  };
  const crossCost = (l: Flows, e: GEdge): number => {
    if (!l) return 0;
    let c = 0;
    for (let k = 0; k < l.length; k++) {
      const f = l[k];
      const s = share(e.i, f);
      // Flows that lie on one line are crossed once.
      const again = merging && l.some((x, q) => q < k && edges[x].t === edges[f].t);
      c += (s === 2 ? 25 : o.cross + (edges[f].main || e.main ? 20 : 0)) * (again ? 0.1 : 1);
    }
    return c;
  };
  const kissCost = (l: Flows, e: GEdge): number => {
    if (!l) return 0;
    let c = 0;
    for (const f of l) if (share(e.i, f) !== 2) c += o.kiss;
    return c;
  };
  let expanded = 0;
  /** First without frames that are none of its business: so less is looked through, too. */
  const search = (e: GEdge, greed = o.greed): Route | null =>
    (o.calm.length > 0 ? find(e, greed, Infinity) : null) ?? find(e, greed, o.foreign);
  const find = (e: GEdge, greed: number, foreign: number): Route | null => {
    run++;
    hn = 0;
    goalAt.clear();
    let a0 = Infinity,
      a1 = -Infinity,
      b0 = Infinity,
      b1 = -Infinity;
    for (const { p, c } of portsOf(e, false)) {
      const cost = c + portCost(e, p, false) + p.len;
      const here = goalAt.get(p.vx);
      if (here) here.push({ p, cost });
      else goalAt.set(p.vx, [{ p, cost }]);
      a0 = Math.min(a0, xs[p.i]);
      a1 = Math.max(a1, xs[p.i]);
      b0 = Math.min(b0, ys[p.j]);
      b1 = Math.max(b1, ys[p.j]);
    }
    const H = (i: number, j: number, d: number): number => {
      const x = xs[i],
        y = ys[j],
        dx = x < a0 ? a0 - x : x > a1 ? x - a1 : 0,
        dy = y < b0 ? b0 - y : y > b1 ? y - b1 : 0;
      return (
        (dx + dy) * hw +
        (dx > 0 && dy > 0 ? o.bend : dy > 0 && !(d & 1) ? o.bend : dx > 0 && d & 1 ? o.bend : 0) +
        ((d === 0 ? x > a1 : d === 2 ? x < a0 : d === 1 ? y > b1 : y < b0) ? o.bend : 0)
      );
    };
    const hw =
      N < 12000
        ? 1
        : 1 +
          Math.min(
            greed,
            (Math.abs(nodes[e.s].u - nodes[e.t].u) + Math.abs(nodes[e.s].v - nodes[e.t].v)) / 9000,
          );
    const from0 = homes[e.s],
      to0 = homes[e.t],
      abroad = (frame: number, len: number): number =>
        (frame ? frame !== from0 && frame !== to0 : from0 > 0 && from0 === to0) ? len * foreign : 0;
    const sn = nodes[e.s],
      labelEnd =
        e.lab && !e.back ? sn.u + sn.U / 2 + (g.lr ? e.lab.w + 20 : e.lab.h + 16) : -Infinity,
      lab0 = sn.v - sn.V / 2,
      lab1 = sn.v + sn.V / 2;
    const starts = new Map<number, Gap>();
    for (const { p, c } of portsOf(e, true)) {
      const s = p.vx * 4 + p.dir,
        cost = c + portCost(e, p, true) + p.len;
      if (stamp[s] !== run || cost < G[s]) {
        stamp[s] = run;
        G[s] = cost;
        from[s] = -1;
        starts.set(s, p);
        push(cost + H(p.i, p.j, p.dir), s);
      }
    }
    let best = Infinity,
      bestS = -1,
      bestP: Gap | null = null;
    // oxlint-disable-next-line eslint/no-unmodified-loop-condition -- push() and pop() move it
    while (hn) {
      if (hk[0] >= best) break;
      const s = pop();
      if (closed[s] === run) continue;
      closed[s] = run;
      expanded++;
      const vx = s >> 2,
        d = s & 3,
        i = (vx / ny) | 0,
        j = vx - i * ny,
        gs = G[s];
      const goals = goalAt.get(vx);
      if (goals)
        for (const { p, cost } of goals) {
          const inDir = (p.dir + 2) & 3;
          if (inDir === ((d + 2) & 3)) continue;
          const c =
            gs +
            cost +
            (inDir === d
              ? d & 1
                ? crossCost(passH[vx], e)
                : crossCost(passV[vx], e)
              : o.bend + kissCost(corner[vx], e));
          if (c < best) {
            best = c;
            bestS = s;
            bestP = p;
          }
        }
      for (let q = 0; q < 4; q++) {
        if (q === ((d + 2) & 3)) continue;
        const i2 = i + DU[q],
          j2 = j + DV[q];
        if (i2 < 0 || j2 < 0 || i2 >= nx || j2 >= ny) continue;
        const lk = q === 0 || q === 1 ? vx : i2 * ny + j2;
        let c: number;
        if (q & 1) {
          if (blockV[lk]) continue;
          const len = Math.abs(ys[j2] - ys[j]);
          c =
            len +
            (softV[lk] ? o.label : 0) +
            abroad(frameV[lk], len) +
            listCost(occV[lk], e, o.overlap, len) +
            nearCost(nrV[lk], e, len);
          if (c === Infinity) continue;
        } else {
          if (blockH[lk]) continue;
          const len = Math.abs(xs[i2] - xs[i]);
          c =
            len +
            (softH[lk] ? o.label : 0) +
            abroad(frameH[lk], len) +
            listCost(occH[lk], e, o.overlap, len) +
            nearCost(nrH[lk], e, len);
          if (c === Infinity) continue;
        }
        c +=
          q === d
            ? q & 1
              ? crossCost(passH[vx], e)
              : crossCost(passV[vx], e)
            : o.bend +
              colT[i] +
              kissCost(corner[vx], e) +
              (d === 0 && xs[i] < labelEnd && ys[j] > lab0 && ys[j] < lab1 ? 64 : 0);
        const s2 = (i2 * ny + j2) * 4 + q,
          ng = gs + c;
        if (closed[s2] === run) continue;
        if (stamp[s2] !== run || ng < G[s2] - 1e-9) {
          stamp[s2] = run;
          G[s2] = ng;
          from[s2] = s;
          push(ng + H(i2, j2, q), s2);
        }
      }
    }
    if (bestS < 0) return null;
    const path: number[] = [];
    let s = bestS;
    while (s >= 0) {
      path.push(s >> 2);
      if (from[s] < 0) break;
      s = from[s];
    }
    path.reverse();
    return { cost: best, path, sp: starts.get(s) ?? null, tp: bestP };
  };
  const mark = (r: Route, e: GEdge, f: typeof addTo): void => {
    // stubs
    const stub = (p: Gap): void => {
      if (p.dir === 0 || p.dir === 2) {
        const a = Math.min(p.pu, xs[p.i]),
          b = Math.max(p.pu, xs[p.i]);
        for (let i = Math.max(0, lower(xs, a) - 1); i < nx - 1 && xs[i] < b - EPS; i++)
          if (xs[i + 1] > a + EPS) linkH(i, p.j);
      } else {
        const a = Math.min(p.pv, ys[p.j]),
          b = Math.max(p.pv, ys[p.j]);
        for (let j = Math.max(0, lower(ys, a) - 1); j < ny - 1 && ys[j] < b - EPS; j++)
          if (ys[j + 1] > a + EPS) linkV(p.i, j);
      }
    };
    const linkH = (i: number, j: number): void => {
      f(occH, i * ny + j, e.i);
      for (const k of nearY[j]) f(nrH, i * ny + k, e.i);
    };
    const linkV = (i: number, j: number): void => {
      f(occV, i * ny + j, e.i);
      for (const k of nearX[i]) f(nrV, k * ny + j, e.i);
    };
    if (r.sp) stub(r.sp);
    if (r.tp) stub(r.tp);
    const p = r.path;
    let d = r.sp ? r.sp.dir : -1;
    for (let k = 0; k < p.length; k++) {
      const vx = p[k],
        i = (vx / ny) | 0,
        j = vx - i * ny;
      let nd: number;
      if (k + 1 < p.length) {
        const w = p[k + 1],
          i2 = (w / ny) | 0,
          j2 = w - i2 * ny;
        nd = i2 > i ? 0 : i2 < i ? 2 : j2 > j ? 1 : 3;
        if (nd === 0) linkH(i, j);
        else if (nd === 2) linkH(i2, j2);
        else if (nd === 1) linkV(i, j);
        else linkV(i2, j2);
      } else nd = r.tp ? (r.tp.dir + 2) & 3 : d;
      if (d >= 0) {
        if (nd === d) f(d & 1 ? passV : passH, vx, e.i);
        else f(corner, vx, e.i);
      }
      d = nd;
    }
  };
  const add = (e: GEdge, r: Route | null): void => {
    e.r = r;
    if (!r) return;
    mark(r, e, addTo);
    if (r.sp) portUse[e.s][r.sp.dir].push({ off: r.sp.off, e: e.i, src: true });
    if (r.tp) portUse[e.t][r.tp.dir].push({ off: r.tp.off, e: e.i, src: false });
  };
  const remove = (e: GEdge): void => {
    const r = e.r;
    if (!r) return;
    mark(r, e, del);
    e.r = null;
    const rm = (l: Use[], src: boolean): void => {
      const q = l.findIndex((x) => x.e === e.i && x.src === src);
      if (q >= 0) l.splice(q, 1);
    };
    if (r.sp) rm(portUse[e.s][r.sp.dir], true);
    if (r.tp) rm(portUse[e.t][r.tp.dir], false);
  };
  const pain = (e: GEdge): boolean => {
    const r = e.r;
    if (!r) return true;
    for (const vx of r.path)
      if ((passH[vx]?.length ?? 0) + (passV[vx]?.length ?? 0) + (corner[vx]?.length ?? 0) > 1)
        return true;
    return false;
  };
  const price = (e: GEdge): number => {
    const r = e.r;
    if (!r) return 1e5;
    const p = r.path;
    let c = 0,
      d = r.sp ? r.sp.dir : -1,
      l = (r.sp?.len ?? 0) + (r.tp?.len ?? 0);
    for (let k = 0; k < p.length; k++) {
      const vx = p[k],
        i = (vx / ny) | 0,
        j = vx - i * ny;
      let nd = r.tp ? (r.tp.dir + 2) & 3 : d;
      if (k + 1 < p.length) {
        const w = p[k + 1],
          i2 = (w / ny) | 0,
          j2 = w - i2 * ny,
          lk = Math.min(i, i2) * ny + Math.min(j, j2);
        nd = i2 > i ? 0 : i2 < i ? 2 : j2 > j ? 1 : 3;
        const s = Math.abs(xs[i2] - xs[i]) + Math.abs(ys[j2] - ys[j]);
        l += s;
        const others = (nd & 1 ? occV : occH)[lk]?.filter((f) => f !== e.i),
          nr = (nd & 1 ? nrV : nrH)[lk]?.filter((f) => f !== e.i);
        if (others?.length) c += listCost(others, e, o.overlap, s) / 2;
        if (nr?.length) c += nearCost(nr, e, s) / 2;
        if ((nd & 1 ? softV : softH)[lk]) c += o.label;
      }
      if (nd !== d)
        c +=
          o.bend +
          kissCost(
            corner[vx]?.filter((f) => f !== e.i),
            e,
          ) /
            2;
      else c += (crossCost((d & 1 ? passH : passV)[vx], e) * o.crossWeight) / 2;
      d = nd;
    }
    return c + l * o.lengthWeight;
  };
  const points = (r: Route): readonly Point[] => {
    const p: Point[] = [];
    if (r.sp) p.push({ u: r.sp.pu, v: r.sp.pv });
    for (const vx of r.path) {
      const i = (vx / ny) | 0;
      p.push({ u: xs[i], v: ys[vx - i * ny] });
    }
    if (r.tp) p.push({ u: r.tp.pu, v: r.tp.pv });
    return simplify(p);
  };
  const fix = (e: GEdge, pts: readonly Point[]): boolean => {
    const path: number[] = [];
    for (let k = 0; k < pts.length; k++) {
      const i = lower(xs, pts[k].u - 0.4),
        j = lower(ys, pts[k].v - 0.4);
      if (!k) {
        path.push(i * ny + j);
        continue;
      }
      let pi = (path[path.length - 1] / ny) | 0,
        pj = path[path.length - 1] - pi * ny;
      while (pi !== i || pj !== j) {
        if (pi !== i) pi += Math.sign(i - pi);
        else pj += Math.sign(j - pj);
        if (pi < 0 || pj < 0 || pi >= nx || pj >= ny) return false;
        path.push(pi * ny + pj);
      }
    }
    add(e, { path, sp: null, tp: null, cost: 0 });
    e.fixedPts = pts;
    return true;
  };
  return { search, add, remove, points, fix, pain, price, size: N, expanded: () => expanded };
}

/** Flows on a link, by number. */
type Flows = number[] | undefined;
interface Use {
  readonly off: number;
  readonly e: number;
  readonly src: boolean;
}

const addTo = (arr: Flows[], k: number, e: number): void => {
  const l = arr[k];
  if (l) l.push(e);
  else arr[k] = [e];
};

const del = (arr: Flows[], k: number, e: number): void => {
  const l = arr[k];
  if (!l) return;
  const q = l.indexOf(e);
  if (q >= 0) l.splice(q, 1);
  if (!l.length) arr[k] = undefined;
};

/** Without doubled points and points on a straight line. */
function simplify(p: readonly Point[]): readonly Point[] {
  const q: Point[] = [];
  for (const a of p) {
    const n = q.length;
    if (n && Math.abs(q[n - 1].u - a.u) < 0.01 && Math.abs(q[n - 1].v - a.v) < 0.01) continue;
    if (n > 1) {
      const b = q[n - 1],
        c = q[n - 2];
      if (
        (Math.abs(a.u - b.u) < 0.01 && Math.abs(b.u - c.u) < 0.01) ||
        (Math.abs(a.v - b.v) < 0.01 && Math.abs(b.v - c.v) < 0.01)
      ) {
        q[n - 1] = { u: a.u, v: a.v };
        continue;
      }
    }
    q.push({ u: a.u, v: a.v });
  }
  return q;
}
