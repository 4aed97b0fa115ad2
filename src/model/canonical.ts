/**
 * Canonical JSON (RFC 8785): members sorted by UTF-16 code units, numbers as ECMAScript writes them, no white space.
 * Throws on what JSON cannot carry (NaN, infinities, undefined, functions) and on lone surrogates, naming the place:
 * two programs would not agree on the bytes, and a digest over them would be worth nothing.
 */
export function canonical(value: unknown): string {
  return write(value, '');
}

function write(value: unknown, path: string): string {
  if (typeof value === 'string') return quote(value, path);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`${where(path)} is ${value}: no JSON number`);
    return JSON.stringify(value);
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object') throw new Error(`${where(path)} is ${typeof value}: not JSON`);
  return Array.isArray(value) ? array(value, path) : object(value, path);
}

function array(values: readonly unknown[], path: string): string {
  let text = '[';
  for (let i = 0; i < values.length; i += 1)
    text += (i === 0 ? '' : ',') + write(values[i], `${path}[${i}]`);
  return `${text}]`;
}

function object(value: object, path: string): string {
  const entries = Object.entries(value);
  entries.sort(([a], [b]) => (a < b ? -1 : 1)); // `<` on strings compares UTF-16 code units, as RFC 8785 asks
  let text = '{';
  for (const [key, member] of entries) {
    const at = path === '' ? key : `${path}.${key}`;
    text += `${text === '{' ? '' : ','}${quote(key, at)}:${write(member, at)}`;
  }
  return `${text}}`;
}

function quote(text: string, path: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new Error(`${where(path)} holds half a character`);
  return JSON.stringify(text);
}

const where = (path: string): string => (path === '' ? 'the value' : path);
