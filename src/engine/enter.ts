import type { WorkId } from '#model/ids.ts';
import { as } from '#model/ids.ts';
import { check } from './checks.ts';
import type { CNode } from './compiled.ts';
import type { Token } from './request.ts';
import { emit, workOf } from './run.ts';
import type { Run } from './run.ts';
import { clockOf, reminderAfter } from './suspend.ts';
import { addBusiness } from './time/calendar.ts';

/** Opens the work of a token at a step or gate: the next round, its clock, and its automated checks. */
export function enter(run: Run, token: Token, node: CNode): void {
  if (run.request.work.some((work) => work.token === token.id)) return;
  const round = (run.request.rounds[node.id] ?? 0) + 1;
  const id = as<WorkId>(`${node.id}#${round}`);
  const clock = clockOf(run, { node: node.id });
  let due: number | null = null;
  let remind: number | null = null;
  if (clock !== null) {
    const { sla, calendar, holidays } = clock;
    due = addBusiness(calendar, holidays, run.now, sla.minutes);
    const after = reminderAfter(sla);
    if (after > 0 && after < sla.minutes) remind = addBusiness(calendar, holidays, run.now, after);
  }
  emit(run, { due, node: node.id, remind, round, token: token.id, type: 'entered', work: id });
  if (node.items.length === 0) return;
  const work = workOf(run.request, id);
  if (work !== undefined) check(run, work, node);
}
