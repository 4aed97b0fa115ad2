/** Backtests that were given a name: kept beside the log, for the SOP they speak of. */
import type { Digest, SopId } from '#model/ids.ts';
import type { BacktestRow } from './backtest-row.ts';
import { now } from './clock.ts';
import type { Database } from './database.ts';
import { newId } from './new-id.ts';

/** Characters of a name. */
export const longestName = 120;

/** The newest first. */
export async function backtestsOf(db: Database, sop: SopId): Promise<readonly BacktestRow[]> {
  const rows = await db.backtests.where('sop').equals(sop).toArray();
  return rows.toSorted((a, b) => b.at - a.at);
}

/** What the publish dialog shows of a backtest that is attached to the draft. */
export interface Attached extends Pick<BacktestRow, 'id' | 'name' | 'at'> {
  readonly says: string;
  /** The draft means something else now. */
  readonly changed: boolean;
}

export async function attachedTo(
  db: Database,
  sop: SopId,
  draft: Digest,
): Promise<readonly Attached[]> {
  const rows = await backtestsOf(db, sop);
  return rows
    .filter((row) => row.attached)
    .map(({ id, name, at, digest, result }) => ({
      id,
      name,
      at,
      says: result.says,
      changed: digest !== draft,
    }));
}

export async function keepBacktest(
  db: Database,
  row: Omit<BacktestRow, 'id' | 'at'>,
): Promise<BacktestRow> {
  const kept = { ...row, name: row.name.trim().slice(0, longestName), id: newId('bt'), at: now() };
  await db.backtests.add(kept);
  return kept;
}

/** Puts it beside the draft, or takes it away from there. */
export async function attachBacktest(db: Database, id: string, attached: boolean): Promise<void> {
  await db.backtests.update(id, { attached });
}

/** Resolves with what was dropped, so that it can be put back. */
export async function dropBacktest(db: Database, id: string): Promise<BacktestRow | undefined> {
  return db.transaction('rw', db.backtests, async () => {
    const row = await db.backtests.get(id);
    await db.backtests.delete(id);
    return row;
  });
}

export async function putBackBacktest(db: Database, row: BacktestRow): Promise<void> {
  await db.backtests.put(row);
}
