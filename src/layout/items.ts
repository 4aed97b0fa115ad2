/** What stands in a layer: nodes, and guides, which keep a row free for the flows that pass. */
import { itemOf } from './graph.ts';
import type { GEdge, Graph, Item } from './graph.ts';

export function buildItems(g: Graph): void {
  const { nodes, edges } = g;
  g.rows = Array.from({ length: g.layers }, (): Item[] => []);
  g.segs = []; // {a,b,w,e}
  for (const n of nodes) {
    const it = itemOf(n, null, Math.max(0, n.role), n.layer);
    n.item = it;
    g.rows[n.layer].push(it);
  }
  const count = (lane: number, l: number): number =>
    g.rows[l].filter((i) => i.n && i.lane === lane).length;
  for (const e of edges) {
    if (e.self || e.back) continue;
    let prev = nodes[e.s].item;
    const t = nodes[e.t].item;
    if (t.layer - prev.layer > 1) {
      let ls = 0,
        lt = 0;
      for (let l = prev.layer + 1; l < t.layer; l++) {
        ls += count(prev.lane, l);
        lt += count(t.lane, l);
      }
      const lane =
        prev.lane === t.lane
          ? t.lane
          : ls < lt
            ? prev.lane
            : lt < ls
              ? t.lane
              : e.main || nodes[e.s].out.length > 1
                ? t.lane
                : prev.lane;
      for (let l = prev.layer + 1; l < t.layer; l++) {
        const it = itemOf(null, e, lane, l);
        g.rows[l].push(it);
        link(g, prev, it, e);
        prev = it;
      }
    }
    link(g, prev, t, e);
  }
}
function link(g: Graph, a: Item, b: Item, e: GEdge): void {
  const both = !a.n && !b.n,
    w = (e.main ? 60 : 0) + (both ? 10 : a.n && b.n ? 4 : 6);
  const s = { a, b, e, w: w * 10 };
  g.segs.push(s);
  a.nb[1].push(b);
  b.nb[0].push(a);
}
