/** Means over independent replications, with their 95 % intervals by Student's t. */

export interface Estimate {
  readonly mean: number;
  /** Half of the 95 % interval; null where fewer than two replications say something. */
  readonly half: number | null;
}

/** 97.5 % quantiles of Student's t, by degrees of freedom from 1. */
const quantiles = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145,
  2.131, 2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048,
  2.045, 2.042,
];

/** Cornish–Fisher's expansion beyond the table: right to four digits from there on. */
function studentQuantile(freedom: number): number {
  const found = quantiles[freedom - 1];
  if (found !== undefined) return found;
  const z = 1.959964;
  return (
    z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2)
  );
}

/** What is not a number (nobody came that way in a replication) is left out; null where nothing is left. */
export function estimate(values: readonly number[]): Estimate | null {
  const known = values.filter((each) => Number.isFinite(each));
  const n = known.length;
  if (n === 0) return null;
  const mean = known.reduce((sum, each) => sum + each, 0) / n;
  if (n === 1) return { mean, half: null };
  const squares = known.reduce((sum, each) => sum + (each - mean) * (each - mean), 0);
  return { mean, half: studentQuantile(n - 1) * Math.sqrt(squares / (n - 1) / n) };
}
