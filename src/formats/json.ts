/**
 * Strict JSON (RFC 8259) with the place of the first mistake, which JSON.parse names in no two engines alike. Also
 * refused: names that stand twice in an object (one of the two would be lost), `__proto__`, numbers beyond the largest,
 * and deep nesting. Walks
 * with a stack of its own, so that a hostile file can't exhaust the program's.
 */
export type JsonText =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly line: number; readonly says: string };

/** Deeper than any file of ours by far. */
const deepest = 64;

export function readJson(text: string): JsonText {
  const mistake = findMistake(text);
  if (mistake === null) return { ok: true, value: JSON.parse(text) };
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < mistake.at; at = text.indexOf('\n', at + 1))
    line += 1;
  return { ok: false, line, says: mistake.says };
}

interface Mistake {
  readonly at: number;
  readonly says: string;
}
/** The names of an object that is open, or null for an array. */
type Level = Set<string> | null;

function findMistake(text: string): Mistake | null {
  const open: Level[] = [];
  let at = 0;
  const skip = (): void => {
    for (let c = text.charCodeAt(at); c === 32 || c === 10 || c === 13 || c === 9;)
      c = text.charCodeAt((at += 1));
  };
  const wrong = (expected: string): Mistake => ({
    at,
    says: at >= text.length ? 'the file ends in the middle' : `${expected} is expected here`,
  });
  /** Reads `"name":` of an object; a mistake or nothing. */
  const name = (names: Set<string>): Mistake | null => {
    const start = at;
    const end = stringEnd(text, at);
    if (end === null) return wrong('a name in double quotes');
    if (typeof end === 'object') return end;
    at = end;
    const raw = text.slice(start + 1, end - 1);
    const key = raw.includes('\\') ? String(JSON.parse(`"${raw}"`)) : raw;
    if (key === '__proto__') return { at: start, says: 'the name "__proto__" is not allowed' };
    if (names.has(key)) return { at: start, says: `the name "${short(key)}" stands there twice` };
    names.add(key);
    skip();
    if (text[at] !== ':') return wrong('a colon');
    at += 1;
    return null;
  };

  for (;;) {
    skip();
    // A value begins here.
    const c = text[at];
    if (c === '{' || c === '[') {
      if (open.length === deepest) return { at, says: `it nests deeper than ${deepest} levels` };
      at += 1;
      skip();
      const close = c === '{' ? '}' : ']';
      const level = c === '{' ? new Set<string>() : null;
      if (text[at] !== close) {
        open.push(level);
        const mistake = level === null ? null : name(level);
        if (mistake !== null) return mistake;
        continue;
      }
      at += 1;
    } else if (c === '"') {
      const end = stringEnd(text, at);
      if (end === null) return wrong('a value');
      if (typeof end === 'object') return end;
      at = end;
    } else {
      const end = literalEnd(text, at);
      if (end === at) return wrong('a value');
      // JSON.parse would make Infinity of it, which no canonical form has.
      if (Math.abs(Number(text.slice(at, end))) === Infinity)
        return { at, says: 'the number is too large' };
      at = end;
    }
    // A value ended: close what ends with it, until another one follows.
    for (;;) {
      skip();
      const level = open.at(-1);
      if (level === undefined) return at >= text.length ? null : wrong('the end of the file');
      if (text[at] === ',') {
        at += 1;
        skip();
        const mistake = level === null ? null : name(level);
        if (mistake !== null) return mistake;
        break;
      }
      if (text[at] !== (level === null ? ']' : '}'))
        return wrong(level === null ? 'a comma or "]"' : 'a comma or "}"');
      at += 1;
      open.pop();
    }
  }
}

/** Behind the closing quote; null where no string begins; a mistake in it. */
function stringEnd(text: string, start: number): number | Mistake | null {
  if (text[start] !== '"') return null;
  for (let at = start + 1; ; at += 1) {
    const c = text.charCodeAt(at);
    if (Number.isNaN(c)) return { at: text.length, says: 'the file ends in the middle' };
    if (c === 34) return at + 1;
    if (c < 32) return { at, says: 'a text ends with the line, without its closing quote' };
    if (c !== 92) continue;
    const escape = text.charAt(at + 1);
    if (escape === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6))) at += 5;
    else if (escape !== '' && '"\\/bfnrt'.includes(escape)) at += 1;
    else return { at, says: 'a backslash stands before what it cannot escape' };
  }
}

const literal = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** Behind the number, true, false or null; `start` itself where none begins. */
function literalEnd(text: string, start: number): number {
  literal.lastIndex = start;
  return literal.test(text) ? literal.lastIndex : start;
}

/** Words of a file as a sentence may quote them: not long, and nothing that a terminal or a line would act on. */
export function short(text: string): string {
  const shown = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  return shown.replaceAll(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, '�');
}
