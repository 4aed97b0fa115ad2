import type { Stream } from '#engine/log/entry.ts';
import type { Database } from '#store/database.ts';
import { exportStored } from '#store/verify.ts';

/** Hands out the stored log, of one stream or of all, as `.log.jsonl`: what `countersign verify-log` reads. */
export async function downloadLog(database: Database, stream?: Stream): Promise<void> {
  const text = await exportStored(database, stream);
  const name = stream === undefined ? 'workspace-all' : stream.replaceAll(/[^\w.-]+/g, '-');
  const url = URL.createObjectURL(new Blob([text], { type: 'application/x-ndjson' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.log.jsonl`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
