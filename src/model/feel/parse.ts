/**
 * FEEL's text → the own tree, by feelin's grammar (DMN 1.5), and where it leaves the profile of CORE.md §2. Bounded
 * by construction: length and nesting are looked at before anything is parsed.
 */
import type { FeelAst, Parsed } from './ast.ts';
import { parseExpression } from './grammar.ts';
import { read } from './read.ts';
import type { Reading } from './read.ts';
import { syntaxError } from './syntax.ts';
import type { Tree } from './syntax.ts';

const longest = 2_000;
const nested = 60;
const kept = 2_000;
const cache = new Map<string, Parsed>();

/** Never throws. Asked for a text again, it answers the same object. Characters are counted as UTF-16 units. */
export function parseFeel(text: string): Parsed {
  if (text.length > longest)
    return refused(text.slice(0, longest), `An expression has at most ${longest} characters.`);
  const known = cache.get(text);
  if (known !== undefined) return known;
  const parsed = parse(text);
  if (cache.size >= kept) cache.clear();
  cache.set(text, parsed);
  return parsed;
}

function parse(text: string): Parsed {
  if (depthOf(text) > nested) return refused(text, `Brackets stand more than ${nested} deep.`);
  let tree: Tree;
  try {
    tree = parseExpression(text);
  } catch {
    return refused(text, 'This cannot be read as an expression.');
  }
  const reading: Reading = { text, faults: [], places: [], local: null, nodes: 0, depth: 0 };
  const ast = read(reading, tree.topNode);
  const error = syntaxError(tree, text);
  const places = reading.places.toSorted((a, b) => (a.spans[0]?.[0] ?? 0) - (b.spans[0]?.[0] ?? 0));
  return {
    text,
    ast: error === null ? ast : { kind: 'bad', ...error },
    faults: error === null ? reading.faults : [error],
    paths: distinct(places.map(({ path }) => path)),
    places,
  };
}

function refused(text: string, says: string): Parsed {
  const ast: FeelAst = { kind: 'bad', says, span: [0, text.length] };
  return { text, ast, faults: [ast], paths: [], places: [] };
}

/** How deep brackets stand, texts left out. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  let inText = false;
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i];
    if (inText) {
      if (char === '\\') i += 1;
      else if (char === '"') inText = false;
    } else if (char === '"') inText = true;
    else if (char === '(' || char === '[' || char === '{') most = Math.max(most, (depth += 1));
    else if (char === ')' || char === ']' || char === '}') depth -= 1;
  }
  return most;
}

function distinct(paths: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const seen = new Set<string>();
  return paths.filter((path) => {
    const key = path.join('.');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
