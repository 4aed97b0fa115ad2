/** The frame around everything, and the borders of phases. */
import { labelBox } from './grid.ts';
import type { Graph } from './graph.ts';

export function frame(g: Graph): void {
  const { nodes } = g;
  let u0 = Infinity,
    u1 = -Infinity,
    v0 = Infinity,
    v1 = -Infinity;
  for (const n of nodes) {
    const lb = labelBox(n);
    u0 = Math.min(u0, n.u - n.U / 2, lb ? lb.u0 : Infinity);
    u1 = Math.max(u1, n.u + n.U / 2, lb ? lb.u1 : -Infinity);
    v0 = Math.min(v0, n.v - n.V / 2, lb ? lb.v0 : Infinity);
    v1 = Math.max(v1, n.v + n.V / 2 + (n.skirt?.h ?? 0), lb ? lb.v1 : -Infinity);
  }
  g.u0 = u0 - 44;
  g.u1 = u1 + 44;
  if (g.frameU !== null && g.frameU <= u0 - 20) g.u0 = g.frameU;
  if (g.useRole) g.laneAt = g.lane.slice();
  else {
    g.laneAt = [];
    g.lane = [Math.min(v0 - 40, g.lane[0]), Math.max(v1 + 40, g.lane[g.lane.length - 1])];
  }
  if (g.phases.length) {
    const P = g.phases.length,
      lo = g.phases.map(() => Infinity),
      hi = g.phases.map(() => -Infinity);
    for (const n of nodes) {
      const lb = labelBox(n);
      lo[n.phase] = Math.min(lo[n.phase], n.u - n.U / 2, lb ? lb.u0 : Infinity);
      hi[n.phase] = Math.max(hi[n.phase], n.u + n.U / 2, lb ? lb.u1 : -Infinity);
    }
    const at = [g.u0];
    let p = 0;
    while (p < P - 1) {
      if (hi[p] === -Infinity) {
        hi[p] = at[p] + 120;
      }
      let q = p + 1;
      while (q < P && lo[q] === Infinity) q++;
      const a = hi[p],
        b = q < P ? lo[q] : hi[p] + 60 + 160 * (q - p);
      const parts = q - p; // borders to set between a and b
      for (let k = 1; k <= parts && p + k < P; k++)
        at[p + k] = Math.round(parts === 1 ? (a + b) / 2 : a + ((b - a) * (k - 0.5)) / parts);
      for (let k = 1; k < parts; k++) hi[p + k] = at[p + k] + 1;
      p = q;
    }
    at[P] = Math.max(g.u1, (at[P - 1] ?? g.u0) + 120);
    g.u1 = at[P];
    g.phaseBorder = at;
    g.phaseAt = at.slice(1, -1);
  } else g.phaseAt = [];
}
