import type { Field } from '#model/diagram.ts';
import type { FieldId } from '#model/ids.ts';
import type { CFlow, CNode } from './compiled.ts';
import { isForward } from './regions.ts';

type Drawn = CNode & { readonly out: readonly CFlow[] };
const none: ReadonlySet<string> = new Set();

/**
 * The form keys a gate's signatures don't cover: those that a step on its way on names in `edits` (CORE.md §2). The
 * plan's date isn't signed at Gate 1 if Gate 4's plan step fills it. *On* is by every flow but rejections, returns and
 * expiries. Of any other node: none.
 */
export function uncoveredAt(
  gate: Drawn,
  nodes: readonly Drawn[],
  fields: { readonly [id in FieldId]: Field },
): ReadonlySet<string> {
  if (gate.kind !== 'gate') return none;
  const keys = new Set<string>();
  const seen = new Set<number>();
  const open: Drawn[] = [gate];
  for (let node = open.pop(); node !== undefined; node = open.pop())
    for (const flow of node.out) {
      if (seen.has(flow.to) || !isForward(node, flow)) continue;
      seen.add(flow.to);
      const next = nodes[flow.to];
      if (next === undefined) continue;
      open.push(next);
      for (const id of (next.row.kind === 'step' ? next.row.edits : undefined) ?? []) {
        const key = fields[id]?.key;
        if (key !== undefined) keys.add(key);
      }
    }
  return keys;
}
