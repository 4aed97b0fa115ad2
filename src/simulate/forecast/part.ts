/**
 * A forecast taken apart, so that several threads can share it: the warm-up is found once, each replication is run for
 * itself, together.ts makes the answer of them. The same as `forecast` to the byte.
 */
import { compile } from '#engine/compile.ts';
import type { Diagram } from '#model/diagram.ts';
import type { Directory } from '#model/directory.ts';
import { impossible, summary } from './forecast.ts';
import type { Model } from './model.ts';
import { prepare } from './prepare.ts';
import { replicate } from './replicate.ts';
import type { Scenario } from './scenario.ts';
import type { About, Part, WarmUp } from './together.ts';

/** Everything a forecast rests on, as plain data. */
export interface Asked {
  readonly diagram: Diagram;
  readonly directory: Directory;
  readonly scenario: Scenario;
}
export type Begun =
  | { readonly ok: true; readonly model: Model; readonly about: About }
  | { readonly ok: false; readonly says: readonly string[] };

/** What is asked as numbers; or why it cannot be simulated. */
export function begin({ diagram, directory, scenario }: Asked): Begun {
  const wrong = impossible(scenario);
  const prepared = prepare(compile(diagram, 'draft'), directory, scenario);
  if (!prepared.ok) return { ok: false, says: [...wrong, ...prepared.says] };
  if (wrong.length > 0) return { ok: false, says: wrong };
  const { model, assumed } = prepared;
  const about = { names: model.names, listed: model.arrivals.gap === 0, assumed };
  return { ok: true, model, about };
}

type Progress = (finished: number) => void;
const stretches = 40;
const hour = 3_600_000;

/** How many requests are thrown away at the beginning of each replication. */
export function warmUpOf(model: Model, scenario: Scenario, progress?: Progress): WarmUp {
  const { seed, cases, warmup } = scenario;
  if (warmup !== null || model.arrivals.gap === 0)
    return { cases: warmup ?? 0, settled: true, course: [] };
  // A run of its own, whose numbers are drawn apart from those that count.
  const pilot = replicate(model, {
    seed,
    replication: -1,
    warmup: 0,
    cases,
    pilot: true,
    progress,
  });
  const found = pilot.batches.warmUp();
  const course = pilot.batches.course(stretches).map((took) => took / hour);
  return { cases: pilot.overflow ? 0 : found.cases, settled: found.settled, course };
}

/** The replication of that number, from 0. */
export function partOf(
  model: Model,
  { seed, cases }: Scenario,
  { replication, warmup }: { readonly replication: number; readonly warmup: number },
  progress?: Progress,
): Part {
  const one = replicate(model, { seed, replication, warmup, cases, progress });
  const { overflow, finished, arrived, events } = one;
  return {
    figures: summary(model, [one]),
    overflow,
    finished,
    arrived,
    events,
    stuck: [...one.stuck],
    endless: [...one.endless],
    cycles: one.histogram.filled(),
  };
}
