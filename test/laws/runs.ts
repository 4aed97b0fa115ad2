/**
 * How often a law is tried: `n` in `npm test`, more in `npm run soak`, which sets LAW_FACTOR and prints LAW_SEED.
 * Give the result to fc.assert.
 */
import process from 'node:process';

export function runs(n: number): { numRuns: number; seed?: number; endOnFailure?: boolean } {
  const seed = process.env['LAW_SEED'];
  // Half a run would never be reached, and the law tried forever.
  const numRuns = Math.ceil(n * Number(process.env['LAW_FACTOR'] ?? 1));
  const shrink = process.env['LAW_SHRINK'] === 'no' ? { endOnFailure: true } : {};
  return { numRuns, ...shrink, ...(seed === undefined ? {} : { seed: Number(seed) }) };
}
