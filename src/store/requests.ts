/** Reading requests, inboxes and logs. All of it works inside Dexie's liveQuery. */
import { Dexie } from 'dexie';
import type { Event } from '#engine/event.ts';
import type { Stream } from '#engine/log/entry.ts';
import { openEvents } from '#engine/log/open.ts';
import type { Request } from '#engine/request.ts';
import type { RequestId, SopId } from '#model/ids.ts';
import type { Database } from './database.ts';
import { storedOf } from './entries.ts';
import type { Stored } from './entries.ts';
import { currentFold } from './refold.ts';

/** The request as it stands, or undefined where there is none. */
export async function getRequest(db: Database, id: RequestId): Promise<Request | undefined> {
  const row = await db.requests.get(id);
  return row && currentFold(db, row);
}

export interface RequestFilter {
  readonly status?: Request['status'];
  readonly sop?: SopId;
  readonly limit?: number;
  /** UTC ms: only what changed last before it (for the next page). */
  readonly before?: number;
}

/** Requests, what changed last first. */
export async function listRequests(
  db: Database,
  filter: RequestFilter = {},
): Promise<readonly Request[]> {
  const rows = await rangeOf(db, filter)
    // oxlint-disable-next-line unicorn/no-array-reverse -- a Dexie collection, not an array
    .reverse()
    .limit(filter.limit ?? Infinity)
    .toArray();
  return Promise.all(rows.map((row) => currentFold(db, row)));
}

function rangeOf(db: Database, { status, sop, before = Infinity }: RequestFilter) {
  const least = Dexie.minKey;
  const all = db.requests;
  if (sop !== undefined && status !== undefined)
    return all
      .where('[sop+status+at]')
      .between([sop, status, least], [sop, status, before], true, before === Infinity);
  if (sop !== undefined)
    return all.where('[sop+at]').between([sop, least], [sop, before], true, before === Infinity);
  if (status !== undefined)
    return all
      .where('[status+at]')
      .between([status, least], [status, before], true, before === Infinity);
  return all.where('at').below(before);
}

export interface ReadEntry extends Stored {
  /** Private values put back; `{ redacted: true }` where they were erased. */
  readonly events: readonly Event[];
}

/** The log of a stream, in order, with its events opened. */
export async function entriesOf(db: Database, stream: Stream): Promise<readonly ReadEntry[]> {
  const rows = await storedOf(db, stream);
  return rows.map((row) => ({ ...row, events: openEvents(row.entry, row.private) }));
}
