/**
 * Brings the rows that follow from the log up to date, where an older version of this program wrote them. The log is
 * never touched: its texts are read as they are (`upcast` in engine/log/open.ts), and folds of an older `evolve` are
 * built again (`foldFormat`). How to add a step: ARCHITECTURE.md.
 */
import type { Database } from './database.ts';

/** Raised when inbox, timers, counters or numbers come to hold something else than they did. */
const rowsFormat = 2;
/** Kept among the counters, so that it goes with what it speaks of. */
export const rowsMark = { key: 'rows/format', count: rowsFormat } as const;

/** Builds those rows anew, once; at the start, before anything is written. Answers whether it had to. */
export async function upgradeRows(db: Database): Promise<boolean> {
  if ((await db.counters.get(rowsMark.key))?.count === rowsFormat) return false;
  const any = (await db.requests.count()) > 0;
  // What that needs of the engine is loaded only then.
  if (any) await (await import('./rebuild.ts')).rebuildRows(db);
  else await db.counters.put(rowsMark);
  return any;
}
