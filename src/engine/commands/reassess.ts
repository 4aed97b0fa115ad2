import { resultOf } from '../checks.ts';
import type { CommandOf, Refusal } from '../command.ts';
import { dataWith, seenBy } from '../data.ts';
import type { Checked } from '../event.ts';
import { mergeMetrics, metricsFlaw } from '../metrics.ts';
import { normalObject } from '../normal.ts';
import { mayOwn, ownerRefusal } from '../people/owner.ts';
import { isApproving } from '../people/quorum.ts';
import { actingFor, emit } from '../run.ts';
import type { Run } from '../run.ts';
import { personOf } from './admit.ts';

/**
 * What the automated items of the approving gates say of today's data, `metrics` laid over the request's own. It is
 * recorded and changes nothing else: whether to revoke is the owner's decision. Also while the request runs, for an
 * exception runs as long as it lives.
 */
export function reassess(run: Run, { metrics = {} }: CommandOf<'reassess'>): Refusal | null {
  const principal = mayOwn(run, personOf(run));
  if (principal === null) return ownerRefusal(run, 'reassess this request');
  const says = metricsFlaw(metrics);
  if (says !== null) return { refused: 'metrics_invalid', says };
  actingFor(run, principal);
  const { compiled, request } = run;
  const today = mergeMetrics(request.metrics, normalObject(metrics));
  const data = dataWith(compiled, request, request.form, request.tier, today);
  const results: Checked[] = [];
  for (const gate of compiled.nodes) {
    const outcome = request.results[gate.id]?.outcome ?? 'done';
    if (gate.kind !== 'gate' || outcome === 'done' || outcome === 'expired') continue;
    if (!isApproving(outcome)) continue;
    for (const item of gate.items) {
      const result = resultOf(item, data);
      if (result === null) continue;
      const source = result === 'na' ? item.when : item.check;
      results.push({
        item: item.row.id,
        result,
        seen: source === null ? {} : seenBy(source, data),
      });
    }
  }
  emit(run, { results, type: 'reassessed' });
  return null;
}
