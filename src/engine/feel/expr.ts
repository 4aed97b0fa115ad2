import { parseFeel } from '#model/feel/parse.ts';
import type { Json } from '#model/json.ts';
import type { Data, Expr } from '../compiled.ts';
import { closure } from './closures.ts';
import { mostElements, plain } from './value.ts';
import type { Env } from './value.ts';

const kept = 2_000;
const cache = new Map<string, Expr>();

/**
 * An expression ready to run, made once a text. `eval` is pure and bounded, never throws, and gives plain data: what
 * cannot be computed is null, a date or duration its ISO text. Of a text with faults it is always null: neither
 * passed nor failed.
 * @param zone IANA; in which wall time without a zone is read where it stands against an instant
 */
export function expr(text: string, zone = 'UTC'): Expr {
  const key = `${zone} ${text}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make(text, zone);
  if (cache.size >= kept) cache.clear();
  cache.set(key, made);
  return made;
}

const noData: Data = { form: {}, tier: null, metrics: {}, request: { id: '', submittedAt: '' } };

function make(text: string, zone: string): Expr {
  const { ast, faults, paths } = parseFeel(text);
  if (faults.length > 0) return { text, ast, paths, eval: () => null };
  const run = closure(ast, { local: null, zone });
  const env: Env = { data: noData, item: null, left: 0 };
  const evaluate = (data: Data): Json => {
    env.data = data;
    env.left = mostElements;
    const value = run(env);
    env.data = noData;
    env.item = null;
    return typeof value === 'boolean' && env.left >= 0 ? value : env.left < 0 ? null : plain(value);
  };
  return {
    text,
    ast,
    paths,
    eval: (data) => {
      try {
        return evaluate(data);
      } catch {
        return null; // a stack too deep for the tree: no answer, never an exception in a run
      }
    },
  };
}
