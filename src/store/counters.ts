/** Counts of the lists, kept with each append: counting a table of 100,000 rows takes too long for a badge. */
import type { Request } from '#engine/request.ts';
import type { SopId } from '#model/ids.ts';
import type { Database } from './database.ts';

const keysOf = ({ status, sop }: Pick<Request, 'status' | 'sop'>): string[] =>
  status === 'new' ? [] : [`requests/${status}`, `requests/${sop}/${status}`];

/** Moves a request from one status to another; inside the append's transaction. */
export async function countStatus(db: Database, before: Request, after: Request): Promise<void> {
  if (before.status === after.status) return;
  const counts = new Map<string, number>();
  for (const key of keysOf(before)) counts.set(key, -1);
  for (const key of keysOf(after)) counts.set(key, 1);
  await bump(db, counts);
}

/** The counters of requests that are new here, added to `counts`. */
export function countNew(counts: Map<string, number>, request: Request): void {
  for (const key of keysOf(request)) counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Adds to counters; inside a transaction over them. */
export async function bump(db: Database, counts: ReadonlyMap<string, number>): Promise<void> {
  const changed = [...counts].filter(([, by]) => by !== 0);
  if (changed.length === 0) return;
  const rows = await db.counters.bulkGet(changed.map(([key]) => key));
  await db.counters.bulkPut(
    changed.map(([key, by], i) => ({ key, count: (rows[i]?.count ?? 0) + by })),
  );
}

/** How many requests have that status, of one SOP or of all. */
export async function countRequests(
  db: Database,
  { status, sop }: { readonly status: Request['status']; readonly sop?: SopId },
): Promise<number> {
  const key = sop === undefined ? `requests/${status}` : `requests/${sop}/${status}`;
  return (await db.counters.get(key))?.count ?? 0;
}
