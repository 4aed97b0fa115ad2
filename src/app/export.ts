import { now } from '#store/clock.ts';
import type { Database } from '#store/database.ts';
import { downloadBlob } from './download.ts';

/** Everything of this workspace as one zip: log, versions, drafts, evidence. */
export async function exportEverything(database: Database): Promise<void> {
  const { exportWorkspace } = await import('#store/portable.ts');
  const day = new Date(now()).toISOString().slice(0, 10);
  downloadBlob(`countersign-${day}.zip`, await exportWorkspace(database));
}
