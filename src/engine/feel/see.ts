import type { Json } from '#model/json.ts';
import type { Data, Expr } from '../compiled.ts';
import { isRecord, root, step } from './value.ts';

/** Values by their path as FEEL writes it, `metrics.tests.psi`. */
export type Seen = { readonly [path: string]: Json };

/**
 * What an expression read: the values of its paths, null where nothing is there, shortened where they are long. Paths in
 * canonical order.
 */
export function see(expr: Expr, data: Data): Seen {
  const seen: { [path: string]: Json } = {};
  for (const { name, path } of namedPaths(expr)) {
    let value = root(data, path[0] ?? '');
    for (let i = 1; i < path.length; i += 1) value = step(value, path[i] ?? '');
    seen[name] = shown(value, 0);
  }
  return seen;
}

interface Named {
  readonly name: string;
  readonly path: readonly string[];
}
/** Names and their order are the expression's, whatever the data. */
const named = new WeakMap<Expr, readonly Named[]>();

function namedPaths(expr: Expr): readonly Named[] {
  const known = named.get(expr);
  if (known !== undefined) return known;
  const made = expr.paths
    .map((path): Named => ({ name: path.join('.'), path }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  named.set(expr, made);
  return made;
}

const most = 50;
const longest = 500;
function shown(value: unknown, depth: number): Json {
  if (typeof value === 'string')
    return value.length > longest ? `${value.slice(0, longest)}…` : value;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'object' || value === null) return null;
  if (depth > 3) return '…';
  if (Array.isArray(value)) return value.slice(0, most).map((each) => shown(each, depth + 1));
  if (!isRecord(value)) return null;
  const keys = Object.keys(value).slice(0, most);
  return Object.fromEntries(keys.map((key) => [key, shown(value[key], depth + 1)]));
}
