/** Milliseconds something takes: for tests of what is bounded, with room for a busy machine. */
export function took(does: () => void): number {
  const start = performance.now();
  does();
  return performance.now() - start;
}
