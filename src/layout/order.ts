/**
 * Order within a layer: lane first, then sweeps, swaps and moves of single places until less no longer crosses. Flows that
 * go back have guides here as well: they keep no row free, but what they would cross counts.
 */
import { itemOf } from './graph.ts';
import type { GEdge, Graph, Item } from './graph.ts';
import { keptOrder } from './kept-order.ts';
import { Tangle } from './tangle.ts';

type Start = 'given' | 'turned' | 'depth';
/** From which orders the search begins, and whether what goes back counts. */
export interface OrderWish {
  readonly starts: readonly Start[];
  readonly backs: boolean;
  readonly plain?: true;
  /** Price of a crossing for the router, px. */
  readonly cross?: number;
}

const pv = (it: Item): number | undefined => (it.n?.pin ?? it.n?.prev)?.v;

export function order(g: Graph, wish: OrderWish): void {
  let ord = 0;
  for (const r of g.rows) for (const it of r) it.ord = ord++;
  if (g.nodes.some((n) => n.prev || n.pin)) {
    asKnown(g);
    return;
  }
  const rows = g.rows.map((r) => [...r]);
  const backs = wish.backs ? backSegments(g, rows) : [];
  for (const r of rows) for (const it of r) if (it.e?.back === true) it.ord = ord++;
  const tangle = new Tangle(rows, [...g.segs, ...backs], ord);
  for (const start of wish.starts) {
    tangle.begin(keys[start]);
    tangle.untangle(wish.plain);
  }
  const { rows: found, kept } = keptOrder(tangle);
  g.kept = kept;
  g.rows = found.map((r) => r.filter((it) => it.e?.back !== true));
  for (const r of g.rows) r.forEach((it, i) => (it.pos = i));
}

const keys: { readonly [start in Start]: (tangle: Tangle) => (it: Item) => number } = {
  given: () => (it) => it.ord,
  turned: () => (it) => -it.ord,
  depth: (tangle) => {
    const at = new Map<Item, number>();
    const visit = (from: Item): void => {
      const open = [from];
      for (let it = open.pop(); it !== undefined; it = open.pop()) {
        if (at.has(it)) continue;
        at.set(it, at.size);
        for (const { to } of tangle.joined[1][it.ord].toReversed()) open.push(to);
      }
    };
    for (const row of tangle.rows) for (const it of row) visit(it);
    return (it) => at.get(it) ?? 0;
  },
};

/** Chains from the target, which stands before, to the source. */
function backSegments(g: Graph, rows: Item[][]): { a: Item; b: Item; e: GEdge }[] {
  const segs: { a: Item; b: Item; e: GEdge }[] = [];
  for (const e of g.edges) {
    const [s, t] = [g.nodes[e.s].item, g.nodes[e.t].item];
    if (e.self || !e.back || t.layer >= s.layer) continue;
    let prev = t;
    for (let l = t.layer + 1; l < s.layer; l++) {
      const it = itemOf(null, e, s.lane, l);
      rows[l].push(it);
      segs.push({ a: prev, b: it, e });
      prev = it;
    }
    segs.push({ a: prev, b: s, e });
  }
  return segs;
}

/** As nodes stood before; what is new comes between its neighbours. */
function asKnown(g: Graph): void {
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
  for (const r of g.rows) {
    r.sort((a, b) => a.lane - b.lane || (a.key ?? 0) - (b.key ?? 0) || a.ord - b.ord);
    r.forEach((it, i) => (it.pos = i));
  }
}
