import { parseFeel } from './parse.ts';

/**
 * The text with every path that starts with `from` starting with `to` instead; spaces, comments and the rest stay.
 * Both have the same length (`['form', 'old']` → `['form', 'new']`). A loop's own name is no path of the data.
 */
export function renamePath(text: string, from: readonly string[], to: readonly string[]): string {
  const changes = parseFeel(text).places.flatMap(({ path, spans }) =>
    from.every((name, i) => path[i] === name)
      ? from.flatMap((name, i) => {
          const span = spans[i];
          const next = to[i];
          return span === undefined || next === undefined || next === name ? [] : [{ span, next }];
        })
      : [],
  );
  let renamed = text;
  for (const { span, next } of changes.toSorted((a, b) => b.span[0] - a.span[0]))
    renamed = renamed.slice(0, span[0]) + next + renamed.slice(span[1]);
  return renamed;
}
