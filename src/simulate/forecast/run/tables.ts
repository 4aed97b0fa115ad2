/** Tables that double when they are full, and lists of what is free in them. */
export type Floats = Float64Array<ArrayBuffer>;
export type Ints = Int32Array<ArrayBuffer>;
export function doubled(old: Floats): Floats {
  const more = new Float64Array(old.length * 2);
  more.set(old);
  return more;
}

export function doubledInt(old: Ints): Ints {
  const more = new Int32Array(old.length * 2);
  more.set(old);
  return more;
}

/** A list of what is free: each points to the next, the last to none. */
export function links(length: number, from: number): Ints {
  const all = new Int32Array(length);
  for (let i = from; i < length; i += 1) all[i] = i + 1 < length ? i + 1 : -1;
  return all;
}

export function moreLinks(old: Ints): Ints {
  const more = links(old.length * 2, old.length);
  more.set(old);
  return more;
}
