import type { Compiled } from '#engine/compiled.ts';
import { staleBy } from '#engine/fresh.ts';
import type { Request, Signature, Work } from '#engine/request.ts';

/** What changed after a signature that covered it, in words; null: the signature is fresh. */
export function staleBecause(
  compiled: Compiled,
  request: Request,
  work: Work,
  signature: Signature,
): string | null {
  const node = compiled.at.get(work.node);
  const change = node && staleBy({ compiled, request }, node, work, signature);
  if (!change) return null;
  switch (change.kind) {
    case 'field':
      return compiled.fields.get(change.key)?.label ?? change.key;
    case 'evidence':
      return compiled.diagram.evidence[change.id]?.name ?? change.id;
    case 'item':
      return compiled.diagram.items[change.id]?.text ?? change.id;
  }
}
