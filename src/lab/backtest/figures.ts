/** What a backtest found as figures, lists and a matrix. */
import type { EndOutcome } from '#model/diagram.ts';
import type { BacktestResult, Tested } from '#store/backtest-row.ts';

export type Tab = 'outcome' | 'stopped' | 'later' | 'tier' | 'unknown' | 'other';
interface List {
  readonly tab: Tab;
  readonly says: string;
  readonly rows: readonly Tested[];
}

const isLater = ({ laterHours }: Tested): boolean => (laterHours ?? 0) > second;
const changesTier = ({ tier: [was, now] }: Tested): boolean => was !== now;
const second = 1 / 3600;

/** Those of a list, worst first; one request may stand in several. The first four are always there. */
export function listsOf({ requests }: Pick<BacktestResult, 'requests'>): readonly List[] {
  const by = (says: string, tab: Tab, is: (found: Tested) => boolean): List => ({
    tab,
    says,
    rows: requests.filter(is),
  });
  const all = [
    by('End otherwise', 'outcome', ({ verdict }) => verdict === 'outcome'),
    sortedBy(
      by('Stopped earlier', 'stopped', ({ verdict }) => verdict === 'stopped'),
      ({ stopsHours }) => stopsHours ?? 0,
    ),
    sortedBy(by('Wait longer', 'later', isLater), ({ laterHours }) => laterHours ?? 0),
    by('Tier', 'tier', changesTier),
    by('Cannot be told', 'unknown', ({ verdict }) => verdict === 'unknown'),
    by(
      'Other changes',
      'other',
      (found) =>
        (found.verdict === 'way' || found.verdict === 'time') &&
        !isLater(found) &&
        !changesTier(found),
    ),
  ];
  return all.filter(({ rows }, i) => i < 4 || rows.length > 0);
}

/** The most first; equals stay in their order. */
const sortedBy = (list: List, of: (found: Tested) => number): List => ({
  ...list,
  rows: list.rows.toSorted((a, b) => of(b) - of(a)),
});

export interface Figures {
  readonly all: number;
  readonly same: number;
  readonly otherwise: {
    readonly count: number;
    readonly most: readonly [EndOutcome, number] | null;
  };
  /** Medians in hours. */
  readonly stopped: { readonly count: number; readonly hours: number | null };
  readonly later: { readonly count: number; readonly hours: number | null };
  readonly tier: { readonly count: number; readonly most: readonly [string, string] | null };
}

export function figuresOf(result: Pick<BacktestResult, 'requests' | 'counts'>): Figures {
  const { requests, counts } = result;
  const rows = (verdict: Tested['verdict']): readonly Tested[] =>
    requests.filter((each) => each.verdict === verdict);
  const later = requests.filter(isLater);
  const tiers = requests.filter(changesTier);
  const pair = mostOf(tiers.map(({ tier: [was, now] }) => `${was ?? 'none'}\n${now ?? 'none'}`));
  const [from = '', to = ''] = pair?.[0].split('\n') ?? [];
  return {
    all: requests.length,
    same: counts.same + counts.time + counts.way + counts.tier,
    otherwise: {
      count: counts.outcome,
      most: mostOf(rows('outcome').flatMap(({ outcome: [, now] }) => now ?? [])),
    },
    stopped: {
      count: counts.stopped,
      hours: median(rows('stopped').flatMap(({ stopsHours }) => stopsHours ?? [])),
    },
    later: { count: later.length, hours: median(later.map(({ laterHours }) => laterHours ?? 0)) },
    tier: { count: tiers.length, most: pair === null ? null : [from, to] },
  };
}

function mostOf<T extends string>(values: readonly T[]): readonly [T, number] | null {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? null;
}

function median(values: readonly number[]): number | null {
  const all = values.toSorted((a, b) => a - b);
  const middle = all.length >> 1;
  const [low, high] = [all[middle - 1], all[middle]];
  if (high === undefined) return null;
  return all.length % 2 === 1 || low === undefined ? high : (low + high) / 2;
}

/** How a run stands at its end; `stopped`: the version lets it go no further. */
export type Ending = EndOutcome | 'running' | 'stopped' | 'unknown';
const endings: readonly Ending[] = [
  'approved',
  'completed',
  'rejected',
  'expired',
  'withdrawn',
  'revoked',
  'running',
  'stopped',
  'unknown',
];

export interface Matrix {
  readonly rows: readonly Ending[];
  readonly columns: readonly Ending[];
  readonly count: (was: Ending, now: Ending) => number;
}

export function matrixOf({ requests }: Pick<BacktestResult, 'requests'>): Matrix {
  const counts = new Map<string, number>();
  const were = new Set<Ending>();
  const are = new Set<Ending>();
  for (const found of requests) {
    const was = found.outcome[0] ?? 'running';
    const now = nowOf(found);
    were.add(was);
    are.add(now);
    counts.set(`${was} ${now}`, (counts.get(`${was} ${now}`) ?? 0) + 1);
  }
  return {
    rows: endings.filter((each) => were.has(each)),
    // Whatever was recorded has its column, so that the diagonal is seen.
    columns: endings.filter((each) => were.has(each) || are.has(each)),
    count: (was, now) => counts.get(`${was} ${now}`) ?? 0,
  };
}

export function nowOf({ verdict, outcome: [, now] }: Tested): Ending {
  if (verdict === 'stopped' || verdict === 'unknown') return verdict;
  return now ?? 'running';
}

/** "5.5 h", "3.1 d", of hours either way. */
export function hoursText(hours: number): string {
  const size = Math.abs(hours);
  return size >= 48 ? `${(size / 24).toFixed(1)} d` : `${size.toFixed(1)} h`;
}
/** "+5.5 h", "−3.1 d". */
export const changeText = (hours: number): string => `${hours < 0 ? '−' : '+'}${hoursText(hours)}`;
