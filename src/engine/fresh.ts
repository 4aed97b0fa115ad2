import type { NodeId } from '#model/ids.ts';
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

/**
 * A signature covers what existed when it was given; it is stale iff something of that has changed since (CORE.md
 * §4.3). What others add afterwards leaves it fresh, else no two people could sign one gate.
 */
export function isFresh(
  view: Pick<View, 'compiled' | 'request'>,
  node: CNode,
  work: Work,
  signature: Signature,
): boolean {
  const { request, compiled } = view;
  const { n } = signature;
  if (request.n === n) return true; // nothing can have changed since
  if (fieldsChanged(request, node, n)) return false;
  for (const { id } of readingRows(compiled, request, work)) {
    const piece = request.evidence[id];
    if (piece !== undefined && piece.born <= n && n < piece.n) return false;
  }
  for (const item of node.items) {
    const answer = work.answers[item.row.id];
    if (answer !== undefined && answer.born <= n && n < answer.n) return false;
  }
  return true;
}

function fieldsChanged(request: Request, node: CNode, since: number): boolean {
  for (const key in request.changed) {
    const n = request.changed[key];
    if (n !== undefined && n > since && !node.uncovered.has(key)) return true;
  }
  return false;
}

/** Whether anything a signature here would cover changed or came after entry `seen`, which the signer was looking at. */
export function changedAfter(view: View, node: CNode, work: Work, seen: number): boolean {
  const { request, compiled } = view;
  if (seen >= request.n) return seen > request.n; // nobody has seen an entry that does not exist
  if (fieldsChanged(request, node, seen)) return true;
  for (const { id } of readingRows(compiled, request, work))
    if ((request.evidence[id]?.n ?? -1) > seen) return true;
  for (const item of node.items) {
    const id = item.row.id;
    if ((work.answers[id]?.n ?? -1) > seen || (work.waived[id]?.n ?? -1) > seen) return true;
  }
  // What the signers before asked for is part of what one signs.
  return work.signatures.some((each) => each.n > seen && each.conditions.length > 0);
}
