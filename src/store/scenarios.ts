/** Scenarios of forecasts that were given a name: what was asked, not what was answered, for that is reckoned anew. */
import type { SopId } from '#model/ids.ts';
import { now } from './clock.ts';
import type { Database, ScenarioRow } from './database.ts';
import { newId } from './new-id.ts';

/** The newest first. */
export async function scenariosOf(db: Database, sop: SopId): Promise<readonly ScenarioRow[]> {
  const rows = await db.scenarios.where('sop').equals(sop).toArray();
  return rows.toSorted((a, b) => b.at - a.at);
}

/** Keeps it under a new id, or, where `id` is given, in the place of that one. */
export async function keepScenario(
  db: Database,
  row: Omit<ScenarioRow, 'id' | 'at'> & { readonly id?: string },
): Promise<ScenarioRow> {
  const kept = { ...row, id: row.id ?? newId('sc'), at: now() };
  await db.scenarios.put(kept);
  return kept;
}

export async function dropScenario(db: Database, id: string): Promise<void> {
  await db.scenarios.delete(id);
}
