/** Where the texts on flows stand: the best free place along the flow, near its source, never on a node. */
import type { Box, GEdge, Graph, Point } from './graph.ts';

/** Whether two boxes are closer than `m`. */
export const hit = (a: Box, b: Box, m = 0): boolean =>
  a.u0 < b.u1 + m && a.u1 > b.u0 - m && a.v0 < b.v1 + m && a.v1 > b.v0 - m;
export function placeLabels(g: Graph): void {
  const { nodes, edges, lr } = g,
    done: Box[] = [];
  const segs: (Box & { readonly e: GEdge })[] = [];
  for (const e of edges)
    for (let k = 0; k + 1 < e.pts.length; k++) {
      const a = e.pts[k],
        b = e.pts[k + 1];
      segs.push({
        e,
        u0: Math.min(a.u, b.u),
        u1: Math.max(a.u, b.u),
        v0: Math.min(a.v, b.v),
        v1: Math.max(a.v, b.v),
      });
    }
  const list = edges
    .filter((e) => e.lab)
    .toSorted((a, b) => a.pts.length - b.pts.length || len(a.pts) - len(b.pts) || a.i - b.i);
  for (const e of list) {
    if (!e.lab) continue;
    const LU = lr ? e.lab.w : e.lab.h,
      LV = lr ? e.lab.h : e.lab.w;
    let bu0 = Infinity,
      bu1 = -Infinity,
      bv0 = Infinity,
      bv1 = -Infinity;
    for (const p of e.pts) {
      bu0 = Math.min(bu0, p.u);
      bu1 = Math.max(bu1, p.u);
      bv0 = Math.min(bv0, p.v);
      bv1 = Math.max(bv1, p.v);
    }
    const area = { u0: bu0 - LU - 10, u1: bu1 + LU + 10, v0: bv0 - LV - 10, v1: bv1 + LV + 10 };
    const N = nodes.filter((n) => hit(n.box, area) || (n.lbox && hit(n.lbox, area))),
      S = segs.filter((s) => s.e !== e && hit(s, area)),
      D = done.filter((d) => hit(d, area));
    let best = Infinity,
      walked = 0;
    e.at = null;
    const tryAt = (u: number, v: number, extra: number): void => {
      const b = { u0: u - LU / 2, u1: u + LU / 2, v0: v - LV / 2, v1: v + LV / 2 };
      let c = extra;
      if (c >= best) return;
      for (const n of N) {
        if (hit(b, n.box, 3)) c += 1e6;
        if (n.lbox && hit(b, n.lbox, 1)) c += 5e4;
      }
      if (c >= best) return;
      for (const d of D) if (hit(b, d, 1)) c += 1e5;
      for (const s of S) if (hit(b, s, 2)) c += 320;
      for (const x of g.laneAt) if (b.v0 < x + 2 && b.v1 > x - 2) c += 60;
      for (const x of g.phaseAt) if (b.u0 < x + 2 && b.u1 > x - 2) c += 60;
      if (c < best) {
        best = c;
        e.at = { u, v, b };
      }
    };
    for (let k = 0; k + 1 < e.pts.length; k++) {
      const p = e.pts[k],
        q = e.pts[k + 1],
        h = Math.abs(p.v - q.v) < 0.01,
        L = Math.abs(p.u - q.u) + Math.abs(p.v - q.v);
      const along = h ? LU : LV,
        flat = lr ? h : !h; // flat: the segment lies along the text in LR
      const room = L - along - 4;
      let base = (flat ? 0 : lr ? 45 : 20) + (k ? 12 : 0) - Math.min(L, 160) * 0.12;
      const m = Math.max(0, Math.min(12, room / 2)),
        span = Math.max(0, room + 4 - 2 * m),
        steps = Math.floor(span / 10);
      for (let q2 = 0; q2 <= steps; q2++) {
        const t = room > 0 && steps ? m + along / 2 + (span * q2) / steps : L / 2;
        const f = t / L,
          u = p.u + (q.u - p.u) * f,
          v = p.v + (q.v - p.v) * f;
        const d = walked + t,
          mid = single(e) ? Math.abs(t - L / 2) * 0.4 : (d - along / 2) * 0.16;
        const c = base + mid + (room < 0 ? 90 : 0);
        tryAt(u, v, c);
        if (flat || room < 0) {
          const off = (h ? LV : LU) / 2 + 4;
          tryAt(h ? u : u + off, h ? v - off : v, c + 70);
          tryAt(h ? u : u - off, h ? v + off : v, c + 78);
        }
      }
      walked += L;
    }
    placed(e, done);
  }
}
function placed(e: GEdge, done: Box[]): void {
  if (e.at) done.push(e.at.b);
}
const single = (e: GEdge): boolean => e.pts.length === 2;
/** Length of a polyline. */
export const len = (p: readonly Point[]): number => {
  let l = 0;
  for (let k = 0; k + 1 < p.length; k++)
    l += Math.abs(p[k].u - p[k + 1].u) + Math.abs(p[k].v - p[k + 1].v);
  return l;
};
