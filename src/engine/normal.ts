/**
 * User data is normalised once, where it enters: keys in canonical (UTF-16) order, so that JSON.stringify of an event
 * is its RFC 8785 text. What JSON cannot carry is refused.
 */
import type { Json, JsonObject } from '#model/json.ts';
import { isObject } from './metrics.ts';

/** Characters a command may carry in all. */
const largest = 256 * 1024;

/** Why data may not enter, or null. */
export function flaw(data: unknown): { code: 'too_large' | 'malformed'; says: string } | null {
  const budget = { left: largest };
  const says = flawIn(data, budget, 0);
  if (budget.left < 0)
    return { code: 'too_large', says: 'This is too much for one act: at most 256 kB.' };
  return says === null ? null : { code: 'malformed', says };
}

function flawIn(value: unknown, budget: { left: number }, depth: number): string | null {
  if (budget.left < 0) return null;
  switch (typeof value) {
    case 'string':
      budget.left -= value.length + 2;
      return wellFormed(value) ? null : 'A text contains half a character (a lone surrogate).';
    case 'number':
      budget.left -= 8;
      return Number.isFinite(value) ? null : 'A number is neither finite nor a number.';
    case 'boolean':
      budget.left -= 5;
      return null;
    case 'object':
      break;
    case 'undefined':
    case 'bigint':
    case 'symbol':
    case 'function':
      return `A value is ${typeof value}, which a log cannot keep.`;
  }
  if (value === null) return null;
  if (depth > 12) return 'Data is nested more than 12 deep.';
  budget.left -= 2;
  if (Array.isArray(value)) {
    for (const each of value as readonly unknown[]) {
      const inner = flawIn(each, budget, depth + 1);
      if (inner !== null) return inner;
    }
    return null;
  }
  if (!isObject(value)) return null;
  // Plain data has nothing to inherit, and this is asked of every command.
  for (const key in value) {
    if (depth === 0 && value[key] === undefined) continue; // an optional part left out
    if (key === '__proto__') return '"__proto__" is no name for a value.';
    // JavaScript lists such keys first and by number, whatever the order they were set in.
    if (isIndex(key)) return `"${key}" is no name for a value: a name is not a whole number.`;
    budget.left -= key.length + 2;
    const inner = wellFormed(key)
      ? flawIn(value[key], budget, depth + 1)
      : 'A name contains half a character (a lone surrogate).';
    if (inner !== null) return inner;
  }
  return null;
}

/** Most texts have none, and of those the browser knows without looking at each character. */
const half = /[\uD800-\uDFFF]/;

/** No half of a surrogate pair without the other. */
function wellFormed(text: string): boolean {
  if (!half.test(text)) return true;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < 0xd800 || unit > 0xdfff) continue;
    if (unit > 0xdbff) return false;
    const next = text.charCodeAt(i + 1);
    if (!(next >= 0xdc00 && next <= 0xdfff)) return false;
    i += 1;
  }
  return true;
}

function isIndex(key: string): boolean {
  const first = key.charCodeAt(0);
  return first >= 48 && first <= 57 && String(Number(key)) === key;
}

/** A copy with keys in canonical order at every level, for data without a flaw. */
export function normal(value: Json): Json {
  if (typeof value === 'number') return value === 0 ? 0 : value; // −0 is written 0
  if (typeof value !== 'object' || value === null) return value;
  return isObject(value) ? normalObject(value) : value.map(normal);
}

export function normalObject(value: JsonObject): JsonObject {
  const sorted: { [key: string]: Json } = {};
  for (const key of Object.keys(value).toSorted()) {
    const inner = value[key];
    if (inner !== undefined) sorted[key] = normal(inner);
  }
  return sorted;
}

/** What an expression gave, as plain data; what is none (a function, a missing value) is null. */
export function plain(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? normal(value) : null;
  if (Array.isArray(value)) return value.map(plain);
  if (!isObject(value)) return null;
  const sorted: { [key: string]: Json } = {};
  for (const key of Object.keys(value).toSorted()) sorted[key] = plain(value[key]);
  return sorted;
}

/** Equal as data; the order of keys does not count. */
export function equal(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (isObject(a)) {
    if (!isObject(b)) return false;
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]))
    );
  }
  if (isObject(b) || a.length !== b.length) return false;
  return a.every((each, i) => equal(each, b[i]));
}

/** Nothing but blanks, or nothing. */
export const blank = (text: string | undefined): boolean =>
  text === undefined || text.trim() === '';
