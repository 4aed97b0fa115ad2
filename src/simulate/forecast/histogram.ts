/** Counts by size, each bucket 1/256 wide: percentiles of millions of times in little memory, each within 0.4 %. */

const bits = new DataView(new ArrayBuffer(8));
const floats = new Float64Array(1);
const words = new Uint32Array(floats.buffer);
floats[0] = 1;
/** Which half has sign and exponent: not the same on every machine. */
const high = words[1] === 0 ? 0 : 1;
/** Of 1; what is shorter falls into the first bucket. */
const lowest = 1023 << 8;
const buckets = 56 << 8;

export class Histogram {
  #counts = new Float64Array(buckets);
  #total = 0;

  add(value: number): void {
    floats[0] = value;
    const at = ((words[high] ?? 0) >>> 12) - lowest;
    const i = at < 0 ? 0 : at >= buckets ? buckets - 1 : at;
    this.#counts[i] = (this.#counts[i] ?? 0) + 1;
    this.#total += 1;
  }
  clear(): void {
    this.#counts.fill(0);
    this.#total = 0;
  }
  /** The counts between the first and the last that are not 0, and the bucket they begin with. */
  filled(): { readonly from: number; readonly counts: readonly number[] } {
    const from = this.#counts.findIndex((count) => count > 0);
    if (from < 0) return { from: 0, counts: [] };
    const to = this.#counts.findLastIndex((count) => count > 0);
    return { from, counts: [...this.#counts.subarray(from, to + 1)] };
  }
  /** The value that this share of all do not exceed, read within its bucket in proportion; NaN of nothing. */
  percentile(share: number): number {
    if (this.#total === 0) return NaN;
    const wanted = share * this.#total;
    let below = 0;
    for (const [i, count] of this.#counts.entries()) {
      if (count === 0 || below + count < wanted) {
        below += count;
        continue;
      }
      const from = edge(i);
      return from + (edge(i + 1) - from) * Math.max(0, (wanted - below) / count);
    }
    return NaN;
  }
}

/** The least value that falls into this bucket. */
export function edge(i: number): number {
  if (i === 0) return 0;
  bits.setUint32(0, (i + lowest) << 12);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}
