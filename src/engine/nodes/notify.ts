import { move, noRoute } from '../move.ts';
import { tell } from '../people/tell.ts';
import { onlyFlow } from '../run.ts';
import { suspend } from '../suspend.ts';
import type { Arrive } from './arrive.ts';

/** Tells and moves on; the people are resolved now and recorded, for groups change. */
export const notify: Arrive = (run, token, node) => {
  const flow = onlyFlow(node);
  if (flow === null) return suspend(run, noRoute(node.id));
  if (node.row.kind === 'notify') tell(run, node.id, node.row.to);
  move(run, token, flow);
};
