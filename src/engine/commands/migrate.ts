import { checkAll } from '../checks.ts';
import { watchQuorum } from '../closing.ts';
import type { CommandOf, Refusal } from '../command.ts';
import { migration } from '../migrate.ts';
import type { Migration } from '../migrate.ts';
import { mayOwn, ownerRefusal } from '../people/owner.ts';
import { route } from '../route.ts';
import { actingFor, emit, tokenOf } from '../run.ts';
import type { Run } from '../run.ts';
import { suspend } from '../suspend.ts';
import { wakeTimes } from '../waiting.ts';
import { personOf } from './admit.ts';

/** The owner takes a running request to another version; nothing of it is lost that was not said before. */
export function migrate(run: Run, { to }: CommandOf<'migrate'>): Refusal | null {
  const principal = mayOwn(run, personOf(run));
  if (principal === null) return ownerRefusal(run, 'take this request to another version');
  const { target } = run.context;
  if (target === undefined || target.digest !== to)
    return { refused: 'cannot_migrate', says: 'This SOP has no such version on this device.' };
  const plan = migration(run.compiled, target, run.request);
  if (plan.verdict === 'no') return { refused: 'cannot_migrate', says: plan.says.join(' ') };
  actingFor(run, principal);
  emit(run, {
    dropped: { answers: plan.answers, signatures: plan.signatures, splits: [] },
    form: plan.form,
    from: run.request.version,
    renamed: plan.renamed,
    tier: plan.tier,
    to,
    type: 'migrated',
    via: plan.via,
  });
  goOn({ ...run, compiled: target }, plan);
  return null;
}

/** What follows under the new version; the same events, working copy and queue. */
function goOn(run: Run, plan: Migration): void {
  checkAll(run);
  for (const id of plan.waits) {
    const token = tokenOf(run.request, id);
    const node = token && run.compiled.at.get(token.node);
    if (node === undefined) continue;
    const timers = wakeTimes(run, node);
    if ('code' in timers) return suspend(run, timers);
    emit(run, { timers: timers.wake, token: id, type: 'waiting' });
  }
  if (run.request.status !== 'running') return; // retry goes on
  // A join may have lost the flow it waited for.
  for (const token of run.request.tokens)
    if (run.compiled.at.get(token.node)?.kind === 'parallel') run.queue.push(token.id);
  route(run);
  for (const work of run.request.work) {
    const node = run.compiled.at.get(work.node);
    if (node?.kind === 'gate' && run.request.status === 'running') watchQuorum(run, node, work);
  }
}
