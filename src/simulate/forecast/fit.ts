/**
 * What stored requests say of the assumptions of a forecast: how long work takes, how it ends, how often requests come.
 * Where there is enough of it, it takes the place of what is stated; each figure says how many cases it rests on and how
 * well its distribution fits them.
 */
import type { Compiled } from '#engine/compiled.ts';
import { day } from '#engine/time/zone.ts';
import type { Directory } from '#model/directory.ts';
import type { Json } from '#model/json.ts';
import { pastOf } from '../backtest/history.ts';
import type { History } from '../backtest/history.ts';
import { Office, officeCalendar } from '../history/office.ts';
import type { Distribution } from '../random/distribution.ts';
import { Assumptions } from './assumptions.ts';
import { chiSquareAbove, likeness } from './likeness.ts';
import type { Goodness } from './likeness.ts';
import type { Scenario } from './scenario.ts';

const hour = 3_600_000;

/** One assumption as history has it beside what is stated. */
export interface Fitted {
  /** A node's id, or `sop`. */
  readonly id: string;
  readonly name: string;
  readonly what: 'touch' | 'outcomes' | 'arrivals' | 'branches';
  /** Cases it rests on. */
  readonly n: number;
  /** Whether there are enough cases: else what is stated is kept. */
  readonly from: 'history' | 'stated';
  readonly fit: Goodness | null;
  /** "1.8 h on average (gamma, 212 cases)". */
  readonly says: string;
}

/** Times in open hours. */
interface Waited {
  readonly id: string;
  readonly name: string;
  readonly n: number;
  /** From when the work opened to the first act of who did it. */
  readonly mean: number;
  readonly median: number;
}

export interface Fit {
  /** Requests it was made from, and UTC ms of the first and the last submission. */
  readonly requests: number;
  readonly from: number;
  readonly until: number;
  readonly figures: readonly Fitted[];
  readonly waits: readonly Waited[];
  /** By tier, '' where none: how many came, a week. */
  readonly tiers: readonly {
    readonly tier: string;
    readonly n: number;
    readonly perWeek: number;
  }[];
  /** Share of the ended requests that were sent back at least once. */
  readonly rework: { readonly n: number; readonly share: number } | null;
  /** What a scenario takes: only what history has enough of. */
  readonly assumptions: Scenario['assumptions'];
  /** Requests that stand for those of history, for decisions to be made by. */
  readonly forms: Scenario['forms'];
}

/** Fewer cases than this and what is stated is kept. */
const usualLeast = 30;
const week = 7 * day;
const mostForms = 200;

/**
 * @param least cases that a figure needs to take the place of what is stated
 */
export function fit(
  compiled: Compiled,
  histories: readonly History[],
  directory: Directory,
  least = usualLeast,
): Fit {
  const seen = new Seen(compiled, directory, histories);
  const rows = new Assumptions(compiled.diagram, {});
  const figures: Fitted[] = [];
  const assumptions: { [id: string]: { [member: string]: Json } } = {};
  const take = (figure: Fitted, member: string, value: Json): void => {
    figures.push(figure);
    if (figure.from === 'history')
      assumptions[figure.id] = { ...assumptions[figure.id], [member]: value };
  };

  const { submitted } = seen;
  const from = submitted[0] ?? 0;
  const until = submitted.at(-1) ?? 0;
  const weeks = (until - from) / week;
  const perWeek = weeks > 0 ? (submitted.length - 1) / weeks : 0;
  const { arrivals } = rows.of('sop', 'sop');
  const often = submitted.length >= least && weeks >= 4;
  take(
    {
      id: 'sop',
      name: 'Requests',
      what: 'arrivals',
      n: submitted.length,
      from: often ? 'history' : 'stated',
      fit: often ? dispersion(submitted) : null,
      says: often ? `${figure(perWeek)} a week` : few(submitted.length, least),
    },
    'arrivals',
    {
      ...(arrivals?.kind === 'poisson' ? arrivals : {}),
      kind: 'poisson',
      perWeek: rounded(perWeek),
    },
  );

  const waits: Waited[] = [];
  for (const { id, kind, row, byOutcome } of compiled.nodes) {
    const about = { id, name: row.name };
    if (kind !== 'step' && kind !== 'gate' && kind !== 'decision') continue;
    if (kind === 'decision') {
      const branches = seen.branches.get(id);
      if (branches !== undefined)
        figures.push(shares({ ...about, what: 'branches' }, branches, least, null));
      continue;
    }
    const touched = seen.touched.get(id) ?? [];
    if (touched.length >= least) {
      const { of, fit: how } = likeness(touched);
      const says = `${figure(meanOf(touched))} h on average, ${like[of.kind]}`;
      const duration = { ...plain(of), unit: 'businessHours' };
      take(
        { ...about, what: 'touch', n: touched.length, from: 'history', fit: how, says },
        'touch',
        duration,
      );
    } else
      figures.push({
        ...about,
        what: 'touch',
        n: touched.length,
        from: 'stated',
        fit: null,
        says: few(touched.length, least),
      });
    const waited = seen.waited.get(id)?.toSorted((a, b) => a - b) ?? [];
    if (waited.length > 0)
      waits.push({
        ...about,
        n: waited.length,
        mean: meanOf(waited),
        median: waited[waited.length >> 1] ?? 0,
      });
    const ended = seen.outcomes.get(id);
    if (kind !== 'gate' || ended === undefined) continue;
    // A way that another version had and this one has not cannot be gone.
    const known = [...ended.keys()].every((outcome) => byOutcome.has(outcome));
    const lapses = row.kind === 'gate' && row.sla?.breach.kind === 'lapse';
    const usable = known && (lapses || !ended.has('expired'));
    const stated = rows.of('work', id).outcomePercent ?? null;
    const found = shares({ ...about, what: 'outcomes' }, ended, usable ? least : Infinity, stated);
    take(found, 'outcomePercent', percents(ended));
  }

  const tiers = [...seen.tiers]
    .map(([tier, n]) => ({ tier, n, perWeek: weeks > 0 ? n / weeks : 0 }))
    .toSorted((a, b) => b.n - a.n || (a.tier < b.tier ? -1 : 1));
  return {
    requests: histories.length,
    from,
    until,
    figures,
    waits,
    tiers,
    rework: seen.ended === 0 ? null : { n: seen.ended, share: seen.reworked / seen.ended },
    assumptions,
    forms: evenly(seen.forms, mostForms),
  };
}

