/** Rows of items whose order is searched: how often their flows cross between layers, and the steps that lessen it. */
import type { GEdge, Item } from './graph.ts';

interface Join {
  readonly to: Item;
  /** What a crossing of this flow weighs. */
  readonly w: number;
}
interface Joint {
  readonly a: Item;
  readonly b: Item;
  readonly e: GEdge;
}
const weight = (e: GEdge): number => (e.main ? 2 : 1);
const sweeps = 10;
const every = (): boolean => true;

export class Tangle {
  readonly rows: Item[][];
  /** Neighbours in the layer before and after, by an item's `ord`. */
  readonly joined: readonly [Join[][], Join[][]];
  private readonly between: Joint[][];
  private best: Item[][];
  private least = Infinity;

  constructor(rows: Item[][], segs: readonly Joint[], items: number) {
    this.rows = rows;
    this.best = rows.map((r) => [...r]);
    const empty = (): Join[][] => Array.from({ length: items }, () => []);
    this.joined = [empty(), empty()];
    this.between = rows.map(() => []);
    for (const s of segs) {
      this.joined[1][s.a.ord].push({ to: s.b, w: weight(s.e) });
      this.joined[0][s.b.ord].push({ to: s.a, w: weight(s.e) });
      this.between[s.a.layer].push(s);
    }
  }

  /** Crossings between all layers, those of the way most requests go twice. */
  count(): number {
    let c = 0;
    for (const s of this.between)
      for (let i = 0; i < s.length; i++)
        for (let j = i + 1; j < s.length; j++)
          if ((s[i].a.pos - s[j].a.pos) * (s[i].b.pos - s[j].b.pos) < 0)
            c += Math.max(weight(s[i].e), weight(s[j].e));
    return c;
  }

  set(rows: readonly (readonly Item[])[]): void {
    rows.forEach((r, l) => {
      r.forEach((it, i) => (it.pos = i));
      this.rows[l] = [...r];
    });
  }

  begin(key: (tangle: Tangle) => (it: Item) => number): void {
    const of = key(this);
    for (const r of this.rows) this.sort(r, of);
  }

  private sort(r: Item[], key: (it: Item) => number): void {
    r.sort((a, b) => a.lane - b.lane || key(a) - key(b));
    r.forEach((it, i) => (it.pos = i));
  }

  /** The best found so far, from all beginnings. */
  found(): Item[][] {
    return this.best;
  }

  private keep(): void {
    const c = this.count();
    if (c >= this.least) return;
    this.least = c;
    this.best = this.rows.map((r) => [...r]);
  }

  /** `plain`: what is level keeps its first order, and only neighbours are swapped. */
  untangle(plain = false): void {
    this.settle(every, plain);
    this.keep();
    for (let s = 0; s < (plain ? 8 : sweeps) && this.least > 0; s++) {
      this.sweep(s % 2 === 1 ? 1 : 0, plain);
      this.settle(every, plain);
      this.keep();
    }
  }

  /** Swaps neighbours and moves single items within their lane while that lessens the crossings. */
  settle(free: (it: Item) => boolean, plain = false): void {
    for (let round = 0, better = true; better && round < 6; round++) {
      better = false;
      for (const r of this.rows) {
        for (let i = 0; i + 1 < r.length; i++) {
          if (!free(r[i]) && !free(r[i + 1])) continue;
          if (r[i].lane === r[i + 1].lane && this.gain(r[i], r[i + 1]) > 0) {
            this.move(r, i, i + 1);
            better = true;
          }
        }
        if (plain) continue;
        // A copy: sifting moves things within the row.
        for (const it of r.slice()) if (free(it) && this.sift(r, it)) better = true;
      }
    }
  }

  /** Crossings saved where b comes before a, which stands next to it. */
  private gain(a: Item, b: Item): number {
    let c = 0;
    for (const side of this.joined)
      for (const x of side[a.ord])
        for (const y of side[b.ord])
          if (x.to.pos !== y.to.pos) c += (x.to.pos > y.to.pos ? 1 : -1) * Math.max(x.w, y.w);
    return c;
  }

  private move(r: Item[], from: number, to: number): void {
    const [it] = r.splice(from, 1);
    r.splice(to, 0, it);
    for (let i = Math.min(from, to); i <= Math.max(from, to); i++) r[i].pos = i;
  }

  private sift(r: Item[], it: Item): boolean {
    const from = it.pos;
    let [most, at] = [0, from];
    for (let i = from + 1, sum = 0; i < r.length && r[i].lane === it.lane; i++) {
      sum += this.gain(it, r[i]);
      if (sum > most) [most, at] = [sum, i];
    }
    for (let i = from - 1, sum = 0; i >= 0 && r[i].lane === it.lane; i--) {
      sum += this.gain(r[i], it);
      if (sum > most) [most, at] = [sum, i];
    }
    if (at === from) return false;
    this.move(r, from, at);
    return true;
  }

  /** Each item to the middle of its neighbours in the layer before (0) or after (1). */
  private sweep(dir: 0 | 1, plain: boolean): void {
    const L = this.rows.length;
    for (let k = 0; k < L; k++) {
      const r = this.rows[dir === 1 ? L - 1 - k : k];
      const keys = new Map(r.map((it) => [it, this.middle(it, dir, plain)]));
      if (plain) this.sort(r, (it) => it.ord);
      this.sort(r, (it) => keys.get(it) ?? 0);
    }
  }
  private middle(it: Item, dir: 0 | 1, plain: boolean): number {
    const near = this.joined[dir][it.ord];
    if (near.length === 0) return plain ? it.lane * 100 + 5 : this.here(it);
    return near.reduce((sum, { to }) => sum + this.here(to), 0) / near.length;
  }
  private here(b: Item): number {
    const own = this.rows[b.layer].filter((x) => x.lane === b.lane);
    return b.lane * 100 + ((b.pos - own[0].pos + 1) / (own.length + 1)) * 10 + b.pos * 0.5;
  }
}
