import type { CommandOf, Refusal } from '../command.ts';
import { watchQuorum } from '../closing.ts';
import { mayOwnOrAsk, ownerRefusal } from '../people/owner.ts';
import { route } from '../route.ts';
import { actingFor } from '../run.ts';
import type { Run } from '../run.ts';
import { resumed } from '../suspend.ts';
import { personOf } from './admit.ts';

/** Goes on after an incident: clocks start again, and every token that rests where nothing rests is routed. */
export function retry(run: Run, _command: CommandOf<'retry'>): Refusal | null {
  const principal = mayOwnOrAsk(run, personOf(run));
  if (principal === null) return ownerRefusal(run, 'go on with this request', true);
  if (run.request.status !== 'suspended')
    return { refused: 'nothing_to_retry', says: 'Nothing stands in the way of this request.' };
  if (run.request.incidents.some((incident) => incident.code === 'by_hand'))
    return {
      ...ownerRefusal(run, 'resume this request, which was suspended by hand'),
      refused: 'nothing_to_retry',
    };
  actingFor(run, principal);
  goOn(run);
  return null;
}

/** Clocks start again; what rests where nothing rests is routed, and what nobody can close any more is told. */
export function goOn(run: Run, reason?: string): void {
  resumed(run, reason);
  for (const token of run.request.tokens) {
    const rests =
      token.wake !== undefined ||
      (token.child !== undefined && token.childEnd === undefined) ||
      token.held === true ||
      run.request.work.some((work) => work.token === token.id);
    if (!rests) run.queue.push(token.id);
  }
  route(run);
  for (const work of run.request.work) {
    const node = run.compiled.at.get(work.node);
    if (node?.kind === 'gate' && run.request.incidents.length === 0) watchQuorum(run, node, work);
  }
}
