/** Whether a failed write failed for want of room: Dexie wraps the browser's error, sometimes twice. */
export function isQuota(error: unknown): boolean {
  let at: unknown = error;
  for (let depth = 0; depth < 5 && typeof at === 'object' && at !== null; depth++) {
    if ('name' in at && at.name === 'QuotaExceededError') return true;
    at = 'inner' in at ? at.inner : null;
  }
  return false;
}
