/** What happens next: a binary heap of instants, each with a number that says what. Nothing is allocated per event. */
import { doubled, doubledInt } from './tables.ts';

/* Indices below are the program's own: `!` says that they are within bounds. */

export class Agenda {
  size = 0;
  #capacity = 256;
  at = new Float64Array(256);
  what = new Int32Array(256);

  push(at: number, what: number): void {
    if (this.size === this.#capacity) {
      this.#capacity *= 2;
      this.at = doubled(this.at);
      this.what = doubledInt(this.what);
    }
    let i = this.size;
    this.size += 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const before = this.at[parent]!;
      if (before <= at) break;
      this.at[i] = before;
      this.what[i] = this.what[parent]!;
      i = parent;
    }
    this.at[i] = at;
    this.what[i] = what;
  }
  /** Removes the first. */
  pop(): void {
    this.size -= 1;
    if (this.size === 0) return;
    const at = this.at[this.size]!;
    const what = this.what[this.size]!;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= this.size) break;
      let least = this.at[child]!;
      if (child + 1 < this.size) {
        const right = this.at[child + 1]!;
        if (right < least) {
          child += 1;
          least = right;
        }
      }
      if (least >= at) break;
      this.at[i] = least;
      this.what[i] = this.what[child]!;
      i = child;
    }
    this.at[i] = at;
    this.what[i] = what;
  }
}
