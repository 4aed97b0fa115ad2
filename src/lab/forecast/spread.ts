/** How cycle times spread: all replications together, in bars of the same width. */
import { edge } from '#simulate/forecast/histogram.ts';
import type { Part } from '#simulate/forecast/together.ts';

export interface Spread {
  /** Hours. */
  readonly to: number;
  /** Share of all requests in each bar, from 0 to `to`. */
  readonly bars: readonly number[];
}
const hour = 3_600_000;

/** Hours that this share of all do not exceed. */
export function quantile(parts: readonly Part[], share: number): number {
  const counts = summed(parts);
  const wanted = share * counts.reduce((sum, each) => sum + each, 0);
  let below = 0;
  for (const [i, count] of counts.entries()) {
    below += count;
    if (count > 0 && below >= wanted) return edge(i + 1) / hour;
  }
  return 0;
}

function summed(parts: readonly Part[]): number[] {
  const sums: number[] = [];
  for (const { cycles } of parts)
    for (const [i, count] of cycles.counts.entries()) {
      const at = cycles.from + i;
      while (sums.length <= at) sums.push(0);
      sums[at] = (sums[at] ?? 0) + count;
    }
  return sums;
}

/** `to`: hours at the right end; what lasts longer is in no bar. */
export function spreadOf(parts: readonly Part[], to: number, bars: number): Spread {
  const counts = summed(parts);
  const all = counts.reduce((sum, each) => sum + each, 0);
  const found = Array.from({ length: bars }, () => 0);
  const width = to / bars;
  for (const [i, count] of counts.entries()) {
    if (count === 0) continue;
    // A bucket that lies across bars is shared out among them.
    const [from, until] = [edge(i) / hour, edge(i + 1) / hour];
    const last = Math.floor(until / width);
    for (let at = Math.floor(from / width); at <= last && at < bars; at += 1) {
      const overlap = Math.min(until, (at + 1) * width) - Math.max(from, at * width);
      found[at] = (found[at] ?? 0) + (count * Math.max(0, overlap)) / (until - from) / all;
    }
  }
  return { to, bars: found };
}

/** Round numbers between 0 and `to`, at most six. */
export function ticksTo(to: number): readonly number[] {
  const rough = to / 5;
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1e-9)));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? rough;
  return Array.from({ length: Math.floor(to / step) + 1 }, (_, i) => Number((i * step).toFixed(9)));
}
