/** A request's fold, built again from its log where it was stored by an older `evolve`. */
import { fold } from '#engine/evolve.ts';
import { initial } from '#engine/initial.ts';
import type { Stream } from '#engine/log/entry.ts';
import { openEvents, stampOf } from '#engine/log/open.ts';
import type { Request } from '#engine/request.ts';
import { foldFormat } from './database.ts';
import type { Database, RequestRow } from './database.ts';
import { storedOf } from './entries.ts';

export async function currentFold(db: Database, row: RequestRow): Promise<Request> {
  return row.foldFormat === foldFormat ? row.fold : refold(db, `request/${row.id}`);
}

async function refold(db: Database, stream: Stream): Promise<Request> {
  let request = initial;
  for (const { entry, private: kept } of await storedOf(db, stream))
    request = fold(request, openEvents(entry, kept), stampOf(entry));
  return request;
}
