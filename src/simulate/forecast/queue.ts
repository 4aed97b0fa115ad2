/** A queue by key, the least first, in order of arrival among equals: a binary heap on typed arrays. */

/* Indices below are the program's own: `!` says that they are within bounds. */

export class Queue {
  size = 0;
  #count = 0;
  #keys = new Float64Array(64);
  #turns = new Float64Array(64);
  #jobs = new Int32Array(64);

  push(key: number, job: number): void {
    if (this.size === this.#jobs.length) {
      const keys = new Float64Array(this.size * 2);
      keys.set(this.#keys);
      this.#keys = keys;
      const turns = new Float64Array(this.size * 2);
      turns.set(this.#turns);
      this.#turns = turns;
      const jobs = new Int32Array(this.size * 2);
      jobs.set(this.#jobs);
      this.#jobs = jobs;
    }
    let i = this.size;
    this.size += 1;
    const turn = this.#count;
    this.#count += 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (this.#keys[parent]! <= key) break;
      this.#copy(parent, i);
      i = parent;
    }
    this.#put(i, key, turn, job);
  }

  /** The first job; asked only where there is one. */
  pop(): number {
    const first = this.#jobs[0]!;
    this.size -= 1;
    const { size } = this;
    if (size === 0) return first;
    const key = this.#keys[size]!;
    const turn = this.#turns[size]!;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= size) break;
      if (child + 1 < size && this.#before(child + 1, this.#keys[child]!, this.#turns[child]!))
        child += 1;
      if (!this.#before(child, key, turn)) break;
      this.#copy(child, i);
      i = child;
    }
    this.#put(i, key, turn, this.#jobs[size]!);
    return first;
  }

  #before(i: number, key: number, turn: number): boolean {
    const mine = this.#keys[i]!;
    return mine < key || (mine === key && this.#turns[i]! < turn);
  }
  #copy(from: number, to: number): void {
    this.#put(to, this.#keys[from]!, this.#turns[from]!, this.#jobs[from]!);
  }
  #put(i: number, key: number, turn: number, job: number): void {
    this.#keys[i] = key;
    this.#turns[i] = turn;
    this.#jobs[i] = job;
  }
}
