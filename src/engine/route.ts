/**
 * What happens in the same entry after a person's act: tokens move until all rest (CORE.md §5.3). There are no
 * refusals here, only incidents: the act stands.
 */
import { mustHold } from './holding.ts';
import { nodes } from './nodes/nodes.ts';
import { tokenOf } from './run.ts';
import type { Run } from './run.ts';
import { suspend } from './suspend.ts';

/** Arrivals a command may cause; more is a livelock and becomes an incident. */
const most = 1000;

/** Routes every token in the queue, and whatever that sets going, until all rest or an incident stops it. */
export function route(run: Run): void {
  for (;;) {
    while (run.queue.length > 0) {
      if (run.request.status !== 'running') return;
      const id = run.queue.shift();
      const token = id === undefined ? undefined : tokenOf(run.request, id);
      const node = token && run.compiled.at.get(token.node);
      if (token === undefined || node === undefined) continue;
      run.arrivals += 1;
      if (run.arrivals > most) return suspend(run, { code: 'step_limit', node: token.node });
      nodes[node.kind](run, token, node);
    }
    if (run.request.status !== 'running') return;
    for (const token of run.request.tokens)
      if (token.held === true && !mustHold(run, run.compiled.at.get(token.node)))
        run.queue.push(token.id);
    if (run.queue.length === 0) return;
  }
}
