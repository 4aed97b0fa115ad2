/**
 * Order keys: fractions in base 62 with a length in front ('a0', 'a1' … 'az', 'b00' …), so that a row is put between
 * two others without touching them (D. Greenspan, "Implementing fractional indexing", 2020). Rows sort by (order, id).
 */
import type { Order } from './diagram.ts';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const value = (digit: string | undefined): number =>
  digit === undefined ? 0 : digits.indexOf(digit);

/**
 * A key between two neighbors; null is the open end. Where there is no room (equal keys, or keys that were written by
 * hand) it gives a key not before `a`: whoever needs a strict place re-keys the group, see `placeBefore` of the edits.
 */
export function between(a: Order | null, b: Order | null): Order {
  const key = candidate(a, b);
  if ((a === null || a < key) && (b === null || key < b)) return key;
  const plain = middle(a ?? '', b);
  if (plain !== '' && (a === null || a < plain) && (b === null || plain < b)) return plain;
  return a ?? b ?? first;
}

const first = 'a0';

function candidate(a: Order | null, b: Order | null): Order {
  if (a === null && b === null) return first;
  if (a === null) return before(b ?? first);
  if (b === null) return after(a);
  const head = integer(a);
  if (head === null || integer(b) === null) return middle(a, b);
  if (integer(b) === head) return head + middle(a.slice(head.length), b.slice(head.length));
  const next = step(head, 1);
  return next !== null && next < b ? next : head + middle(a.slice(head.length), null);
}

function after(a: Order): Order {
  const head = integer(a);
  if (head === null) return middle(a, null);
  return step(head, 1) ?? head + middle(a.slice(head.length), null);
}

function before(b: Order): Order {
  const head = integer(b);
  if (head === null) return middle('', b);
  if (head < b) return head;
  return step(head, -1) ?? head + middle('', b.slice(head.length));
}

/** The integer part, or null where the key doesn't start with one: its first letter says how long it is. */
function integer(key: Order): string | null {
  const head = key.charAt(0);
  const length =
    head >= 'a' && head <= 'z'
      ? value(head) - value('a') + 2
      : head >= 'A' && head <= 'Z'
        ? value('Z') - value(head) + 2
        : 0;
  return length > 0 && key.length >= length ? key.slice(0, length) : null;
}

/** The next integer up or down; null at the ends of the scale. */
function step(key: string, by: 1 | -1): string | null {
  const head = key.charAt(0);
  let tail = key.slice(1);
  for (let i = tail.length - 1; i >= 0; i -= 1) {
    const next = value(tail[i]) + by;
    const rolled = next < 0 || next > 61;
    tail =
      tail.slice(0, i) + digits.charAt(rolled ? (by === 1 ? 0 : 61) : next) + tail.slice(i + 1);
    if (!rolled) return head + tail;
  }
  // All digits rolled over: a longer integer away from zero, a shorter one towards it.
  if (head === 'Z' && by === 1) return first;
  if (head === 'a' && by === -1) return `Z${digits.charAt(61)}`;
  if (head === (by === 1 ? 'z' : 'A')) return null;
  const next = digits.charAt(value(head) + by);
  const longer = by === 1 ? next > 'a' : next < 'Z';
  return next + (longer ? tail + (by === 1 ? '0' : 'z') : tail.slice(1));
}

/** A fraction between two (b null: 1), read as plain digits after a point; never ends in 0 where there is room. */
function middle(a: string, b: string | null): string {
  let prefix = '';
  let low = a;
  let high = b;
  for (;;) {
    if (high !== null) {
      let n = 0;
      while (n < high.length && (low[n] ?? '0') === high[n]) n += 1;
      if (n === high.length) return ''; // no room: equal but for zeros
      prefix += high.slice(0, n);
      low = low.slice(n);
      high = high.slice(n);
    }
    const from = value(low[0]);
    const to = high === null ? digits.length : value(high[0]);
    if (to - from > 1) return prefix + digits.charAt(Math.round((from + to) / 2));
    if (high !== null && high.length > 1) return prefix + high.charAt(0);
    prefix += digits.charAt(from);
    low = low.slice(1);
    high = null;
  }
}

/** The first n keys: 'a0', 'a1' … */
export function orders(n: number): Order[] {
  const keys: Order[] = [];
  for (let last: Order | null = null; keys.length < n;) keys.push((last = between(last, null)));
  return keys;
}

export interface Ordered {
  readonly id: string;
  readonly order: Order;
}
const byOrder = (a: Ordered, b: Ordered): number =>
  a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

/** A copy, sorted by (order, id). */
export const sorted = <R extends Ordered>(rows: Iterable<R>): R[] => [...rows].toSorted(byOrder);
