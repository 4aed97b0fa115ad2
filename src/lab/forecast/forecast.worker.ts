/** Replications off the main thread. What was begun is kept, for a thread runs many replications of one forecast. */
import { begin, partOf, warmUpOf } from '#simulate/forecast/part.ts';
import type { Asked } from '#simulate/forecast/part.ts';
import type { Model } from '#simulate/forecast/model.ts';
import type { Scenario } from '#simulate/forecast/scenario.ts';
import type { About, Part, WarmUp } from '#simulate/forecast/together.ts';
import { expose } from 'comlink';

interface Kept {
  readonly id: number;
  readonly model: Model;
  readonly scenario: Scenario;
}
let kept: Kept | null = null;

/** Tells fifty times a replication how far it is: what is told more often costs more than the replication. */
function seldom(scenario: Scenario, tell: (finished: number) => void): (finished: number) => void {
  const step = scenario.cases / 50;
  let next = step;
  return (finished) => {
    if (finished < next) return;
    next = finished + step;
    tell(finished);
  };
}

function begun(id: number): Kept {
  if (kept?.id !== id) throw new Error('A replication was asked for that was not begun.');
  return kept;
}

const worker = {
  begin(
    id: number,
    asked: Asked,
  ): { ok: true; about: About } | { ok: false; says: readonly string[] } {
    const answer = begin(asked);
    if (!answer.ok) return answer;
    kept = { id, model: answer.model, scenario: asked.scenario };
    return { ok: true, about: answer.about };
  },
  warmUp(id: number, tell: (finished: number) => void): WarmUp {
    const { model, scenario } = begun(id);
    return warmUpOf(model, scenario, seldom(scenario, tell));
  },
  part(
    id: number,
    at: { readonly replication: number; readonly warmup: number },
    tell: (finished: number) => void,
  ): Part {
    const { model, scenario } = begun(id);
    return partOf(model, scenario, at, seldom(scenario, tell));
  },
};
export type ForecastWorker = typeof worker;
expose(worker);