const like: { readonly [K in Distribution['kind']]: string } = {
  fixed: 'always the same',
  exponential: 'like an exponential distribution',
  triangular: 'like a triangular distribution',
  lognormal: 'like a lognormal distribution',
  gamma: 'like a gamma distribution',
  empirical: 'like no usual distribution: drawn from the cases themselves',
};
const few = (n: number, least: number): string =>
  n === 0
    ? 'No case: as stated.'
    : `${n} ${n === 1 ? 'case' : 'cases'}, and ${least} are needed: as stated.`;
const figure = (n: number): string => n.toFixed(n < 10 ? 1 : 0);
const rounded = (n: number): number => Number(n.toPrecision(6));
const meanOf = (all: readonly number[]): number =>
  all.reduce((sum, each) => sum + each, 0) / all.length;

function plain(of: Distribution): { readonly [member: string]: Json } {
  const found: { [member: string]: Json } = { kind: of.kind };
  for (const [key, value] of Object.entries(of))
    if (typeof value === 'number') found[key] = rounded(value);
    else if (Array.isArray(value))
      found[key] = of.kind === 'empirical' ? of.values.map((each) => rounded(each)) : [];
  return found;
}

/** To a hundredth of a percent; what rounding leaves goes to the most frequent, so that they add up to 100. */
function percents(counts: ReadonlyMap<string, number>): { [key: string]: number } {
  const all = [...counts.values()].reduce((sum, each) => sum + each, 0);
  const found: { [key: string]: number } = {};
  let left = 10_000;
  for (const [key, n] of [...counts].toSorted(([, a], [, b]) => a - b)) {
    const share = Math.min(left, Math.round((10_000 * n) / all));
    found[key] = share / 100;
    left -= share;
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  if (most !== undefined) found[most[0]] = Math.round((found[most[0]] ?? 0) * 100 + left) / 100;
  return found;
}

function shares(
  about: Pick<Fitted, 'id' | 'name' | 'what'>,
  counts: ReadonlyMap<string, number>,
  least: number,
  stated: { readonly [key: string]: number } | null,
): Fitted {
  const n = [...counts.values()].reduce((sum, each) => sum + each, 0);
  const enough = n >= least;
  const said = Object.entries(percents(counts)).toSorted(([, a], [, b]) => b - a);
  return {
    ...about,
    n,
    from: enough ? 'history' : 'stated',
    fit: stated === null || !enough ? null : chiSquare(counts, stated, n),
    says:
      enough || !Number.isFinite(least)
        ? said.map(([key, percent]) => `${key} ${figure(percent)} %`).join(', ')
        : few(n, least),
  };
}

/** Whether chance could have made these of the stated shares. */
function chiSquare(
  counts: ReadonlyMap<string, number>,
  stated: { readonly [key: string]: number },
  n: number,
): Goodness {
  let statistic = 0;
  let freedom = -1;
  for (const key of new Set([...counts.keys(), ...Object.keys(stated)])) {
    const expected = (n * (stated[key] ?? 0)) / 100;
    const found = counts.get(key) ?? 0;
    if (expected === 0 && found === 0) continue;
    freedom += 1;
    statistic += expected === 0 ? found : (found - expected) ** 2 / expected;
  }
  return { test: 'chi2', statistic, p: chiSquareAbove(statistic, freedom) };
}

/** Whether requests come one by one by chance: the spread of the weekly counts about their mean. */
function dispersion(submitted: readonly number[]): Goodness {
  const from = submitted[0] ?? 0;
  const weeks = Math.floor(((submitted.at(-1) ?? from) - from) / week);
  const counts = Array.from({ length: weeks }, () => 0);
  for (const at of submitted) {
    const i = Math.floor((at - from) / week);
    if (i < weeks) counts[i] = (counts[i] ?? 0) + 1;
  }
  const mean = meanOf(counts);
  const statistic = counts.reduce((sum, each) => sum + (each - mean) ** 2, 0) / mean;
  return { test: 'dispersion', statistic, p: chiSquareAbove(statistic, weeks - 1) };
}

function evenly<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, i) => all[Math.floor((i * all.length) / most)]).filter(
    (each) => each !== undefined,
  );
}

