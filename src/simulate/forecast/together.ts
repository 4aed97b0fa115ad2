/**
 * A forecast put together from its replications, made in whatever threads; and what differs between two of them. In the
 * order of the replications the answer is the same bytes however many threads there were. Needs no model, and so no
 * engine: a screen may do it.
 */
import { estimate } from './estimate.ts';
import type { Estimate } from './estimate.ts';
import type { Figures, Forecast, NodeForecast, RoleForecast } from './result.ts';
import { sayings, unsettled } from './sayings.ts';
import type { Told } from './sayings.ts';
import type { Scenario } from './scenario.ts';

/** One replication as plain data: its figures have no intervals yet. */
export interface Part extends Told {
  readonly figures: Figures;
  readonly events: number;
  /** Cycle times by size: counts, from the bucket `from` on (histogram.ts). */
  readonly cycles: { readonly from: number; readonly counts: readonly number[] };
}
/** What the parts are of. */
export interface About {
  readonly names: readonly string[];
  /** Arrivals are listed one by one, not drawn. */
  readonly listed: boolean;
  readonly assumed: readonly string[];
}
export interface WarmUp {
  readonly cases: number;
  readonly settled: boolean;
  /** Of a run from the empty beginning: mean cycle times, hours, of stretches of as many requests each. */
  readonly course: readonly number[];
}

/** How many of the parts made so far count: none after an overflow, none once the target is met; null: more are needed. */
export function enough(
  { replications, target }: Pick<Scenario, 'replications' | 'target'>,
  parts: readonly Part[],
): number | null {
  for (const [i, part] of parts.entries()) {
    if (part.overflow) return i + 1;
    if (target !== null && narrow(parts.slice(0, i + 1), target)) return i + 1;
  }
  return parts.length >= replications ? replications : null;
}
/** At least five replications before an interval is believed. */
function narrow(parts: readonly Part[], target: number): boolean {
  if (parts.length < 5) return false;
  const cycle = over(parts)(({ cycle: its }) => its);
  return cycle !== null && cycle.half !== null && cycle.half <= target * cycle.mean;
}

/** The whole answer. `parts` in the order of their replications. */
export function together(
  about: About,
  scenario: Pick<Scenario, 'cases' | 'seed'>,
  warmUp: WarmUp,
  parts: readonly Part[],
): Forecast {
  const { cases, seed } = scenario;
  const [first] = parts;
  if (first === undefined) throw new Error('A forecast is made of one replication at least.');
  const figures = built(first.figures, over(parts));
  const limits = warmUp.settled ? [] : [unsettled];
  return {
    ok: true,
    says: sayings(about, parts, figures, { limits, asked: cases }),
    assumed: about.assumed,
    seed,
    cases,
    warmup: warmUp.cases,
    replications: parts.length,
    events: parts.reduce((sum, { events }) => sum + events, 0),
    ...figures,
  };
}
/**
 * What the first has more than the second, replication by replication: with the same seed both drew the same numbers, so
 * that the intervals are those of the difference and not of chance. What only one of them has is null.
 */
export function difference(own: readonly Part[], other: readonly Part[]): Figures | null {
  const [first] = own;
  if (first === undefined || other.length === 0) return null;
  const pairs = own.slice(0, other.length).map((part, i) => [part, other[i] ?? part] as const);
  return built(first.figures, (read) =>
    estimate(pairs.map(([a, b]) => meanOf(read(a.figures)) - meanOf(read(b.figures)))),
  );
}

type Read = (figures: Figures) => Estimate | null | undefined;
type Over = (read: Read) => Estimate | null;
const meanOf = (of: Estimate | null | undefined): number => of?.mean ?? NaN;
const over =
  (parts: readonly Part[]): Over =>
  (read) =>
    estimate(parts.map(({ figures }) => meanOf(read(figures))));

/** Figures of the same shape, each by `of`; nodes and roles are found by their ids. */
function built(shape: Figures, of: Over): Figures {
  const node = (id: string, read: (its: NodeForecast) => Estimate | null): Estimate | null =>
    of(({ nodes }) => {
      const its = nodes.find((each) => each.id === id);
      return its && read(its);
    });
  const role = (i: number, read: (its: RoleForecast) => Estimate | null): Estimate | null => {
    const at = shape.roles[i];
    if (at === undefined) return null;
    const rank = alike(shape.roles.slice(0, i), at).length;
    return of(({ roles }) => {
      const its = alike(roles, at)[rank];
      return its && read(its);
    });
  };
  const byName = (
    keys: readonly string[],
    read: (figures: Figures, key: string) => Estimate | null | undefined,
  ): { readonly [key: string]: Estimate | null } =>
    Object.fromEntries(keys.map((key) => [key, of((figures) => read(figures, key))]));
  return {
    cycle: of(({ cycle }) => cycle),
    percentiles: byName(Object.keys(shape.percentiles), (its, key) => its.percentiles[key]),
    waiting: of(({ waiting }) => waiting),
    processing: of(({ processing }) => processing),
    cost: of(({ cost }) => cost),
    rework: of(({ rework }) => rework),
    breach: of(({ breach }) => breach),
    turnedAway: of(({ turnedAway }) => turnedAway),
    underWay: of(({ underWay }) => underWay),
    finishedPerWeek: of(({ finishedPerWeek }) => finishedPerWeek),
    outcomes: byName(Object.keys(shape.outcomes), (its, key) => its.outcomes[key]),
    nodes: shape.nodes.map(({ id, name, kind }) => ({
      id,
      name,
      kind,
      visits: node(id, ({ visits }) => visits),
      stay: node(id, ({ stay }) => stay),
      waiting: node(id, ({ waiting }) => waiting),
      processing: node(id, ({ processing }) => processing),
      breach: node(id, ({ breach }) => breach),
      rework: node(id, ({ rework }) => rework),
      cost: node(id, ({ cost }) => cost),
    })),
    roles: shape.roles.map((at, i) => ({
      id: at.id,
      name: at.name,
      people: at.people,
      utilisation: role(i, ({ utilisation }) => utilisation),
      needed: role(i, ({ needed }) => needed),
      queue: role(i, ({ queue }) => queue),
      waiting: role(i, ({ waiting }) => waiting),
      cost: role(i, ({ cost }) => cost),
    })),
  };
}
/** The requesters' role stands twice: as who works their own request, without number, and as a team. */
const alike = (roles: readonly RoleForecast[], to: RoleForecast): readonly RoleForecast[] =>
  roles.filter(({ id, people }) => id === to.id && (people === null) === (to.people === null));
