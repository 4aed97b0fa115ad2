/** Where nodes stand: rows by one linear programme with lane borders as variables, columns by what has to fit between. */
import { labelBox } from './grid.ts';
import type { Box, Dir, GEdge, GNode, Graph, Item, Settings } from './graph.ts';
import { Programme } from './simplex.ts';

/** Which side of a small node each flow leaves by, and which side is free for its name. */
export function sides(g: Graph): void {
  const { nodes } = g;
  for (const n of nodes) {
    n.portOf = new Map<GEdge, Dir>();
    if (!n.small) continue;
    const outs = n.out.filter((e) => !e.self);
    if (n.kind === 'decision' || n.kind === 'parallel') {
      const fw = outs.filter((e) => !e.back);
      const east =
        fw.find((e) => e.main) ??
        fw.toSorted(
          (a, b) => Math.abs(nodes[a.t].v - n.v) - Math.abs(nodes[b.t].v - n.v) || a.i - b.i,
        )[0];
      if (east !== undefined) n.portOf.set(east, 'E');
      const rest = fw.filter((e) => e !== east);
      const up = rest.filter((e) => nodes[e.t].v < n.v - 2),
        down = rest.filter((e) => nodes[e.t].v > n.v + 2);
      if (n.kind === 'decision') {
        // A name that stands above for good: leave downwards first.
        if (n.lab?.fixed === true && n.lab.side === -1) rest.forEach((e) => n.portOf.set(e, 'S'));
        else {
          if (up.length) n.portOf.set(up[0], 'N');
          if (down.length) n.portOf.set(down[0], 'S');
        }
        for (const e of rest)
          if (!n.portOf.has(e) && !up.includes(e) && !down.includes(e)) {
            const used = new Set(n.portOf.values());
            n.portOf.set(e, !used.has('S') ? 'S' : 'N');
          }
        for (const e of outs.filter((x) => x.back)) {
          const used = new Set(n.portOf.values());
          const best: readonly Dir[] = nodes[e.t].v > n.v + 40 ? ['S', 'N'] : ['N', 'S'];
          n.portOf.set(e, best.find((q) => !used.has(q)) ?? best[0]);
        }
      }
    }
    if (n.lab && !n.lab.fixed) {
      const used = new Set(n.portOf.values());
      n.lab.side = !used.has('S') ? 1 : !used.has('N') ? -1 : 0;
    }
  }
}

/** How far a node reaches towards −v and +v, with its name and what hangs beneath it. */
export function extents(n: GNode): readonly [number, number] {
  let t = n.V / 2,
    b = n.V / 2;
  if (n.skirt) b += n.skirt.h;
  if (n.lab) {
    if (n.lab.side === -1) t += n.lab.V + 6;
    else b += n.lab.V + 6;
  }
  return [t, b];
}

