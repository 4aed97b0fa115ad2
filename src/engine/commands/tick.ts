import type { ConditionId, RoleId, TimerId, TokenId } from '#model/ids.ts';
import { as } from '#model/ids.ts';
import type { CommandOf, Refusal } from '../command.ts';
import { close, watchQuorum } from '../closing.ts';
import { move, noRoute } from '../move.ts';
import { tell } from '../people/tell.ts';
import { route } from '../route.ts';
import { emit, onlyFlow, tokenOf, workOf } from '../run.ts';
import type { Run } from '../run.ts';
import { suspend } from '../suspend.ts';
import { nextTimer } from '../timers.ts';
import type { Timer } from '../timers.ts';

/** Time has passed: fires the one timer that is due first. It never approves anything. */
export function tick(run: Run, _command: CommandOf<'tick'>): Refusal | null {
  if (run.context.actor.kind !== 'clock')
    return { refused: 'not_allowed', says: 'Only the clock may say that time has passed.' };
  const timer = nextTimer(run.request);
  if (timer === null || timer.at > run.now)
    return { refused: 'nothing_due', says: 'Nothing is due yet.' };
  fire[timer.kind](run, timer);
  route(run);
  return null;
}

const fire: Record<Timer['kind'], (run: Run, timer: Timer) => void> = {
  remind(run, { ref }) {
    emit(run, { type: 'reminded', work: as(ref) });
  },
  due(run, { ref }) {
    const work = workOf(run.request, ref);
    const node = work && run.compiled.at.get(work.node);
    if (work === undefined || node?.row.kind !== 'gate') return;
    const breach = node.row.sla?.breach ?? { kind: 'lapse' };
    if (breach.kind === 'lapse') return close(run, node, work, 'expired');
    emit(run, { role: breach.role, type: 'escalated', why: 'breach', work: work.id });
    const escalated = workOf(run.request, ref);
    if (escalated !== undefined) watchQuorum(run, node, escalated);
  },
  wake(run, { ref, at }) {
    const slash = ref.indexOf('/');
    const id = as<TokenId>(slash < 0 ? ref : ref.slice(0, slash));
    const timer = as<TimerId>(slash < 0 ? '' : ref.slice(slash + 1));
    const token = tokenOf(run.request, id);
    const node = token && run.compiled.at.get(token.node);
    if (token === undefined || node === undefined) return;
    const flow = node.byTimer.get(timer) ?? (slash < 0 ? onlyFlow(node) : null);
    if (flow === null) return suspend(run, noRoute(node.id));
    move(run, token, flow, { due: at, timer });
  },
  condition(run, { ref }) {
    const id = as<ConditionId>(ref);
    emit(run, { condition: id, type: 'overdue' });
    const condition = run.request.conditions.find((each) => each.id === id);
    if (condition === undefined) return;
    const keeper = run.compiled.at.get(condition.node)?.keeper?.role;
    const to: RoleId[] = [condition.owner];
    if (keeper !== undefined && keeper !== condition.owner) to.push(keeper);
    tell(run, condition.node, to);
  },
};
