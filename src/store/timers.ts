/** Fires what is due: reminders, breaches, waits, conditions (CORE.md §7). */
import { liveQuery } from 'dexie';
import type { RequestId } from '#model/ids.ts';
import { append, isRefused } from './append.ts';
import { now } from './clock.ts';
import type { Database } from './database.ts';

/**
 * Fires every timer that is due, in due order, each its own entry, until none is. Their command ids are derived, so that
 * two tabs cannot fire one twice.
 * @returns how many fired
 */
export async function tickDue(db: Database): Promise<number> {
  return (await fireDue(db)).fired;
}

/** `stuck`: requests whose timer did not fire, for the engine found nothing due or another tab was first. */
async function fireDue(db: Database): Promise<{ fired: number; stuck: ReadonlySet<RequestId> }> {
  let fired = 0;
  const stuck = new Set<RequestId>();
  for (;;) {
    const due = await db.timers
      .where('at')
      .belowOrEqual(now())
      .filter((row) => !stuck.has(row.request))
      .first();
    if (due === undefined) return { fired, stuck };
    const tick = { type: 'tick', id: due.command } as const;
    const answer = await append(db, `request/${due.request}`, tick, { kind: 'clock' });
    // It is left to the next round: no timer may hold up the others.
    if (isRefused(answer) || answer.already) stuck.add(due.request);
    else fired++;
  }
}

/** Longest sleep, ms: a device that slept fires at most this late. */
const longest = 20_000;

/**
 * Keeps ticking while this page is open, in one tab of all (Web Locks): when that closes, another goes on. Arms anew
 * whenever the earliest timer changes, in whichever tab.
 * @returns stops it
 */
export function startTimers(db: Database): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  const work = (): Promise<void> => keepTicking(db, signal);
  if ('locks' in navigator)
    navigator.locks
      .request(`countersign/timers/${db.name}`, { signal }, work)
      .catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
  else void work();
  return () => stopping.abort();
}

const earliest = (db: Database) => db.timers.orderBy('at').first();

function keepTicking(db: Database, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    let timeout: ReturnType<typeof setTimeout> | undefined;
    let next: number | null = null;
    let running = false;
    const arm = (): void => {
      clearTimeout(timeout);
      if (next === null || signal.aborted) return;
      timeout = setTimeout(() => void fire(), Math.max(0, Math.min(next - now(), longest)));
    };
    const fire = async (): Promise<void> => {
      if (running || signal.aborted) return;
      running = true;
      try {
        const { stuck } = await fireDue(db);
        next = (await earliest(db))?.at ?? null;
        if (stuck.size > 0) next = Math.max(next ?? 0, now() + longest); // not at once again
      } finally {
        running = false;
        arm();
      }
    };
    const watched = liveQuery(() => earliest(db)).subscribe((row) => {
      next = row?.at ?? null;
      arm();
    });
    const woken = (): void => {
      if (next !== null) void fire();
    };
    document.addEventListener('visibilitychange', woken);
    signal.addEventListener('abort', () => {
      clearTimeout(timeout);
      watched.unsubscribe();
      document.removeEventListener('visibilitychange', woken);
      resolve();
    });
  });
}