export function placeV(g: Graph, o: Settings): void {
  if (o.soft) {
    placeBands(g, o);
    return;
  }
  const lp = new Programme(),
    { nodes } = g;
  const K = g.useRole ? Math.max(1, g.roles.length) : 1;
  const lane = Array.from({ length: K + 1 }, () => lp.v());
  const pad = g.useRole ? o.lanePad : 14;
  const minLane = g.useRole ? o.laneLeast + 2 * o.lanePad : 40;
  for (let k = 0; k < K; k++) lp.ge(lane[k], lane[k + 1], minLane, 3);
  for (const r of g.rows)
    for (const it of r) {
      it.x = lp.v();
      if (it.n) [it.top, it.bot] = extents(it.n);
    }
  for (const r of g.rows) {
    let prev: Item | null = null;
    for (const it of r) {
      const p = it.n ? pad : g.useRole ? 20 : 12;
      if (!prev || prev.lane !== it.lane) {
        lp.ge(lane[it.lane], it.x, it.top + p + (g.laneTop?.[it.lane] ?? 0));
        if (prev) lp.ge(prev.x, lane[prev.lane + 1], prev.bot + (prev.n ? pad : 20));
      } else {
        const gap = prev.n && it.n ? o.rowGap : prev.n || it.n ? 22 : 18;
        lp.ge(prev.x, it.x, prev.bot + it.top + gap);
      }
      prev = it;
    }
    if (prev) lp.ge(prev.x, lane[prev.lane + 1], prev.bot + (prev.n ? pad : 20));
  }
  for (const s of g.segs) {
    let w = s.w;
    if (s.a.lane !== s.b.lane) w = 1;
    else if (s.a.n && s.b.n && s.a.nb[1].length === 1 && s.b.nb[0].length === 1) w += 80;
    lp.abs(s.a.x, s.b.x, 0, w);
  }
  // align neighbours of a lane that no flow joins
  const last = new Map<number, Item[]>();
  for (const r of g.rows) {
    const per = new Map<number, Item[]>();
    for (const it of r)
      if (it.n) {
        const l = per.get(it.lane);
        if (l) l.push(it);
        else per.set(it.lane, [it]);
      }
    for (const [k, l] of per) {
      const p = last.get(k);
      if (p) {
        const pm = p.find((i) => i.n?.onMain === true),
          lm = l.find((i) => i.n?.onMain === true);
        if (pm && lm) lp.abs(pm.x, lm.x, 0, 40);
        if (p.length * l.length <= 6) {
          for (const a of p) for (const b of l) if (a !== pm || b !== lm) lp.abs(a.x, b.x, 0, 6);
        } else if (p.length === l.length) p.forEach((a, i) => lp.abs(a.x, l[i].x, 0, 6));
      }
      last.set(k, l);
    }
  }
  // earlier or pinned places
  const known = nodes.filter((n) => n.pin || n.prev);
  for (const n of known) {
    const was = n.pin ?? n.prev;
    if (was) lp.abs(lane[0], n.item.x, Math.round(was.v - g.v0), n.pin ? 200_000 : 900);
  }
  if (known.length && g.prevLane)
    for (let k = 0; k <= K; k++) {
      const was = g.prevLane[k];
      if (was !== undefined) lp.abs(lane[0], lane[k], Math.round(was - g.v0), 800);
    }
  const x = lp.solve();
  const z = x[lane[0]] - (known.length ? g.v0 : 0);
  for (const r of g.rows)
    for (const it of r) {
      it.v = x[it.x] - z;
      if (it.n) it.n.v = it.v;
    }
  g.lane = lane.map((i) => x[i] - z);
  // centre the content of each lane in its band (only without earlier places)
  if (!known.length)
    for (let k = 0; k < K; k++) {
      let lo = Infinity,
        hi = -Infinity;
      const its = g.rows.flat().filter((it) => it.lane === k);
      for (const it of its) {
        lo = Math.min(lo, it.v - it.top - (it.n ? pad : 20));
        hi = Math.max(hi, it.v + it.bot + (it.n ? pad : 20));
      }
      if (lo === Infinity) continue;
      lo -= g.laneTop?.[k] ?? 0;
      const d = Math.round((g.lane[k] + g.lane[k + 1] - (lo + hi)) / 2);
      if (d)
        for (const it of its) {
          it.v += d;
          if (it.n) it.n.v = it.v;
        }
    }
}

const leavesEast = (s: GNode, e: GEdge): boolean =>
  (e.port?.side ?? s.portOf.get(e) ?? 'E') === 'E';

const grid = (x: number): number => Math.ceil(x / 4) * 4;

/** Rows without lane borders: what belongs above the way stands above its axis, what belongs below, below. */
function placeBands(g: Graph, o: Settings): void {
  const lp = new Programme();
  const axis = lp.v();
  const top = lp.v();
  const low = lp.v();
  const items = g.rows.flat();
  for (const it of items) {
    it.x = lp.v();
    if (it.n) [it.top, it.bot] = extents(it.n);
    lp.ge(top, it.x, it.top);
    lp.ge(it.x, low, it.bot);
    if (it.lane === 0) lp.ge(it.x, axis, it.bot + 30);
    if (it.lane === 2) lp.ge(axis, it.x, it.top + 30);
    if (it.n?.onMain === true) lp.abs(axis, it.x, 0, 300);
  }
  // A low frame is worth a bend, but not one of the way most requests go.
  lp.ge(top, low, 0, 80);
  lp.ge(top, axis, 0);
  for (const row of g.rows) {
    row.slice(1).forEach((it, k) => {
      const prev = row[k];
      const gap = prev.n && it.n ? o.rowGap : prev.n || it.n ? 22 : 18;
      lp.ge(prev.x, it.x, prev.bot + it.top + gap);
    });
  }
  for (const s of g.segs) {
    const alone = s.a.n && s.b.n && s.a.nb[1].length === 1 && s.b.nb[0].length === 1;
    lp.abs(s.a.x, s.b.x, 0, s.a.lane === s.b.lane ? s.w + (alone ? 80 : 0) : 4);
  }
  const x = lp.solve();
  for (const it of items) {
    it.v = x[it.x] - x[axis];
    if (it.n) it.n.v = it.v;
  }
  g.lane = [
    Math.min(...items.map((it) => it.v - it.top)) - 14,
    Math.max(...items.map((it) => it.v + it.bot)) + 14,
  ];
}

