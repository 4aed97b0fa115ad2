/** Routes all flows of a placed graph that have no way yet: in several orders, tearing out and routing again what crosses or touches. */
import { labelBox } from './grid.ts';
import type { GEdge, GNode, Graph, Point, Route, Settings } from './graph.ts';
import { makeRouter } from './router.ts';

export function routeAll(
  g: Graph,
  o: Settings,
  fixed: ReadonlyMap<string, readonly Point[]>,
): void {
  const { nodes, edges } = g;
  if (edges.every((e) => e.self || fixed.has(e.id))) {
    for (const e of edges) e.pts = fixed.get(e.id) ?? selfLoop(nodes[e.s]);
    return;
  }
  const R = makeRouter(g, o, fixed);
  const todo: GEdge[] = [];
  for (const e of edges) {
    e.fixedPts = null;
    e.r = null;
    if (e.self) continue;
    const old = fixed.get(e.id);
    if (old && R.fix(e, old)) continue;
    todo.push(e);
  }
  const dist = (e: GEdge): number =>
    Math.abs(nodes[e.s].u - nodes[e.t].u) + Math.abs(nodes[e.s].v - nodes[e.t].v);
  const par = (e: GEdge): boolean =>
    nodes[e.s].kind === 'parallel' || nodes[e.t].kind === 'parallel';
  // the order of routing decides a lot: small diagrams try several and keep the best; among frames send-backs take the
  // tracks next to their gates first
  const orders = (
    [
      [(e) => (e.back ? 0 : e.main ? 1 : par(e) ? 2 : 3), 1],
      [(e) => (e.main ? 0 : e.back ? 3 : par(e) ? 1 : 2), 1],
      [(e) => (e.main ? 0 : e.back ? 1 : par(e) ? 2 : 3), 1],
      [(e) => (e.main ? 0 : 1), 1],
      [(e) => (e.main ? 0 : 1), -1],
    ] satisfies [(e: GEdge) => number, number][]
  ).slice(...(o.calm.length > 0 ? [0, 1] : [1, R.size < o.tryBelow ? 1 + o.tries : 2]));
  let best = Infinity,
    keep: [GEdge, Route | null][] | null = null;
  for (const [cls, sign] of orders) {
    if (keep && R.expanded() > o.tryBudget) break;
    if (keep) for (const e of todo) R.remove(e);
    const start = R.expanded();
    todo.sort((a, b) => cls(a) - cls(b) || sign * (dist(a) - dist(b)) || a.i - b.i);
    for (const e of todo) R.add(e, R.search(e));
    for (let p = 0; p < o.ripup; p++) {
      // tear out and route again what crosses or touches; a budget of work, not of time, so results are the same everywhere
      let changed = 0;
      const greed = p ? 0 : o.greed / 3;
      for (const e of todo) {
        if (!R.pain(e)) continue;
        if (R.expanded() - start > o.budget) break;
        const old = e.r;
        R.remove(e);
        const r = R.search(e, greed);
        const same =
          old &&
          r &&
          old.path.length === r.path.length &&
          old.path.every((x, k) => x === r.path[k]) &&
          old.sp === r.sp &&
          old.tp === r.tp;
        R.add(e, r ?? old);
        if (!same) changed++;
      }
      if (!changed) break;
    }
    if (orders.length === 1) break;
    let c = 0;
    for (const e of todo) {
      c += e.r ? R.price(e) : 1e5;
    }
    if (c < best - 1e-6) {
      best = c;
      keep = todo.map((e): [GEdge, Route | null] => [e, e.r]);
    }
  }
  if (keep) {
    for (const e of todo) R.remove(e);
    for (const [e, r] of keep) R.add(e, r);
  }
  for (const e of edges) {
    if (e.self) {
      e.pts = selfLoop(nodes[e.s]);
    } else if (e.fixedPts) e.pts = e.fixedPts;
    else if (e.r) e.pts = R.points(e.r);
    else {
      const s = nodes[e.s],
        t = nodes[e.t];
      e.pts = [
        { u: s.u, v: s.v },
        { u: t.u, v: s.v },
        { u: t.u, v: t.v },
      ];
      e.failed = true;
    }
  }
  for (const n of nodes)
    if (n.lab && n.lab.side !== 1 && !n.lab.fixed) {
      // name beneath after all, where nothing runs there
      const was = n.lab.side,
        old = n.lbox;
      n.lab.side = 1;
      n.lbox = labelBox(n);
      const b = n.lbox;
      if (!b) continue;
      const bad =
        edges.some((e) =>
          e.pts.some(
            (p, k) =>
              k &&
              Math.min(p.u, e.pts[k - 1].u) < b.u1 + 3 &&
              Math.max(p.u, e.pts[k - 1].u) > b.u0 - 3 &&
              Math.min(p.v, e.pts[k - 1].v) < b.v1 + 3 &&
              Math.max(p.v, e.pts[k - 1].v) > b.v0 - 3,
          ),
        ) ||
        nodes.some(
          (m) =>
            m !== n &&
            b.u0 < m.box.u1 + 8 &&
            b.u1 > m.box.u0 - 8 &&
            b.v0 < m.box.v1 + 8 &&
            b.v1 > m.box.v0 - 8,
        ) ||
        g.laneAt.some((y) => y > b.v0 - 4 && y < b.v1 + 4);
      if (bad) {
        n.lab.side = was;
        n.lbox = old;
      }
    }
}

function selfLoop(n: GNode): readonly Point[] {
  const half = Math.min(n.U / 4, 24);
  const top = n.v - n.V / 2;
  return [
    { u: n.u + half, v: top },
    { u: n.u + half, v: top - 24 },
    { u: n.u - half, v: top - 24 },
    { u: n.u - half, v: top },
  ];
}
