/**
 * Forecast: how long requests will take, where they wait, who is short of time (METHODS.md §5). Independent replications
 * of one simulation, each after a warm-up, give every figure its 95 % interval. Nothing stored is read or written.
 */
import type { Compiled } from '#engine/compiled.ts';
import type { Directory } from '#model/directory.ts';
import { estimate } from './estimate.ts';
import type { Estimate } from './estimate.ts';
import type { Model } from './model.ts';
import type { Figures, Forecast, NodeForecast, RoleForecast } from './result.ts';
import { prepare } from './prepare.ts';
import { replicate } from './replicate.ts';
import type { Replication } from './replication.ts';
import type { Scenario } from './scenario.ts';
import { sayings, unsettled } from './sayings.ts';

export interface Hooks {
  readonly cancelled?: () => boolean;
  /** Between 0 and 1. */
  readonly progress?: (share: number) => void;
}
export type Answer = Forecast | { readonly ok: false; readonly says: readonly string[] };

const mostCases = 10_000_000;
const mostReplications = 10_000;
const mostFinished = 1_000_000_000;
const hour = 3_600_000;

export function forecast(
  compiled: Compiled,
  directory: Directory,
  scenario: Scenario,
  hooks: Hooks = {},
): Answer {
  const wrong = impossible(scenario);
  const prepared = prepare(compiled, directory, scenario);
  if (!prepared.ok) return { ok: false, says: [...wrong, ...prepared.says] };
  if (wrong.length > 0) return { ok: false, says: wrong };
  return run(prepared.model, scenario, prepared.assumed, hooks);
}

/** What cannot be asked, in sentences. */
export function impossible({ cases, replications, seed, target, warmup }: Scenario): string[] {
  const says: string[] = [];
  const whole = (name: string, value: number, least: number, most: number): void => {
    if (!Number.isInteger(value) || value < least || value > most)
      says.push(
        `${name} has to be a whole number from ${count(least)} to ${count(most)}${Number.isFinite(value) ? `, not ${count(value)}` : ''}.`,
      );
  };
  whole('The number of requests', cases, 1, mostCases);
  whole('The number of replications', replications, 1, mostReplications);
  whole('The seed', seed, 0, 2 ** 32 - 1);
  if (warmup !== null) whole('The warm-up', warmup, 0, mostCases);
  if (target !== null && !(target > 0 && target < 1))
    says.push('The target width has to be between 0 and 1, such as 0.05 for 5 %.');
  const all = (cases + (warmup ?? 0)) * replications;
  if (says.length === 0 && all > mostFinished)
    says.push(
      `${count(all)} requests are asked for; at most ${count(mostFinished)} are simulated.`,
    );
  return says;
}
const count = (n: number): string =>
  Number.isInteger(n) && Math.abs(n) < 1e15
    ? `${n}`.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',')
    : `${n}`;

function run(model: Model, scenario: Scenario, assumed: readonly string[], hooks: Hooks): Answer {
  const { cases, seed } = scenario;
  const listed = model.arrivals.gap === 0;
  const total = scenario.replications;
  let share = 0;
  const replicated = (replication: number, warmup: number): Replication =>
    replicate(model, {
      seed,
      replication,
      warmup,
      cases,
      pilot: replication < 0,
      cancelled: hooks.cancelled,
      progress:
        hooks.progress === undefined
          ? undefined
          : (finished) =>
              hooks.progress?.(Math.min(1, share + finished / (cases + warmup) / (total + 1))),
    });
  const limits: string[] = [];
  let warmup = scenario.warmup ?? 0;
  if (scenario.warmup === null && !listed) {
    // A run of its own, whose numbers are drawn apart from those that count.
    const pilot = replicated(-1, 0);
    if (pilot.cancelled) return stopped;
    const found = pilot.batches.warmUp();
    warmup = pilot.overflow ? 0 : found.cases;
    if (!found.settled) limits.push(unsettled);
  }
  const done: Replication[] = [];
  while (done.length < total) {
    share = (done.length + 1) / (total + 1);
    const one = replicated(done.length, warmup);
    if (one.cancelled) return stopped;
    done.push(one);
    if (one.overflow) break;
    if (scenario.target !== null && narrow(done, scenario.target)) break;
  }
  const figures = summary(model, done);
  return {
    ok: true,
    says: sayings({ names: model.names, listed }, done, figures, { limits, asked: cases }),
    assumed,
    seed,
    cases,
    warmup,
    replications: done.length,
    events: done.reduce((sum, one) => sum + one.events, 0),
    ...figures,
  };
}
const stopped: Answer = { ok: false, says: ['The forecast was cancelled.'] };

