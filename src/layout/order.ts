/** Order within a layer: lane first, then barycentre sweeps and swaps; flows over several layers get guides. */
import { itemOf } from './graph.ts';
import type { GEdge, Graph, Item, Segment } from './graph.ts';

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

const byLane = (r: Item[], key: (it: Item) => number): Item[] =>
  // oxlint-disable-next-line unicorn/no-array-sort -- the rows are the graph's own, sorted in place
  r.sort((a, b) => a.lane - b.lane || key(a) - key(b) || a.ord - b.ord);
const pv = (it: Item): number | undefined => (it.n?.pin ?? it.n?.prev)?.v;

export function order(g: Graph): void {
  const L = g.layers;
  const segBy = Array.from({ length: L }, (): Segment[] => []);
  for (const s of g.segs) segBy[s.a.layer].push(s);
  const index = (): void => {
    for (const r of g.rows) r.forEach((it, i) => (it.pos = i));
  };
  const cross1 = (l: number): number => {
    const s = segBy[l];
    let c = 0;
    for (let i = 0; i < s.length; i++)
      for (let j = i + 1; j < s.length; j++) {
        const d = (s[i].a.pos - s[j].a.pos) * (s[i].b.pos - s[j].b.pos);
        if (d < 0) c += 1 + (s[i].e.main || s[j].e.main ? 1 : 0);
      }
    return c;
  };
  const total = (): number => {
    let c = 0;
    for (let l = 0; l < L; l++) c += cross1(l);
    return c;
  };
  let k = 0;
  for (const r of g.rows) for (const it of r) it.ord = k++;
  const known = g.nodes.some((n) => n.prev || n.pin);
  if (known) {
    for (let rep = 0; rep < 3; rep++)
      for (const r of g.rows)
        for (const it of r) {
          const p = pv(it);
          if (p !== undefined) {
            it.key = p;
            continue;
          }
          const nb = it.nb[0].concat(it.nb[1]).flatMap((b) => (b.key === undefined ? [] : [b.key]));
          if (nb.length) it.key = nb.reduce((a, b) => a + b, 0) / nb.length + 0.5;
        }
    for (const r of g.rows) byLane(r, (it) => it.key ?? 0);
    index();
    return;
  }
  for (const r of g.rows) byLane(r, (it) => it.ord);
  index();
  let best = total(),
    bestPos = g.rows.map((r) => [...r]);
  const keep = (): boolean => {
    const c = total();
    if (c < best) {
      best = c;
      bestPos = g.rows.map((r) => [...r]);
      return true;
    }
    return false;
  };
  const sweep = (dir: 0 | 1): void => {
    const seq = Array.from({ length: L }, (_, l) => (dir ? L - 1 - l : l));
    for (const l of seq) {
      const r = g.rows[l],
        here = (b: Item): number => {
          const row = g.rows[b.layer];
          const inLane = row.filter((x) => x.lane === b.lane);
          return (
            b.lane * 100 + ((b.pos - inLane[0].pos + 1) / (inLane.length + 1)) * 10 + b.pos * 0.5
          );
        };
      for (const it of r) {
        const nb = it.nb[dir];
        it.key = nb.length ? nb.reduce((a, b) => a + here(b), 0) / nb.length : it.lane * 100 + 5;
      }
      byLane(r, (it) => it.key ?? 0);
      r.forEach((it, i) => (it.pos = i));
    }
  };
  const transpose = (): void => {
    let better = true,
      rounds = 0;
    while (better && rounds++ < 6) {
      better = false;
      for (let l = 0; l < L; l++) {
        const r = g.rows[l];
        for (let i = 0; i + 1 < r.length; i++) {
          if (r[i].lane !== r[i + 1].lane) continue;
          const b = (l ? cross1(l - 1) : 0) + cross1(l);
          [r[i], r[i + 1]] = [r[i + 1], r[i]];
          r[i].pos = i;
          r[i + 1].pos = i + 1;
          const a = (l ? cross1(l - 1) : 0) + cross1(l);
          if (a < b) better = true;
          else {
            [r[i], r[i + 1]] = [r[i + 1], r[i]];
            r[i].pos = i;
            r[i + 1].pos = i + 1;
          }
        }
      }
    }
  };
  transpose();
  keep();
  // oxlint-disable-next-line eslint/no-unmodified-loop-condition -- keep() lowers it
  for (let s = 0; s < 8 && best > 0; s++) {
    sweep(s % 2 === 1 ? 1 : 0);
    transpose();
    keep();
  }
  g.rows = bestPos.map((r) => [...r]);
  index();
}
