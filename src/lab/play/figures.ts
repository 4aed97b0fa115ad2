/** Figures to fill in with: those that a sample came through with. */
import { as } from '#model/ids.ts';
import type { EvidenceId } from '#model/ids.ts';
import type { JsonObject } from '#model/json.ts';
import type { Sample } from '#model/sample.ts';
import type { Figures } from './desk.ts';

/** Metrics by evidence: of samples that end well before those that do not, and of each what was attached last. */
export function figuresOf(samples: readonly Sample[]): Figures {
  const figures = new Map<EvidenceId, JsonObject>();
  const offer = (id: string | undefined, metrics: JsonObject | undefined): void => {
    if (id === undefined || metrics === undefined) return;
    const evidence = as<EvidenceId>(id);
    if (!figures.has(evidence)) figures.set(evidence, metrics);
  };
  for (const { metrics, acts } of samples.toSorted((a, b) => rank(a) - rank(b))) {
    for (const act of acts.toReversed()) offer(act.evidence ?? act.on, act.metrics);
    for (const [id, each] of Object.entries(metrics)) offer(id, each);
  }
  return figures;
}

const rank = ({ expected: { outcome } }: Sample): number =>
  outcome === 'approved' || outcome === 'completed' ? 0 : 1;