/** At least five replications before an interval is believed. */
function narrow(done: readonly Replication[], target: number): boolean {
  if (done.length < 5) return false;
  const cycle = estimate(done.map((one) => one.cycle / one.counted));
  return cycle !== null && cycle.half !== null && cycle.half <= target * cycle.mean;
}

/** The figures of these replications; of one alone they have no intervals. */
export function summary(model: Model, done: readonly Replication[]): Figures {
  const over = (of: (one: Replication) => number): Estimate | null => estimate(done.map(of));
  const percentiles: { [percent: string]: Estimate | null } = {};
  for (const percent of [50, 80, 90, 95])
    percentiles[`p${percent}`] = over((one) => one.histogram.percentile(percent / 100) / hour);
  const outcomes: { [outcome: string]: Estimate | null } = {};
  for (const outcome of new Set(model.endOutcome)) {
    if (outcome === null) continue;
    outcomes[outcome] = over((one) => {
      let sum = 0;
      for (const [i, each] of model.endOutcome.entries())
        if (each === outcome) sum += one.ends[i] ?? 0;
      return sum / one.counted;
    });
  }
  return {
    cycle: over((one) => one.cycle / one.counted / hour),
    percentiles,
    waiting: over((one) => sumOf(one.nodeWait) / one.counted / hour),
    processing: over((one) => sumOf(one.nodeTouch) / one.counted / hour),
    cost: over((one) => {
      let sum = 0;
      for (const [r, { costPerHour }] of model.roles.entries())
        sum += (at(one.roleTouch, r) / hour) * costPerHour;
      return sum / one.counted;
    }),
    rework: over((one) => one.reworked / one.counted),
    breach: model.sla.some((each) => Number.isFinite(each))
      ? over((one) => one.breached / one.counted)
      : null,
    turnedAway: over((one) => one.turnedAway / one.arrived),
    underWay: over((one) => one.inSystem),
    finishedPerWeek: over((one) => (one.counted / one.span) * 168 * hour),
    outcomes,
    nodes: nodesOf(model, over),
    roles: rolesOf(model, over),
  };
}
type Over = (of: (one: Replication) => number) => Estimate | null;

function nodesOf(model: Model, over: Over): NodeForecast[] {
  return model.ids.map((id, i) => ({
    id,
    name: model.names[i] ?? id,
    kind: model.kinds[i] ?? '',
    visits: over((one) => at(one.visits, i) / one.counted),
    stay: over((one) => at(one.nodeStay, i) / at(one.nodeLeft, i) / hour),
    waiting: over((one) => at(one.nodeWait, i) / at(one.visits, i) / hour),
    processing: over((one) => at(one.nodeTouch, i) / at(one.visits, i) / hour),
    breach: Number.isFinite(model.sla[i])
      ? over((one) => at(one.nodeBreached, i) / at(one.nodeLeft, i))
      : null,
    rework:
      model.kinds[i] === 'gate' ? over((one) => at(one.nodeBack, i) / at(one.nodeLeft, i)) : null,
    cost: over((one) => at(one.nodeCost, i) / one.counted / hour),
  }));
}

function rolesOf(model: Model, over: Over): RoleForecast[] {
  return model.roles.map(({ id, name, people, stretch, costPerHour }, r) => ({
    id,
    name,
    people: Number.isFinite(people) ? people : null,
    utilisation: Number.isFinite(people)
      ? over((one) => (at(one.roleTouch, r) * stretch) / at(one.roleOpen, r) / people)
      : null,
    needed: over((one) => at(one.roleOffered, r) / at(one.roleOpen, r)),
    queue: over((one) => at(one.roleWait, r) / one.span),
    waiting: over((one) => at(one.roleWait, r) / at(one.roleStarts, r) / hour),
    cost: over((one) => ((at(one.roleTouch, r) / hour) * costPerHour) / one.counted),
  }));
}
const at = (sums: Float64Array, i: number): number => sums[i] ?? 0;
const sumOf = (sums: Float64Array): number => sums.reduce((sum, each) => sum + each, 0);
