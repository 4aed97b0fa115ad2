/**
 * How much of the beginning of a simulation to throw away, because it started empty: MSER-5 (White, Cobb & Spratt 2000).
 * Means of five observations each are kept; of those the first d are left out for which the squared standard error of
 * the rest, (sum of squares)/(n − d)², is least. Past half of the series there is too little left to judge by.
 */

/* Indices below are the program's own: `!` says that they are within bounds. */

const mostBatches = 4096;

/** Means of consecutive observations, five each; where there are too many, neighbors are united. */
export class Batches {
  readonly #means = new Float64Array(mostBatches);
  #count = 0;
  #each = 5;
  #sum = 0;
  #inside = 0;

  add(value: number): void {
    this.#sum += value;
    this.#inside += 1;
    if (this.#inside < this.#each) return;
    this.#means[this.#count] = this.#sum / this.#each;
    this.#count += 1;
    this.#sum = 0;
    this.#inside = 0;
    if (this.#count < mostBatches) return;
    for (let i = 0; i < mostBatches / 2; i += 1)
      this.#means[i] = (this.#means[2 * i]! + this.#means[2 * i + 1]!) / 2;
    this.#count = mostBatches / 2;
    this.#each *= 2;
  }

  /** Means of as many stretches of the series, each of the same length; shorter where there is less. */
  course(stretches: number): readonly number[] {
    const each = Math.max(1, Math.floor(this.#count / stretches));
    return Array.from({ length: Math.min(stretches, Math.floor(this.#count / each)) }, (_, i) => {
      let sum = 0;
      for (let k = i * each; k < (i + 1) * each; k += 1) sum += this.#means[k]!;
      return sum / each;
    });
  }

  /** Observations to throw away, and whether that is all that half of the series has to give. */
  warmUp(): { readonly cases: number; readonly settled: boolean } {
    const n = this.#count;
    let sum = 0;
    let squares = 0;
    let least = Infinity;
    let at = 0;
    // From the end: each step takes one more batch in.
    for (let d = n - 1; d >= 0; d -= 1) {
      const mean = this.#means[d]!;
      sum += mean;
      squares += mean * mean;
      const left = n - d;
      if (left < 5) continue;
      const error = (squares - (sum * sum) / left) / (left * left);
      if (error <= least) {
        least = error;
        at = d;
      }
    }
    const settled = at <= n / 2;
    return { cases: Math.min(at, Math.floor(n / 2)) * this.#each, settled };
  }
}
