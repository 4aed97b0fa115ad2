/**
 * Backtest: what a version would have made of requests that are stored (METHODS.md §6). Their recorded acts are replayed
 * through its `decide`; nothing is written. The answer says of each request whether it ends the same, and if not, where
 * and how it departs; what had to be assumed is counted by where it came from.
 */
import type { Compiled } from '#engine/compiled.ts';
import type { EndOutcome } from '#model/diagram.ts';
import type { Directory } from '#model/directory.ts';
import type { NodeId, RequestId } from '#model/ids.ts';
import { pastOf } from './history.ts';
import type { History, Past } from './history.ts';
import { replay } from './replay.ts';
import type { Defaults, Replayed, Source, Taken } from './replay.ts';

/** Worst first. */
const verdicts = ['outcome', 'stopped', 'unknown', 'tier', 'way', 'time', 'same'] as const;
export type BacktestVerdict = (typeof verdicts)[number];

interface Run {
  readonly tier: string | null;
  readonly outcome: EndOutcome | null;
  readonly trail: readonly string[];
  /** UTC ms of the last entry. */
  readonly at: number;
}
export interface Backtested {
  readonly request: RequestId;
  readonly verdict: BacktestVerdict;
  readonly says: string;
  /** Place in both trails where they part; null where they do not. */
  readonly departs: number | null;
  /** Hours by which it ends later; negative: earlier; null where one of the two has not ended. */
  readonly laterHours: number | null;
  readonly recorded: Run;
  readonly replayed: Run;
  /** The first act that the version refuses, in the engine's words; null: it refuses none. */
  readonly refused: { readonly node: NodeId | null; readonly says: string } | null;
  readonly assumed: readonly Taken[];
  readonly gaps: readonly string[];
}
interface Counted {
  readonly verdict: BacktestVerdict;
  readonly assumed: readonly { readonly source: Source }[];
}
interface Summed<R> {
  /** The totals in one sentence. */
  readonly says: string;
  readonly counts: { readonly [V in BacktestVerdict]: number };
  readonly assumed: { readonly [S in Source]: number };
  /** Worst first, then in the order given. */
  readonly requests: readonly R[];
}
export type Backtest = Summed<Backtested>;

export function backtest(
  compiled: Compiled,
  histories: readonly History[],
  directory: Directory,
  defaults: Defaults | null,
): Backtest {
  return summed(histories.map((history) => backtested(compiled, history, directory, defaults)));
}

/** Requests that were replayed in slices, put together: the same as of one backtest over all. */
export function summed<R extends Counted>(all: readonly R[]): Summed<R> {
  const requests = all.toSorted(
    (a, b) => verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict),
  );
  const counts = { outcome: 0, stopped: 0, unknown: 0, tier: 0, way: 0, time: 0, same: 0 };
  const assumed = { recorded: 0, elsewhere: 0, default: 0, unknown: 0 };
  for (const request of requests) {
    counts[request.verdict] += 1;
    for (const { source } of request.assumed) assumed[source] += 1;
  }
  return { says: totals(requests.length, counts), counts, assumed, requests };
}

function backtested(
  compiled: Compiled,
  history: History,
  directory: Directory,
  defaults: Defaults | null,
): Backtested {
  const past = pastOf(history);
  const made = replay(compiled, past, directory, defaults);
  const recorded: Run = {
    tier: past.tier,
    outcome: past.outcome,
    trail: past.trail,
    at: past.lastAt,
  };
  const replayed: Run = {
    tier: made.request.tier,
    outcome: made.request.outcome,
    trail: made.trail,
    at: made.at,
  };
  const parts = partsAt(recorded.trail, replayed.trail);
  const ended = endOf(history, past);
  const laterHours =
    ended === null || made.ended === null ? null : (made.ended - ended) / 3_600_000;
  const verdict = verdictOf(recorded, replayed, made, parts, laterHours);
  return {
    request: history.request,
    verdict,
    says: sentence(compiled, verdict, { recorded, replayed, made, laterHours }),
    departs: verdict === 'same' || verdict === 'time' ? null : parts,
    laterHours,
    recorded,
    replayed,
    refused: made.refused && { node: made.refused.node, says: made.refused.refusal.says },
    assumed: made.taken,
    gaps: past.gaps,
  };
}

/** Acts after the end (a condition fulfilled, a revocation) do not make a request later. */
function endOf({ entries }: History, past: Past): number | null {
  const found = entries.find(({ events }) => events.some(({ type }) => type === 'completed'));
  return past.outcome === null ? null : (found?.at ?? null);
}

function partsAt(a: readonly string[], b: readonly string[]): number | null {
  const at = a.findIndex((node, i) => b[i] !== node);
  if (at >= 0) return at;
  return a.length < b.length ? a.length : null;
}

function verdictOf(
  recorded: Run,
  replayed: Run,
  made: Replayed,
  parts: number | null,
  laterHours: number | null,
): BacktestVerdict {
  if (recorded.outcome !== replayed.outcome) {
    if (replayed.outcome !== null) return 'outcome';
    return made.taken.some(({ source }) => source === 'unknown') ? 'unknown' : 'stopped';
  }
  if (made.refused !== null && recorded.outcome === null && parts !== null) return 'stopped';
  if (recorded.tier !== replayed.tier) return 'tier';
  if (parts !== null) return 'way';
  return laterHours !== null && Math.abs(laterHours) > 1 / 3600 ? 'time' : 'same';
}

function sentence(
  compiled: Compiled,
  verdict: BacktestVerdict,
  of: { recorded: Run; replayed: Run; made: Replayed; laterHours: number | null },
): string {
  const { recorded, replayed, made, laterHours } = of;
  const was = recorded.outcome ?? 'still running';
  const refused = made.refused;
  const at =
    refused?.node === null || refused === null
      ? ''
      : ` at “${compiled.at.get(refused.node)?.row.name ?? refused.node}”`;
  switch (verdict) {
    case 'outcome':
      return `Ends “${replayed.outcome ?? ''}” instead of “${was}”.`;
    case 'stopped':
      return refused === null
        ? `Does not end; it was “${was}”.`
        : `Stops${at}; it was “${was}”: ${refused.refusal.says}`;
    case 'unknown':
      return `Cannot be told: ${made.taken.find(({ source }) => source === 'unknown')?.says ?? ''}`;
    case 'tier':
      return `Falls in tier “${replayed.tier ?? 'none'}” instead of “${recorded.tier ?? 'none'}”.`;
    case 'way':
      return `Ends the same by another way.`;
    case 'time': {
      const hours = laterHours ?? 0;
      return `Ends the same, ${Math.abs(hours).toFixed(1)} hours ${hours > 0 ? 'later' : 'earlier'}.`;
    }
    case 'same':
      return 'Nothing changes.';
  }
}

function totals(all: number, counts: { readonly [V in BacktestVerdict]: number }): string {
  if (all === 0) return 'There are no requests to replay.';
  const parts = [
    [counts.outcome, 'would end otherwise'],
    [counts.stopped, 'would be stopped'],
    [counts.tier, 'would fall in another tier'],
    [counts.way, 'would end the same by another way'],
    [counts.time, 'would end sooner or later'],
    [counts.unknown, 'cannot be told'],
  ] as const;
  const said = parts.filter(([n]) => n > 0).map(([n, what]) => `${n} ${what}`);
  const requests = `${all} request${all === 1 ? '' : 's'}`;
  return said.length === 0
    ? `Nothing changes for ${requests}.`
    : `Of ${requests}: ${said.join(', ')}.`;
}