/** What is counted in the logs. */
class Seen {
  /** UTC ms, in order. */
  readonly submitted: readonly number[];
  readonly tiers = new Map<string, number>();
  readonly forms: Scenario['forms'][number][] = [];
  readonly touched = new Map<string, number[]>();
  readonly waited = new Map<string, number[]>();
  readonly outcomes = new Map<string, Map<string, number>>();
  readonly branches = new Map<string, Map<string, number>>();
  ended = 0;
  reworked = 0;

  constructor(compiled: Compiled, directory: Directory, histories: readonly History[]) {
    const times = histories
      .flatMap(({ entries }) => entries[0]?.at ?? [])
      .toSorted((a, b) => a - b);
    this.submitted = times;
    const last = histories.reduce(
      (most, { entries }) => Math.max(most, entries.at(-1)?.at ?? 0),
      0,
    );
    const office = new Office(
      officeCalendar(compiled),
      directory,
      (times[0] ?? 0) - day,
      last + day,
    );
    const decisions = new Set<string>();
    for (const { id, kind } of compiled.nodes) if (kind === 'decision') decisions.add(id);
    for (const history of histories) {
      this.#count(history, decisions);
      this.#time(history, office);
    }
  }

  #count({ entries }: History, decisions: ReadonlySet<string>): void {
    const metrics: { [key: string]: Json } = {};
    let back = false;
    let end = false;
    for (const { events, at } of entries)
      for (const event of events) {
        if (event.type === 'submitted') {
          const tier = event.tier ?? '';
          this.tiers.set(tier, (this.tiers.get(tier) ?? 0) + 1);
          this.forms.push({ form: event.form, metrics, weight: 1, priority: 0, submitted: at });
        } else if (event.type === 'attached') Object.assign(metrics, event.metrics);
        else if (event.type === 'closed' && event.outcome !== 'done') {
          tally(this.outcomes, event.node, event.outcome);
          back ||= event.outcome === 'returned';
        } else if (event.type === 'moved' && decisions.has(event.from))
          tally(this.branches, event.from, event.flow);
        else if (event.type === 'completed') end = true;
      }
    if (end) this.ended += 1;
    if (end && back) this.reworked += 1;
  }

  /** From the first act of who signed or finished, at this work, to that signature; and until then it waited. */
  #time(history: History, office: Office): void {
    const { inputs, entered } = pastOf(history);
    for (const { command, actor, at, work } of inputs) {
      if (
        (command.type !== 'sign' && command.type !== 'finish' && command.type !== 'resubmit') ||
        work === null
      )
        continue;
      if (actor.kind !== 'person') continue;
      const first = inputs.find(
        (each) => each.work === work && each.actor.kind === 'person' && each.actor.id === actor.id,
      );
      const since = entered.get(work);
      const node = work.slice(0, work.lastIndexOf('#'));
      if (first === undefined || since === undefined) continue;
      listed(this.waited, node, office.between(since, first.at) / hour);
      if (first.at < at) listed(this.touched, node, office.between(first.at, at) / hour);
    }
  }
}

function tally(all: Map<string, Map<string, number>>, id: string, key: string): void {
  let counts = all.get(id);
  if (counts === undefined) all.set(id, (counts = new Map()));
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
function listed(all: Map<string, number[]>, id: string, value: number): void {
  const known = all.get(id);
  if (known === undefined) all.set(id, [value]);
  else known.push(value);
}
