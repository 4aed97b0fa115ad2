import { Dexie } from 'dexie';
import type { Event } from '#engine/event.ts';
import type { Request } from '#engine/request.ts';
import type { StatusItem } from '#formats/status-list.ts';
import { jtiOf } from '#formats/token.ts';
import type { RequestId } from '#model/ids.ts';
import { foldFormat } from './database.ts';
import type { Database } from './database.ts';
import { currentFold } from './refold.ts';
import { entriesOf } from './requests.ts';

/**
 * The approval tokens that do not stand any more: of requests that were revoked, or ended against what they had approved
 * before (a roll-back, a withdrawal), and of those that expired.
 */
export async function endedApprovals(db: Database): Promise<readonly StatusItem[]> {
  // Looked through row by row: of very many requests few are kept.
  const rows = await db.requests
    .where('[status+at]')
    .between(['completed', Dexie.minKey], ['completed', Dexie.maxKey])
    .filter((row) => row.foldFormat !== foldFormat || isEnded(row.fold))
    .toArray();
  const ended = (await Promise.all(rows.map((row) => currentFold(db, row)))).filter(isEnded);
  const items: StatusItem[] = [];
  for (const request of ended) {
    const status = statusOf(request);
    if (status === null) continue;
    const at = Math.floor((await endOf(db, request.id)) / 1000);
    for (const { token } of request.issued)
      items.push({ jti: jtiOf(request.id, token), status, at });
  }
  return items;
}

const isEnded = (request: Request): boolean =>
  request.issued.length > 0 && statusOf(request) !== null;

function statusOf({ outcome }: Request): StatusItem['status'] | null {
  if (outcome === 'revoked' || outcome === 'rejected' || outcome === 'withdrawn') return 'revoked';
  return outcome === 'expired' ? 'expired' : null;
}

const ends = new Set<Event['type']>(['completed', 'revoked']);
/** UTC ms of the entry that took it back; what was said of the request since then is no matter. */
async function endOf(db: Database, request: RequestId): Promise<number> {
  const entries = await entriesOf(db, `request/${request}`);
  const last = entries.findLast(({ events }) => events.some(({ type }) => ends.has(type)));
  return last?.entry.at ?? 0;
}
