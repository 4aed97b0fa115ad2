/**
 * Canonical JSON (RFC 8785): members sorted by UTF-16 code units, numbers as ECMAScript writes them, no white space.
 * Throws on what JSON cannot carry (NaN, infinities, undefined, functions) and on lone surrogates, naming the place:
 * two programs would not agree on the bytes, and a digest over them would be worth nothing.
 */
export function canonical(value: unknown): string {
  return write(value, []);
}

/** `path`: the members gone through to the value, for the sentence of a failure. */
function write(value: unknown, path: (string | number)[]): string {
  if (typeof value === 'string') return quote(value, path);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`${where(path)} is ${value}: no JSON number`);
    return JSON.stringify(value);
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object') throw new Error(`${where(path)} is ${typeof value}: not JSON`);
  return Array.isArray(value) ? array(value, path) : object(value, path);
}

function array(values: readonly unknown[], path: (string | number)[]): string {
  let text = '[';
  for (let i = 0; i < values.length; i += 1) {
    path.push(i);
    text += (i === 0 ? '' : ',') + write(values[i], path);
    path.pop();
  }
  return `${text}]`;
}

function object(value: object, path: (string | number)[]): string {
  const members = Object.entries(value);
  if (!inOrder(members)) members.sort(([a], [b]) => (a < b ? -1 : 1));
  let text = '{';
  for (const [key, member] of members) {
    path.push(key);
    text += `${text === '{' ? '' : ','}${quote(key, path)}:${write(member, path)}`;
    path.pop();
  }
  return `${text}}`;
}

/** `<` on strings compares UTF-16 code units, as RFC 8785 asks. What this program writes is in order already. */
function inOrder(members: readonly (readonly [string, unknown])[]): boolean {
  for (let i = 1; i < members.length; i += 1)
    if (String(members[i - 1]?.[0]) > String(members[i]?.[0])) return false;
  return true;
}

/** Any half of a pair; most texts have none, and asking for whole characters at once takes three times as long. */
const half = /[\uD800-\uDFFF]/;

function quote(text: string, path: readonly (string | number)[]): string {
  if (half.test(text) && /\p{Surrogate}/u.test(text))
    throw new Error(`${where(path)} holds half a character`);
  return JSON.stringify(text);
}

function where(path: readonly (string | number)[]): string {
  let text = '';
  for (const step of path)
    text += typeof step === 'number' ? `[${step}]` : text === '' ? step : `.${step}`;
  return text === '' ? 'the value' : text;
}
