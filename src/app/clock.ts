import type { Database } from '#store/database.ts';
import { startTimers } from '#store/timers.ts';

/** Fires what falls due (waits, SLAs, reminders) while any tab is open; one tab does it for all. */
export function startClock(database: Database): void {
  startTimers(database);
}
