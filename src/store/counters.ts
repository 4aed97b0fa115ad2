/** Counts of the lists, kept with each append: counting a table of 100,000 rows takes too long for a badge. */
import type { Request } from '#engine/request.ts';
import type { SopId } from '#model/ids.ts';
import type { Database } from './database.ts';

const keysOf = ({ status, sop }: Request): string[] =>
  status === 'new' ? [] : [`requests/${status}`, `requests/${sop}/${status}`];

/** Moves a request from one status to another; inside the append's transaction. */
export async function countStatus(db: Database, before: Request, after: Request): Promise<void> {
  if (before.status === after.status) return;
  for (const key of keysOf(before)) await bump(db, key, -1);
  for (const key of keysOf(after)) await bump(db, key, 1);
}

async function bump(db: Database, key: string, by: number): Promise<void> {
  const row = await db.counters.get(key);
  await db.counters.put({ key, count: (row?.count ?? 0) + by });
}

/** How many requests have that status, of one SOP or of all. */
export async function countRequests(
  db: Database,
  { status, sop }: { readonly status: Request['status']; readonly sop?: SopId },
): Promise<number> {
  const key = sop === undefined ? `requests/${status}` : `requests/${sop}/${status}`;
  return (await db.counters.get(key))?.count ?? 0;
}