export function placeU(g: Graph, o: Settings): void {
  const { nodes, edges } = g,
    L = g.layers;
  const half = new Float64Array(L),
    gap = new Float64Array(Math.max(0, L - 1)).fill(g.lr ? o.colGap : o.colGap - 8);
  // Names outside shapes may stand over or under the next column's shapes where bands are soft: see `apart`.
  for (const n of nodes)
    half[n.layer] = Math.max(half[n.layer], n.U / 2, n.lab && g.lr && !o.soft ? n.lab.U / 2 : 0);
  const vert = Array.from({ length: L }, (): [number, number, string][] => []),
    room = new Float64Array(L),
    labelGap = new Float64Array(L);
  for (const e of edges) {
    if (e.self || e.back) continue;
    const s = nodes[e.s],
      t = nodes[e.t];
    if (e.lab && s.layer < L - 1) {
      const need = g.lr ? e.lab.w : e.lab.h,
        slack = half[s.layer] - s.U / 2,
        straight = Math.abs(s.v - t.v) < 4;
      const leaves = leavesEast(s, e);
      if (straight || leaves) {
        gap[s.layer] = Math.max(gap[s.layer], Math.min(need + 26 - slack, 260));
        labelGap[s.layer] = Math.max(
          labelGap[s.layer],
          Math.min(260, need + (straight ? 20 : 46) - slack),
        );
        if (!straight)
          room[s.layer] = Math.max(room[s.layer], Math.min(260, need + (g.lr ? 20 : 16) - slack));
      }
    }
    if (Math.abs(s.v - t.v) > 4)
      vert[Math.max(s.layer, t.layer - 1)].push([
        Math.min(s.v, t.v),
        Math.max(s.v, t.v),
        s.kind === 'parallel' ? 's' + s.i : t.small ? 't' + t.i : '' + e.i,
      ]);
  }
  for (let l = 0; l + 1 < L; l++) {
    // most vertical runs side by side in this gap (bundles count once)
    const ev: [number, number][] = [];
    const b = new Map<string, [number, number]>();
    for (const [a, c, k] of vert[l]) {
      const x = b.get(k);
      if (x) {
        x[0] = Math.min(x[0], a);
        x[1] = Math.max(x[1], c);
      } else b.set(k, [a, c]);
    }
    for (const [a, c] of b.values()) ev.push([a, 1], [c, -1]);
    ev.sort((x, y) => x[0] - y[0] || y[1] - x[1]);
    let c = 0,
      m = 0;
    for (const [, s] of ev) {
      c += s;
      m = Math.max(m, c);
    }
    gap[l] = Math.max(
      gap[l],
      2 * o.clear + (m + 1) * o.track,
      room[l] ? room[l] + o.clear + m * o.track : 0,
    );
    if (g.phases.length) {
      const pa = Math.max(...nodes.filter((n) => n.layer === l).map((n) => n.phase)),
        pb = Math.min(...nodes.filter((n) => n.layer === l + 1).map((n) => n.phase));
      if (pb > pa) gap[l] += o.phasePad;
    }
  }
  const tight = labelGap;
  const U = new Float64Array(L);
  const want = (l: number): number | null => {
    const here = nodes.filter((n) => n.layer === l);
    const pins = here.flatMap((n) => (n.pin ? [n.pin.u] : []));
    const a = (pins.length ? pins : here.flatMap((n) => (n.prev ? [n.prev.u] : []))).toSorted(
      (x, y) => x - y,
    );
    return a.length ? a[a.length >> 1] : null;
  };
  const known = nodes.some((n) => n.pin || n.prev);
  for (let l = 0; l < L; l++) {
    let least = l ? U[l - 1] + grid(half[l - 1] + gap[l - 1] + half[l]) : 0;
    if (o.soft)
      for (const b of nodes) {
        if (b.layer !== l) continue;
        for (const a of nodes) if (a.layer < l) least = Math.max(least, U[a.layer] + apart(a, b));
      }
    U[l] = l ? least : grid(half[0]);
    if (known) {
      const w = want(l);
      // an earlier column may come as close as 64 px (or its labels' room): slack takes up a new column before anything moves
      if (w !== null)
        U[l] = l
          ? Math.max(
              w,
              U[l - 1] +
                Math.min(
                  grid(half[l - 1] + gap[l - 1] + half[l]),
                  half[l - 1] + half[l] + Math.max(64, tight[l - 1]),
                ),
            )
          : w;
      else if (!l) {
        let n: number | null = null;
        for (let k = 1; k < L && n === null; k++) {
          const w2 = want(k);
          if (w2 !== null) {
            n = w2;
            for (let q = k; q > 0; q--) n -= grid(half[q - 1] + gap[q - 1] + half[q]);
          }
        }
        U[0] = n ?? grid(half[0]);
      }
      if (l && w === null) U[l] = least;
    }
  }
  for (const n of nodes) n.u = n.pin ? n.pin.u : U[n.layer];
  for (const r of g.rows) for (const it of r) it.u = it.n ? it.n.u : U[it.layer];
}

