/**
 * Random numbers for simulations: seeded, and split by replication and by purpose. Each purpose (the arrivals, the
 * touch time at a gate, its outcome) has a stream of its own, keyed by its name: two versions of an SOP that share a
 * gate draw the same numbers there whatever else differs, so that their difference is not drowned in chance (common
 * random numbers). The same seed gives the same numbers in every engine: nothing but 32-bit integers and IEEE 754.
 *
 * Generator: sfc32 (Doty-Humphrey, PractRand), a counter within a chaotic state of 128 bits.
 */
import { exp, log } from './arithmetic.ts';

/* Indices below are the program's own: `!` says that they are within bounds. */

/** Ziggurat of 256 layers for the exponential distribution (Marsaglia & Tsang 2000), index and place from separate bits. */
const layers = 256;
const edge = 7.69711747013105;
const widths = new Float64Array(layers);
const inside = new Int32Array(layers);
const heights = new Float64Array(layers);
function buildZiggurat(): void {
  const area = 3.949659822581572e-3;
  const unit = 2 ** 24;
  let x = edge;
  const first = area / exp(-edge);
  inside[0] = Math.floor((edge / first) * unit);
  widths[0] = first / unit;
  widths[layers - 1] = edge / unit;
  heights[0] = 1;
  heights[layers - 1] = exp(-edge);
  for (let i = layers - 2; i >= 1; i -= 1) {
    const next = -log(area / x + exp(-x));
    inside[i + 1] = Math.floor((next / x) * unit);
    x = next;
    heights[i] = exp(-x);
    widths[i] = x / unit;
  }
  inside[1] = 0;
}
buildZiggurat();

const toUnit = 1 / 4294967296;

/** FNV-1a over UTF-16 units. */
function hashOf(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h;
}

export class Streams {
  readonly #state: Int32Array;

  /**
   * A stream for each purpose; where two have one name, they draw the same numbers.
   * @param seed a whole number, 32 bits of it count
   */
  constructor(seed: number, replication: number, purposes: readonly string[]) {
    this.#state = new Int32Array(purposes.length * 4);
    for (const [i, purpose] of purposes.entries()) {
      this.#state[i * 4] = hashOf(purpose);
      this.#state[i * 4 + 1] = Math.imul(seed | 0, 0x9e3779b1) ^ 0x243f6a88;
      this.#state[i * 4 + 2] = Math.imul(replication | 0, 0x85ebca6b) ^ 0xb7e15162;
      this.#state[i * 4 + 3] = 1;
      for (let k = 0; k < 20; k += 1) this.bits(i);
    }
  }

  /** 32 random bits, as a signed integer. */
  bits(stream: number): number {
    const state = this.#state;
    const at = stream << 2;
    const b = state[at + 1]!;
    const c = state[at + 2]!;
    const d = state[at + 3]!;
    const t = (((state[at]! + b) | 0) + d) | 0;
    state[at + 3] = (d + 1) | 0;
    state[at] = b ^ (b >>> 9);
    state[at + 1] = (c + (c << 3)) | 0;
    state[at + 2] = (((c << 21) | (c >>> 11)) + t) | 0;
    return t;
  }

  /** Between 0 and 1, neither included. */
  uniform(stream: number): number {
    return ((this.bits(stream) >>> 0) + 0.5) * toUnit;
  }

  /** Of mean 1. */
  exponential(stream: number): number {
    const j = this.bits(stream);
    const i = j & 255;
    const place = j >>> 8;
    if (place < inside[i]!) return place * widths[i]!;
    return this.#outside(stream, i, place);
  }

  #outside(stream: number, layer: number, at: number): number {
    let i = layer;
    let place = at;
    for (;;) {
      if (i === 0) return edge - log(this.uniform(stream));
      const x = place * widths[i]!;
      const low = heights[i]!;
      if (low + this.uniform(stream) * (heights[i - 1]! - low) < exp(-x)) return x;
      const j = this.bits(stream);
      i = j & 255;
      place = j >>> 8;
      if (place < inside[i]!) return place * widths[i]!;
    }
  }

  /** Of mean 0 and variance 1, by Marsaglia's polar method. */
  normal(stream: number): number {
    for (;;) {
      const u = this.uniform(stream) * 2 - 1;
      const v = this.uniform(stream) * 2 - 1;
      const s = u * u + v * v;
      if (s < 1 && s > 0) return u * Math.sqrt((-2 * log(s)) / s);
    }
  }

  /** Of this shape and scale 1 (Marsaglia & Tsang 2000). */
  gamma(stream: number, shape: number): number {
    if (shape < 1) return this.gamma(stream, shape + 1) * exp(log(this.uniform(stream)) / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal(stream);
      const root = 1 + c * x;
      if (root <= 0) continue;
      const v = root * root * root;
      if (log(this.uniform(stream)) < 0.5 * x * x + d - d * v + d * log(v)) return d * v;
    }
  }
}
