import type { Event } from './event.ts';

/**
 * The nodes of a log in the order they completed, as samples, exports and the progress strip write it: `g(returned)`
 * where a gate's outcome is not approved, `⟂a+b` for what an interrupt cancelled (after the node that left).
 * `events`: of all entries, in order.
 */
export function trail(events: readonly Event[]): string[] {
  const nodes: string[] = [];
  /** Nodes written when they closed, whose token has yet to move. */
  const closed = new Map<string, number>();
  let cancelled: string | null = null;
  const complete = (node: string): void => {
    const before = closed.get(node) ?? 0;
    if (before > 0) closed.set(node, before - 1);
    else nodes.push(node);
    if (cancelled !== null) nodes.push(cancelled);
    cancelled = null;
  };
  for (const event of events)
    if (event.type === 'closed') {
      const plain = event.outcome === 'approved' || event.outcome === 'done';
      nodes.push(plain ? event.node : `${event.node}(${event.outcome})`);
      closed.set(event.node, (closed.get(event.node) ?? 0) + 1);
    } else if (event.type === 'cancelled') {
      if (event.cause === 'interrupt') cancelled = `⟂${event.nodes.join('+')}`;
    } else if (event.type === 'moved') complete(event.from);
    else if (event.type === 'forked' || event.type === 'joined' || event.type === 'ended')
      complete(event.node);
  return nodes;
}
