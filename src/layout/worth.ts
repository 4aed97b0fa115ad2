/** What a routed graph is worth beside another one of the same diagram. */
import type { Graph } from './graph.ts';

interface Stretch {
  readonly e: number;
  readonly at: number;
  readonly from: number;
  readonly to: number;
}
interface Worth {
  readonly cross: number;
  readonly bends: number;
  /** Flows without a way, and stretches of two flows on one line. */
  readonly bad: number;
}

/** Whether one is better: it never crosses more, and a bend is worth two crossings. */
export const better = (a: Worth, b: Worth): boolean =>
  a.bad <= b.bad && a.cross <= b.cross && a.cross + 2 * a.bends < b.cross + 2 * b.bends;

export function worth(g: Graph): Worth {
  const flat: Stretch[] = [];
  const steep: Stretch[] = [];
  let [cross, bends, bad] = [0, 0, 0];
  for (const e of g.edges) {
    if (e.failed) bad += 1;
    bends += Math.max(0, e.pts.length - 2);
    for (const [k, b] of e.pts.entries()) {
      const a = e.pts[k - 1];
      if (a === undefined) continue;
      const level = Math.abs(a.v - b.v) < 0.05;
      const [p, q] = level ? [a.u, b.u] : [a.v, b.v];
      const own = { e: e.i, at: level ? a.v : a.u, from: Math.min(p, q), to: Math.max(p, q) };
      (level ? flat : steep).push(own);
    }
  }
  for (const h of flat)
    for (const v of steep)
      if (
        h.e !== v.e &&
        v.at > h.from + 0.5 &&
        v.at < h.to - 0.5 &&
        h.at > v.from + 0.5 &&
        h.at < v.to - 0.5
      )
        cross += 1;
  for (const list of [flat, steep])
    for (const [k, a] of list.entries())
      for (const b of list.slice(k + 1)) if (onOneLine(g, a, b)) bad += 1;
  return { cross, bends, bad };
}

/** Flows into one node, and out of a fork, may share a line. */
function onOneLine(g: Graph, a: Stretch, b: Stretch): boolean {
  if (a.e === b.e || Math.abs(a.at - b.at) >= 1) return false;
  if (Math.min(a.to, b.to) - Math.max(a.from, b.from) <= 1) return false;
  const [x, y] = [g.edges[a.e], g.edges[b.e]];
  return x.t !== y.t && (x.s !== y.s || g.nodes[x.s].kind !== 'parallel');
}
