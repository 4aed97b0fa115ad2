/**
 * Regular expressions that take time linear in the text, whatever the pattern: RE2 by way of re2js (R. Cox, "Regular
 * Expression Matching Can Be Simple And Fast", 2007). No look-around and no back-references: RE2 has none.
 */
import { RE2JS } from 're2js';

/** Unanchored, as in JSON Schema: `^` and `$` are written where they are meant. */
interface Pattern {
  readonly ok: true;
  /** Steps for one character of text, at most: what a caller that has a budget multiplies with. */
  readonly size: number;
  readonly test: (text: string) => boolean;
}
export type PatternResult = Pattern | { readonly ok: false; readonly says: string };

/** Characters of a pattern, and instructions it may come to. */
const longest = 500;
const largest = 5_000;
const kept = 500;
const cache = new Map<string, PatternResult>();

/** A pattern, compiled once; `flags` of i, m and s as in FEEL's `matches`. Refuses what is malformed or too large. */
export function pattern(source: string, flags = ''): PatternResult {
  const key = `${flags}/${source}`;
  let found = cache.get(key);
  if (found === undefined) {
    found = compiled(source, flags);
    if (cache.size >= kept) cache.clear();
    cache.set(key, found);
  }
  return found;
}

function compiled(source: string, flags: string): PatternResult {
  if (source.length > longest)
    return { ok: false, says: `The pattern is longer than ${longest} characters.` };
  let bits = 0;
  for (const flag of flags) {
    if (flag === 'i') bits |= RE2JS.CASE_INSENSITIVE;
    else if (flag === 'm') bits |= RE2JS.MULTILINE;
    else if (flag === 's') bits |= RE2JS.DOTALL;
    else return { ok: false, says: `“${flag}” is not a flag of a pattern: use i, m or s.` };
  }
  try {
    const re = RE2JS.compile(source, bits);
    const size = re.programSize();
    if (size > largest) return { ok: false, says: 'The pattern repeats too much.' };
    return { ok: true, size, test: (text) => re.test(text) };
  } catch {
    return { ok: false, says: `“${shortened(source)}” is not a pattern that can be used here.` };
  }
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
