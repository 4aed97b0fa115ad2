import type { Database } from '#store/database.ts';
import { listSops } from '#store/sops.ts';
import { download } from './download.ts';
import { exportSop } from './library/manage.ts';

/** Everything of this workspace as files: the whole log, and each SOP as it is drawn now. */
export async function exportEverything(database: Database): Promise<void> {
  const { exportStored } = await import('#store/verify.ts');
  download('countersign.log.jsonl', await exportStored(database), 'application/jsonl');

  for (const sop of await listSops(database)) await exportSop(database, sop);
}
