/** Layers: how far along the flow each node stands. Phases are barriers between layers. */
import { mainScore } from './graph.ts';
import type { Graph } from './graph.ts';
import { Programme } from './simplex.ts';

export function layer(g: Graph): void {
  const { nodes, edges } = g,
    lp = new Programme();
  lp.n = nodes.length;
  const gate = g.phases.map(() => lp.v()); // gate[p] : before phase p starts
  for (let p = 1; p < gate.length; p++) lp.ge(gate[p - 1], gate[p], 1);
  const root = lp.v();
  for (const n of nodes) {
    if (gate.length) {
      lp.ge(gate[n.phase], n.i, 0, 0);
      if (n.phase + 1 < gate.length) lp.ge(n.i, gate[n.phase + 1], 1, 0);
    }
    if (!n.in.some((e) => !e.back)) lp.ge(root, n.i, 0, 0);
  }
  if (gate.length) lp.ge(root, gate[0], 0, 0);
  const key = new Set<string>();
  for (const e of edges)
    if (!e.self) {
      const [a, b] = e.back ? [e.t, e.s] : [e.s, e.t],
        k = a + '>' + b;
      const w = e.main ? 8 : e.back ? 1 : mainScore(e.outcome) < -5 ? 2 : 4;
      if (e.back && g.phases.length && nodes[a].phase < nodes[b].phase && key.has(k)) continue;
      key.add(k);
      lp.ge(a, b, 1, w);
    }
  if (g.prevLayer)
    for (const n of nodes) if (g.prevLayer[n.i] >= 0) lp.abs(root, n.i, g.prevLayer[n.i] + 50, 40);
  // connect loose parts
  const uf = Array.from({ length: lp.n }, (_, i) => i),
    find = (i: number): number => (uf[i] === i ? i : (uf[i] = find(uf[i])));
  for (let k = 0; k < lp.A.length; k++) uf[find(lp.A[k])] = find(lp.B[k]);
  for (let i = 0; i < lp.n; i++)
    if (find(i) !== find(root)) {
      lp.ge(root, i, 0, 0);
      uf[find(i)] = find(root);
    }
  const x = lp.solve();
  let min = Infinity;
  for (const n of nodes) min = Math.min(min, x[n.i]);
  for (const n of nodes) n.layer = Math.round(x[n.i] - min);
  const used = [...new Set(nodes.map((n) => n.layer))].toSorted((a, b) => a - b),
    m = new Map(used.map((l, i) => [l, i]));
  for (const n of nodes) n.layer = m.get(n.layer) ?? 0;
  g.layers = used.length;
}