/** How far apart, along the flow, the centres of two nodes of different columns have to be for their names and trees. */
function apart(a: GNode, b: GNode): number {
  let least = 0;
  const [left, right] = [outlines(a), outlines(b)];
  for (const p of left)
    for (const q of right)
      if (p.v0 < q.v1 + 8 && q.v0 < p.v1 + 8) {
        // A flow has to come through between a name and a shape.
        const room = p === left[0] || q === right[0] ? 32 : 20;
        least = Math.max(least, grid(p.u1 - a.u + room + b.u - q.u0));
      }
  return least;
}
/** The boxes of a shape, its name and its tree. */
function outlines(n: GNode): readonly Box[] {
  const [t, b] = [n.v - n.V / 2, n.v + n.V / 2];
  const left = n.u - n.U / 2;
  const out: Box[] = [{ u0: left, u1: n.u + n.U / 2, v0: t, v1: b }];
  const name = labelBox(n);
  if (name) out.push(name);
  // Beside the tree run the flows that leave downwards.
  if (n.skirt) out.push({ u0: left, u1: n.u + n.U / 2 + 4, v0: b, v1: b + n.skirt.h });
  return out;
}

/** Room above the rows of a lane for the flows that go back in it. */
export function reserveLoops(g: Graph, o: Settings): void {
  if (!g.useRole) return;
  const K = g.roles.length,
    ev = Array.from({ length: K }, (): [number, number][] => []);
  for (const e of g.edges)
    if (e.back) {
      const s = g.nodes[e.s],
        t = g.nodes[e.t],
        a = Math.min(s.layer, t.layer),
        b = Math.max(s.layer, t.layer);
      for (const k of new Set([s.role, t.role])) ev[k].push([a, 1], [b + 0.5, -1]);
    }
  g.laneTop = ev.map((l) => {
    l.sort((x, y) => x[0] - y[0] || x[1] - y[1]);
    let c = 0,
      m = 0;
    for (const x of l) {
      c += x[1];
      m = Math.max(m, c);
    }
    return Math.min(8, Math.max(0, m - 1)) * o.track;
  });
}

/** Moves nodes off nodes that may not move. */
export function unstack(g: Graph, fixed: (n: GNode) => boolean): void {
  const { nodes } = g,
    M = 26,
    done = nodes.filter(fixed);
  const ext = (n: GNode, u: number, v: number): Box => {
    const [t, b] = extents(n);
    return { u0: u - n.U / 2 - M, u1: u + n.U / 2 + M, v0: v - t - M, v1: v + b + M };
  };
  const free = (n: GNode, u: number, v: number): boolean => {
    const a = ext(n, u, v);
    for (const m of done) {
      const [t, b] = extents(m);
      if (a.u0 < m.u + m.U / 2 && a.u1 > m.u - m.U / 2 && a.v0 < m.v + b && a.v1 > m.v - t)
        return false;
    }
    return true;
  };
  const inPhase = (n: GNode, u: number): boolean => {
    const w = g.phaseWas?.[n.phase];
    return !w || (u - n.U / 2 >= w[0] + 10 && u + n.U / 2 <= w[1] - 10);
  };
  const inLane = (n: GNode, v: number): boolean => {
    if (!g.useRole) return true;
    const [t, b] = extents(n);
    return v - t >= g.lane[n.role] + 12 && v + b <= g.lane[n.role + 1] - 12;
  };
  for (const n of nodes.filter((x) => !fixed(x)).toSorted((a, b) => a.u - b.u || a.v - b.v)) {
    if (!free(n, n.u, n.v)) {
      let best = Infinity,
        at: readonly [number, number] | null = null;
      for (let du = -400; du <= 800; du += 20)
        for (let dv = -500; dv <= 500; dv += 20) {
          const c = Math.abs(du) * (du < 0 ? 1.3 : 1) + Math.abs(dv);
          if (c >= best) continue;
          if (inLane(n, n.v + dv) && inPhase(n, n.u + du) && free(n, n.u + du, n.v + dv)) {
            best = c;
            at = [n.u + du, n.v + dv];
          }
        }
      if (at) [n.u, n.v] = at;
    }
    done.push(n);
  }
}
