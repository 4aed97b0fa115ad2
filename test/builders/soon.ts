import { vi } from 'vitest';

/** Waits until `holds` no longer throws. Vitest's own limit of one second fails on a busy machine. */
export function soon<T>(holds: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(holds, { timeout: 15_000 });
}
