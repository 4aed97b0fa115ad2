import { pathText } from './issue.ts';

/**
 * The path of the first member that the schema dropped, or null. A member we don't know means something to whoever
 * wrote it: reading on without it would import the file by halves.
 */
export function unknownMember(raw: unknown, read: unknown): string | null {
  const stack: [raw: unknown, read: unknown, path: readonly PropertyKey[]][] = [[raw, read, []]];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [was, is, path] = next;
    if (typeof was !== 'object' || was === null || typeof is !== 'object' || is === null) continue;
    if (Array.isArray(was) && Array.isArray(is)) {
      for (const [i, one] of was.entries()) stack.push([one, is[i], [...path, i]]);
      continue;
    }
    const kept = new Map<string, unknown>(Object.entries(is));
    for (const [name, value] of Object.entries(was)) {
      if (!kept.has(name)) return pathText([...path, name]);
      stack.push([value, kept.get(name), [...path, name]]);
    }
  }
  return null;
}
