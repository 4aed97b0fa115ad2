/** Chance for a made-up history: one seeded stream, read as whatever is asked of it. */
import { exp } from '../random/arithmetic.ts';
import { draw, sampler } from '../random/distribution.ts';
import type { Distribution } from '../random/distribution.ts';
import { Streams } from '../random/streams.ts';

const letters = '0123456789abcdefghijklmnopqrstuvwxyz';

export class Chance {
  readonly #streams: Streams;

  constructor(seed: number, purpose: string) {
    this.#streams = new Streams(seed, 0, [purpose]);
  }

  /** True so often of one. */
  often(share: number): boolean {
    return this.#streams.uniform(0) < share;
  }
  uniform(): number {
    return this.#streams.uniform(0);
  }
  /** 0 to `sides` − 1. */
  below(sides: number): number {
    return Math.floor(this.#streams.uniform(0) * sides);
  }
  pick<T>(all: readonly T[]): T | undefined {
    return all[this.below(all.length)];
  }
  exponential(mean: number): number {
    return this.#streams.exponential(0) * mean;
  }
  /** Of median 1. */
  lognormal(sigma: number): number {
    return exp(this.#streams.normal(0) * sigma);
  }
  draw(from: Distribution, unit: number): number {
    return draw(sampler(from, unit), this.#streams, 0);
  }
  /** One of the keys, as often as its share says. */
  among(shares: { readonly [key: string]: number }): string | null {
    const all = Object.entries(shares);
    let left = this.uniform() * all.reduce((sum, [, share]) => sum + share, 0);
    for (const [key, share] of all) {
      left -= share;
      if (left < 0) return key;
    }
    return all.at(-1)?.[0] ?? null;
  }
  hex(bytes: number): string {
    let text = '';
    for (let i = 0; i < bytes; i += 4)
      text += (this.#streams.bits(0) >>> 0).toString(16).padStart(8, '0');
    return text.slice(0, bytes * 2);
  }
  word(length: number): string {
    return Array.from({ length }, () => letters[this.below(36)]).join('');
  }
}
