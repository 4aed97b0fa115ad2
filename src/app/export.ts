import type { Database } from '#store/database.ts';
import { listSops } from '#store/sops.ts';
import { exportStored } from '#store/verify.ts';
import { download } from './download.ts';

/** Everything of this workspace as files: the whole log, and each SOP as it is drawn now. */
export async function exportEverything(database: Database): Promise<void> {
  download('countersign.log.jsonl', await exportStored(database), 'application/jsonl');
  const { exportSop } = await import('./library/manage.ts');
  for (const sop of await listSops(database)) await exportSop(database, sop);
}
