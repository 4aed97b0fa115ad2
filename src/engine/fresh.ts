import type { EvidenceId, ItemId, NodeId } from '#model/ids.ts';
import type { Evidence } from '#model/diagram.ts';
import type { CNode, Compiled } from './compiled.ts';
import type { Request, Signature, Work } from './request.ts';
import type { View } from './run.ts';
import { tokenOf } from './run.ts';

const nothing: readonly Evidence[] = [];

/** What a signer has to have opened: the gate's own evidence, then that of the steps finished since the last gate. */
export function readingRows(compiled: Compiled, request: Request, work: Work): readonly Evidence[] {
  const own = compiled.at.get(work.node)?.own ?? nothing;
  const behind: readonly NodeId[] = tokenOf(request, work.token)?.behind ?? [];
  let rows = own;
  for (const id of behind) {
    if (id === work.node) continue;
    const more = compiled.at.get(id)?.own ?? nothing;
    if (more.length > 0) rows = [...rows, ...more];
  }
  return rows;
}

/** What made a signature stale: a form key, a piece of evidence or an item. */
type Change =
  | { readonly kind: 'field'; readonly key: string }
  | { readonly kind: 'evidence'; readonly id: EvidenceId }
  | { readonly kind: 'item'; readonly id: ItemId };

/**
 * A signature covers what existed when it was given; it is stale iff something of that has changed since (CORE.md
 * §4.3). What others add afterwards leaves it fresh, else no two people could sign one gate. A waiver never changes.
 */
export function isFresh(
  view: Pick<View, 'compiled' | 'request'>,
  node: CNode,
  work: Work,
  signature: Signature,
): boolean {
  const { request } = view;
  const { n } = signature;
  if (request.n === n) return true; // nothing can have changed since
  return staleBy(view, node, work, signature) === null;
}

/** The first thing by which a signature is stale, or null: it is fresh. */
export function staleBy(
  { request, compiled }: Pick<View, 'compiled' | 'request'>,
  node: CNode,
  work: Work,
  { n }: Signature,
): Change | null {
  const key = fieldChanged(request, node, n);
  if (key !== null) return { kind: 'field', key };
  for (const { id } of readingRows(compiled, request, work)) {
    const piece = request.evidence[id];
    if (piece !== undefined && piece.born <= n && n < piece.n) return { kind: 'evidence', id };
  }
  for (const { row } of node.items) {
    const answer = work.answers[row.id];
    if (answer !== undefined && answer.born <= n && n < answer.n)
      return { kind: 'item', id: row.id };
  }
  return null;
}

/** A covered form key that changed after entry `since`. */
function fieldChanged(request: Request, node: CNode, since: number): string | null {
  for (const key in request.changed) {
    const n = request.changed[key];
    if (n !== undefined && n > since && !node.uncovered.has(key)) return key;
  }
  return null;
}

/** Whether anything a signature here would cover changed or came after entry `seen`, which the signer was looking at. */
export function changedAfter(view: View, node: CNode, work: Work, seen: number): boolean {
  const { request, compiled } = view;
  if (seen >= request.n) return seen > request.n; // nobody has seen an entry that does not exist
  if (fieldChanged(request, node, seen) !== null) return true;
  for (const { id } of readingRows(compiled, request, work))
    if ((request.evidence[id]?.n ?? -1) > seen) return true;
  for (const item of node.items) {
    const id = item.row.id;
    if ((work.answers[id]?.n ?? -1) > seen || (work.waived[id]?.n ?? -1) > seen) return true;
  }
  // Who looked before it was open, or before what it stands under changed, has not seen what they would sign.
  if (Math.max(work.n, work.recast ?? 0) > seen) return true;
  // What the signers before asked for is part of what one signs.
  return work.signatures.some((each) => each.n > seen && each.conditions.length > 0);
}
