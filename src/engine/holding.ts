import type { CNode } from './compiled.ts';
import type { View } from './run.ts';

/**
 * Whether a token has to wait at this end: a condition that blocks the end is open (an end that expires, or a terminating
 * one in rejection or revocation, takes away and asks for nothing more), or the end issues a token while a closed gate is
 * overtaken.
 */
export function mustHold(view: View, node: CNode | undefined): boolean {
  if (node?.row.kind !== 'end') return false;
  const { outcome, terminating, issues } = node.row;
  const against =
    outcome === 'expired' || (terminating && (outcome === 'rejected' || outcome === 'revoked'));
  if (!against)
    for (const condition of view.request.conditions)
      if (condition.effect === 'end' && condition.status === 'open') return true;
  if (!issues) return false;
  const { results } = view.request;
  for (const gate of view.compiled.nodes)
    if (gate.kind === 'gate' && results[gate.id]?.overtaken !== undefined) return true;
  return false;
}
