/** Whether a failed write failed for want of room: Dexie wraps the browser's error, sometimes twice. */
export function isQuota(error: unknown): boolean {
  let at: unknown = error;
  for (let depth = 0; depth < 5 && typeof at === 'object' && at !== null; depth++) {
    if ('name' in at && at.name === 'QuotaExceededError') return true;
    at = 'inner' in at ? at.inner : null;
  }
  return false;
}

/** What a person is told of it. */
export const fullSays =
  'Storage on this device is full. Nothing was changed. Export your workspace or free some space, then try again.';

/** What went wrong with a write, in words. */
export const failureSays = (error: unknown): string =>
  isQuota(error) ? fullSays : error instanceof Error ? error.message : String(error);
