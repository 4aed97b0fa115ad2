import { noRoute, move } from '../move.ts';
import { onlyFlow } from '../run.ts';
import { suspend } from '../suspend.ts';
import type { Arrive } from './arrive.ts';

export const intake: Arrive = (run, token, node) => {
  const flow = onlyFlow(node);
  if (flow === null) suspend(run, noRoute(node.id));
  else move(run, token, flow);
};
