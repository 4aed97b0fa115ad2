/**
 * Network simplex (Gansner et al. 1993): least Σ weight · (x[b] − x[a]) under x[b] − x[a] ≥ length. The constraint
 * graph is acyclic and connected; whole numbers in, whole numbers out, so results are the same on every machine.
 */
function networkSimplex(
  n: number,
  A: readonly number[],
  B: readonly number[],
  L: readonly number[],
  W: readonly number[],
  maxPivots = 20_000,
): { x: Float64Array; pivots: number } {
  const m = A.length;
  const inc = Array.from({ length: n }, (): number[] => []);
  const indeg = new Int32Array(n),
    bal = new Float64Array(n);
  for (let e = 0; e < m; e++) {
    inc[A[e]].push(e);
    inc[B[e]].push(e);
    indeg[B[e]]++;
    bal[A[e]] += W[e];
    bal[B[e]] -= W[e];
  }
  const x = new Float64Array(n).fill(-Infinity);
  const q: number[] = [];
  for (let i = 0; i < n; i++)
    if (!indeg[i]) {
      q.push(i);
      x[i] = 0;
    }
  let seen = 0;
  for (let h = 0; h < q.length; h++) {
    const i = q[h];
    seen++;
    for (const e of inc[i])
      if (A[e] === i) {
        const j = B[e];
        if (x[i] + L[e] > x[j]) x[j] = x[i] + L[e];
        if (--indeg[j] === 0) q.push(j);
      }
  }
  if (seen < n) throw new Error('constraint cycle');
  // pull sources towards their successors (better start)
  for (let h = q.length - 1; h >= 0; h--) {
    const i = q[h];
    let lo = Infinity,
      src = true;
    for (const e of inc[i])
      if (A[e] === i) lo = Math.min(lo, x[B[e]] - L[e]);
      else src = false;
    if (src && lo < Infinity) x[i] = lo;
  }
  // tight tree
  const inTree = new Uint8Array(n);
  const tree: number[] = [];
  const members: number[] = [];
  const grow = (i: number): void => {
    const st = [i];
    inTree[i] = 1;
    members.push(i);
    while (st.length) {
      const k = st.pop() ?? 0;
      for (const e of inc[k]) {
        const o = A[e] === k ? B[e] : A[e];
        if (!inTree[o] && x[B[e]] - x[A[e]] === L[e]) {
          inTree[o] = 1;
          members.push(o);
          tree.push(e);
          st.push(o);
        }
      }
    }
  };
  grow(0);
  while (members.length < n) {
    let best = -1,
      bs = Infinity;
    for (let e = 0; e < m; e++)
      if (inTree[A[e]] !== inTree[B[e]]) {
        const s = x[B[e]] - x[A[e]] - L[e];
        if (s < bs) {
          bs = s;
          best = e;
          if (s === 0) break;
        }
      }
    if (best < 0) throw new Error('not connected');
    const d = inTree[A[best]] ? bs : -bs;
    if (d) for (const i of members) x[i] += d;
    const o = inTree[A[best]] ? B[best] : A[best];
    tree.push(best);
    grow(o);
  }
  const parent = new Int32Array(n),
    pe = new Int32Array(n),
    low = new Int32Array(n),
    lim = new Int32Array(n),
    post = new Int32Array(n),
    sum = new Float64Array(n);
  const tadj = Array.from({ length: n }, (): number[] => []);
  for (const e of tree) {
    tadj[A[e]].push(e);
    tadj[B[e]].push(e);
  }
  const it = new Int32Array(n),
    stack = new Int32Array(n);
  const rebuild = (): void => {
    let c = 0,
      sp = 0;
    stack[sp++] = 0;
    parent[0] = -1;
    pe[0] = -1;
    it[0] = 0;
    low[0] = 0;
    while (sp) {
      const i = stack[sp - 1];
      if (it[i] < tadj[i].length) {
        const e = tadj[i][it[i]++];
        if (e === pe[i]) continue;
        const o = A[e] === i ? B[e] : A[e];
        parent[o] = i;
        pe[o] = e;
        it[o] = 0;
        low[o] = c;
        stack[sp++] = o;
      } else {
        lim[i] = c;
        post[c++] = i;
        sp--;
      }
    }
    sum.set(bal);
    for (let k = 0; k < n - 1; k++) {
      const i = post[k];
      sum[parent[i]] += sum[i];
    }
  };
  rebuild();
  let cursor = 0,
    pivots = 0;
  while (pivots < maxPivots) {
    let leave = -1,
      lv = -1e-9,
      cnt = 0;
    for (let k = 0; k < n - 1; k++) {
      const c = post[(k + cursor) % (n - 1)];
      const e = pe[c],
        cut = A[e] === c ? sum[c] : -sum[c];
      if (cut < lv) {
        lv = cut;
        leave = c;
        if (++cnt > 30) {
          cursor = (k + cursor) % (n - 1);
          break;
        }
      }
    }
    if (leave < 0) break;
    pivots++;
    const le = pe[leave],
      lo = low[leave],
      hi = lim[leave];
    const inSub = (i: number): boolean => lim[i] >= lo && lim[i] <= hi;
    const tailIsSub = A[le] === leave; // le goes sub -> rest
    let enter = -1,
      es = Infinity;
    const size = hi - lo + 1;
    const scan = (e: number): void => {
      const a = inSub(A[e]),
        b = inSub(B[e]);
      if (a === b) return;
      if (tailIsSub ? !a && b : a && !b) {
        const s = x[B[e]] - x[A[e]] - L[e];
        if (s < es) {
          es = s;
          enter = e;
        }
      }
    };
    if (size * 2 < n) {
      for (let k = lo; k <= hi; k++) for (const e of inc[post[k]]) scan(e);
    } else {
      for (let k = 0; k < n; k++) if (k < lo || k > hi) for (const e of inc[post[k]]) scan(e);
    }
    if (enter < 0) break; // unbounded: cannot be with bounded problems
    if (es) {
      const dSub = tailIsSub ? -es : es; // head (rest) goes right  ==  sub goes left
      for (let k = lo; k <= hi; k++) x[post[k]] += dSub;
    }
    const drop = (i: number, e: number): void => {
      const t = tadj[i];
      t[t.indexOf(e)] = t[t.length - 1];
      t.pop();
    };
    drop(A[le], le);
    drop(B[le], le);
    tadj[A[enter]].push(enter);
    tadj[B[enter]].push(enter);
    rebuild();
  }
  return { x, pivots };
}

/** A linear programme in the making: variables, ≥ constraints, and weighted |x[b] − x[a] − d| terms. */
export class Programme {
  n = 0;
  readonly A: number[] = [];
  readonly B: number[] = [];
  readonly L: number[] = [];
  readonly W: number[] = [];

  /** A new variable. */
  v(): number {
    return this.n++;
  }
  /** x[b] − x[a] ≥ len, and weight · (x[b] − x[a]) in what is made small. */
  ge(a: number, b: number, len: number, w = 0): void {
    this.A.push(a);
    this.B.push(b);
    this.L.push(Math.round(len));
    this.W.push(w);
  }
  /** weight · |x[b] − x[a] − d| in what is made small. */
  abs(a: number, b: number, d: number, w: number): void {
    const z = this.v(),
      k = Math.round(d);
    this.ge(z, a, Math.max(0, -k), w);
    this.ge(z, b, Math.max(0, k), w);
  }
  solve(): Float64Array {
    return networkSimplex(this.n, this.A, this.B, this.L, this.W).x;
  }
}
