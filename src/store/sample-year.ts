/**
 * A year of made-up requests in this workspace, and out of it again. They are told by their ids, are given no approval
 * token and no number; removed they leave nothing: the workspace's chain is made anew over the entries that stay.
 */
import { chainHash, firstChain } from '#engine/log/seal.ts';
import type { Stream } from '#engine/log/entry.ts';
import { isSampleRequest, samplePrefix } from '#simulate/history/sample-request.ts';
import type { ChainRow, Database } from './database.ts';
import { hash } from './hash.ts';
import { mirrorOf } from './mirrors.ts';
import { rebuildRows } from './rebuild.ts';
import { lastSample } from './sample-count.ts';

const isSampleStream = (stream: Stream): boolean =>
  stream.startsWith('request/') && isSampleRequest(stream.slice('request/'.length));

/** Takes them all away in one transaction. Exports made before name another head of the chain than those made after. */
export async function removeSampleYear(db: Database): Promise<void> {
  const log = [db.entries, db.private, db.chain];
  const rows = [db.requests, db.registry, db.timers, db.outbox, db.inbox, db.numbers, db.counters];
  await db.transaction('rw', [...log, ...rows, db.versions, db.directory], async () => {
    const ids = await db.requests.where('id').between(samplePrefix, lastSample).primaryKeys();
    const streams = [`request/${samplePrefix}`, 0];
    const end = [`request/${lastSample}`, 0];
    await Promise.all([
      db.entries.where('[stream+seq]').between(streams, end).delete(),
      db.private.where('[stream+seq]').between(streams, end).delete(),
      db.requests.bulkDelete(ids),
      db.registry.bulkDelete(ids),
      db.timers.bulkDelete(ids),
      db.outbox.filter(({ request }) => isSampleRequest(request)).delete(),
      chainAnew(db),
    ]);
    await rebuildRows(db);
  });
  await mirrorOf(db)?.rewrite();
}

/** The chain over what stays; rows before the first sample are as they were. */
async function chainAnew(db: Database): Promise<void> {
  const rows = await db.chain.orderBy('n').toArray();
  const from = rows.findIndex(({ stream }) => isSampleStream(stream));
  if (from < 0) return;
  let n = from;
  let prev = rows[from - 1]?.hash ?? firstChain(hash);
  const anew = rows.slice(from).flatMap((row): ChainRow[] => {
    if (isSampleStream(row.stream)) return [];
    n += 1;
    prev = chainHash(prev, row, hash);
    return [{ ...row, n, hash: prev }];
  });
  await db.chain.where('n').above(from).delete();
  await db.chain.bulkPut(anew);
}
