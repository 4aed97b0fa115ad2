/** Which flows go back, and which way most requests go. */
import { mainScore } from './graph.ts';
import type { GEdge, GNode, Graph } from './graph.ts';

const sc = (e: GEdge): number => mainScore(e.outcome);
const later = (x: boolean): number => (x ? 1 : 0);

/** A depth-first search from the intake, the likely way first; send-backs go back only where they close a cycle. Then the best way through what is left. */
export function markBackEdges(g: Graph): void {
  const { nodes, edges } = g;
  const ok = (e: GEdge): boolean =>
    !e.self && !e.hint && !(g.phases.length && nodes[e.s].phase > nodes[e.t].phase);
  const state = new Uint8Array(nodes.length);
  const mains = (n: GNode): GEdge[] => n.out.filter(ok).toSorted((a, b) => sc(b) - sc(a));
  const roots = nodes.toSorted(
    (a, b) =>
      later(b.entry) - later(a.entry) || later(a.in.some(ok)) - later(b.in.some(ok)) || a.i - b.i,
  );
  for (const r of roots) {
    if (state[r.i]) continue;
    const st = [{ n: r, k: 0, l: mains(r) }];
    state[r.i] = 1;
    while (st.length) {
      const f = st[st.length - 1];
      if (f.k === f.l.length) {
        state[f.n.i] = 2;
        st.pop();
        continue;
      }
      const e = f.l[f.k++],
        t = nodes[e.t];
      if (state[t.i] === 1) e.back = true;
      else if (!state[t.i]) {
        state[t.i] = 1;
        st.push({ n: t, k: 0, l: mains(t) });
      }
    }
  }
  const reach = (from: number, to: number): boolean => {
    const seen = new Uint8Array(nodes.length),
      st = [from];
    seen[from] = 1;
    while (st.length) {
      const i = st.pop() ?? 0;
      if (i === to) return true;
      for (const e of nodes[i].out)
        if (e.settled && !e.back && !seen[e.t]) {
          seen[e.t] = 1;
          st.push(e.t);
        }
    }
    return false;
  };
  for (const e of edges) e.settled = ok(e);
  for (const e of edges)
    if (!e.self && !e.settled) {
      if (g.phases.length && nodes[e.s].phase > nodes[e.t].phase) e.back = true;
      else e.back = reach(e.t, e.s);
      e.settled = true;
    }
  // main path: best path in the acyclic rest
  const topo: GNode[] = [],
    deg = new Int32Array(nodes.length);
  for (const e of edges) if (!e.back && !e.self) deg[e.t]++;
  for (const n of nodes) if (!deg[n.i]) topo.push(n);
  for (let k = 0; k < topo.length; k++)
    for (const e of topo[k].out) if (!e.back && --deg[e.t] === 0) topo.push(nodes[e.t]);
  const best = new Float64Array(nodes.length),
    via = nodes.map((): GEdge | null => null);
  for (let k = topo.length - 1; k >= 0; k--) {
    const n = topo[k];
    let b = n.kind === 'end' ? 5 : -5;
    const fw = n.out.filter((e) => !e.back);
    if (fw.length) {
      b = -Infinity;
      for (const e of fw) {
        const s = sc(e) + best[e.t] + (nodes[e.s].role === nodes[e.t].role ? 0.1 : 0);
        if (s > b) {
          b = s;
          via[n.i] = e;
        }
      }
    }
    best[n.i] = b;
  }
  const onward = (from: GNode): GEdge | null => {
    const fw = from.out.filter((e) => !e.back);
    if (from.kind !== 'parallel' || fw.length < 3) return via[from.i];
    // Of equal branches the middle one is the straight one.
    const top = Math.max(...fw.map((e) => sc(e) + best[e.t]));
    const equal = fw.filter((e) => sc(e) + best[e.t] > top - 3.5);
    return equal[(equal.length - 1) >> 1];
  };
  let c: GNode | undefined = nodes.find((n) => n.entry) ?? topo[0];
  while (c) {
    const next = onward(c);
    if (next === null) break;
    next.main = true;
    c.onMain = true;
    c = nodes[next.t];
  }
  if (c) c.onMain = true;
}
