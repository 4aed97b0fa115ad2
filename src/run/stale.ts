import type { Compiled } from '#engine/compiled.ts';
import { readingList } from '#engine/asks.ts';
import type { Request, Signature, Work } from '#engine/request.ts';

/**
 * What changed after a signature that covered it, in words; null: the signature is fresh. The same three sources as
 * the engine's own rule (CORE.md §4.3), told apart for the reader.
 */
export function staleBecause(
  compiled: Compiled,
  request: Request,
  work: Work,
  signature: Signature,
): string | null {
  const node = compiled.at.get(work.node);
  const { n } = signature;
  const changedSince = (x: { readonly born: number; readonly n: number } | undefined): boolean =>
    x !== undefined && x.born <= n && n < x.n;
  const field = Object.entries(request.changed).find(
    ([key, at]) => at > n && !node?.uncovered.has(key),
  );
  if (field) return compiled.fields.get(field[0])?.label ?? field[0];
  const piece = readingList(compiled, request, work).find((id) =>
    changedSince(request.evidence[id]),
  );
  if (piece) return compiled.diagram.evidence[piece]?.name ?? piece;
  const item = node?.items.find(({ row }) => changedSince(work.answers[row.id]));
  return item ? item.row.text : null;
}
