import type { PersonId } from '#model/ids.ts';
import type { CommandOf, Refusal } from '../command.ts';
import { dataChanged } from '../data-changed.ts';
import { metricsFlaw } from '../metrics.ts';
import { normalObject } from '../normal.ts';
import { mayAs, mayWork } from '../people/authority.ts';
import { seats } from '../people/edges.ts';
import { actingFor, emit } from '../run.ts';
import type { Run } from '../run.ts';
import { personOf } from './admit.ts';

/** Most characters of a metrics piece, as JSON. */
const largest = 64 * 1024;

/** Brings a piece of evidence, or a newer version of it; metrics merge into what the checks read. */
export function attach(run: Run, command: CommandOf<'attach'>): Refusal | null {
  const { evidence: rows } = run.compiled.diagram;
  const row = Object.hasOwn(rows, command.evidence) ? rows[command.evidence] : undefined;
  if (row === undefined)
    return { refused: 'no_such_evidence', says: 'This SOP asks for no such evidence.' };
  const principal = mayBring(run, personOf(run));
  if (principal === null)
    return {
      refused: 'not_allowed',
      says: 'Evidence is brought by the requester and by those who have work open here.',
      who: [run.request.requester],
    };
  actingFor(run, principal);
  const wrong = wrongMetrics(row.kind, command);
  if (wrong !== null) return wrong;
  const { evidence, metrics, name, sha256, size, url } = command;
  const before = run.request.evidence[evidence];
  emit(run, {
    evidence,
    ...(metrics === undefined ? null : { metrics: normalObject(metrics) }),
    name,
    sha256,
    size,
    type: 'attached',
    ...(url === undefined ? null : { url }),
    version: (before?.version ?? 0) + 1,
  });
  dataChanged(run, [], before === undefined ? null : evidence);
  return null;
}

function mayBring(run: Run, person: PersonId): PersonId | null {
  const asRequester = mayAs(run, person, (each) => each === run.request.requester);
  if (asRequester !== null) return asRequester;
  for (const work of run.request.work) {
    const node = run.compiled.at.get(work.node);
    if (node === undefined) continue;
    const edges = [...node.works, ...seats(node, work), ...node.consulted];
    const may = mayWork(run, node, work, person, edges);
    if (may.ok) return may.principal;
  }
  return null;
}

function wrongMetrics(kind: string, { metrics }: CommandOf<'attach'>): Refusal | null {
  if (kind !== 'metrics')
    return metrics === undefined
      ? null
      : { refused: 'metrics_invalid', says: 'This evidence is no metrics file.' };
  const says = metricsFlaw(metrics);
  if (says !== null) return { refused: 'metrics_invalid', says };
  return JSON.stringify(metrics).length > largest
    ? { refused: 'too_large', says: 'Metrics are at most 64 kB.' }
    : null;
}
