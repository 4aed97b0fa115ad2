/**
 * How often a law is tried: `n` in `npm test`, more in `npm run soak`, which sets LAW_FACTOR and prints LAW_SEED.
 * Give the result to fc.assert. A law that is tried in parts says which part this is, so that each has its own seed.
 */
import process from 'node:process';

interface Runs {
  numRuns: number;
  seed?: number;
  endOnFailure?: boolean;
}
export function runs(n: number, part = 0): Runs {
  const seed = process.env['LAW_SEED'];
  // Half a run would never be reached, and the law tried forever.
  const numRuns = Math.ceil(n * Number(process.env['LAW_FACTOR'] ?? 1));
  const shrink = process.env['LAW_SHRINK'] === 'no' ? { endOnFailure: true } : {};
  return {
    numRuns,
    ...shrink,
    ...(seed === undefined ? {} : { seed: seedOf(Number(seed), part) }),
  };
}

/** The first part has the seed that is printed when it fails, so that giving it again tries that part. */
const seedOf = (seed: number, part: number): number =>
  part === 0 ? seed : Math.imul(seed ^ Math.imul(part, 0x9e3779b1), 0x85ebca6b) ^ (part << 7);
