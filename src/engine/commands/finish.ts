import type { CommandOf, Refusal } from '../command.ts';
import { failures, incomplete, itemsWith, missingOwn, tellInformed } from '../closing.ts';
import { move, noRoute } from '../move.ts';
import { mayFinish } from '../people/authority.ts';
import { workers } from '../people/edges.ts';
import { denial } from '../people/refusals.ts';
import { route } from '../route.ts';
import { actingFor, emit, onlyFlow, tokenOf } from '../run.ts';
import type { Run } from '../run.ts';
import { suspend } from '../suspend.ts';
import { openWork, personOf } from './admit.ts';
import type { Found } from './admit.ts';

/** Ends a step; who finished it stands for separation of duties. */
export function finish(run: Run, command: CommandOf<'finish'>): Refusal | null {
  const found = openWork(run, command.work);
  return 'refused' in found ? found : finishStep(run, found);
}

export function finishStep(run: Run, { work, node }: Found): Refusal | null {
  const person = personOf(run);
  if (node.kind !== 'step')
    return { refused: 'not_allowed', says: 'A gate is signed, not finished.' };
  const may = mayFinish(run, node, work, person, workers(node));
  if (!may.ok) return denial(run, may, { node, work, person, verb: 'finish' });
  actingFor(run, may.principal);
  const missing = missingOwn(run, node);
  if (missing !== null) return missing;
  const failed = itemsWith(node, work, ['fail', 'unknown']);
  if (failed.length > 0)
    return { refused: 'checklist_failed', says: failures(run, node, failed), needs: failed };
  const open = itemsWith(node, work, ['open']);
  if (open.length > 0) return incomplete(run, open);
  const by = may.principal === person ? [person] : [person, may.principal];
  const { limitation } = may;
  emit(run, {
    by,
    ...(limitation === null ? null : { limitation }),
    node: node.id,
    outcome: 'done',
    type: 'closed',
    work: work.id,
  });
  tellInformed(run, node);
  const token = tokenOf(run.request, work.token);
  const flow = onlyFlow(node);
  if (token === undefined || flow === null) suspend(run, noRoute(node.id));
  else move(run, token, flow);
  route(run);
  return null;
}
