/** Reading requests, inboxes and logs. All of it works inside Dexie's liveQuery. */
import { Dexie } from 'dexie';
import type { Event } from '#engine/event.ts';
import type { Stream } from '#engine/log/entry.ts';
import { openEvents } from '#engine/log/open.ts';
import type { Request } from '#engine/request.ts';
import type { RequestId, SopId } from '#model/ids.ts';
import type { Database, RequestRow } from './database.ts';
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

/** The last request of the page before. */
export interface RequestCursor {
  readonly at: number;
  readonly id: RequestId;
}

/** Requests, what changed last first. */
export async function listRequests(
  db: Database,
  { status, sop, limit, before }: RequestFilter = {},
): Promise<readonly Request[]> {
  const statuses = status === undefined ? stored : [status];
  const lists = await Promise.all(
    statuses.map((each) => newest(db, { status: each, sop, limit, before })),
  );
  const rows = lists.length === 1 ? lists.flat() : lists.flat().toSorted(newestFirst);
  return foldsOf(db, limit === undefined ? rows : rows.slice(0, limit));
}

/** A page of requests of any of these statuses, what changed last first. Costs the same at any depth. */
export async function requestPage(
  db: Database,
  { statuses, sop }: { readonly statuses: readonly Request['status'][]; readonly sop?: SopId },
  after: RequestCursor | null,
  limit: number,
): Promise<{ readonly rows: readonly Request[]; readonly next: RequestCursor | null }> {
  const lists = await Promise.all(
    statuses.map((status) => newest(db, { status, sop, limit: limit + 1, after })),
  );
  const merged = lists.flat().toSorted(newestFirst);
  const rows = merged.slice(0, limit);
  const last = rows.at(-1);
  const next = merged.length > limit && last ? { at: last.at, id: last.id } : null;
  return { rows: await foldsOf(db, rows), next };
}

/** Those a request in the table may have. */
export const stored: readonly Request['status'][] = ['running', 'suspended', 'completed'];

const foldsOf = (db: Database, rows: readonly RequestRow[]): Promise<Request[]> =>
  Promise.all(rows.map((row) => currentFold(db, row)));

interface Range {
  readonly status: Request['status'];
  readonly sop: SopId | undefined;
  readonly limit: number | undefined;
  readonly before?: number | undefined;
  readonly after?: RequestCursor | null;
}

function newest(db: Database, { status, sop, limit, before, after }: Range): Promise<RequestRow[]> {
  const index = sop === undefined ? '[status+at]' : '[sop+status+at]';
  const prefix = sop === undefined ? [status] : [sop, status];
  const upper = after?.at ?? before;
  const range = db.requests
    .where(index)
    .between(
      prefix,
      [...prefix, upper ?? Dexie.maxKey],
      true,
      upper === undefined || after?.at !== undefined,
    )
    // oxlint-disable-next-line unicorn/no-array-reverse -- a Dexie collection, not an array
    .reverse();
  // Of requests that changed in one millisecond, those of the page before are left out.
  const rest = after ? range.filter((row) => newestFirst(after, row) < 0) : range;
  return (limit === undefined ? rest : rest.limit(limit)).toArray();
}

/** As the index sorts, from its end. */
const newestFirst = (a: RequestCursor, b: RequestCursor): number =>
  b.at - a.at || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);

export interface ReadEntry extends Stored {
  /** Private values put back; `{ redacted: true }` where they were erased. */
  readonly events: readonly Event[];
}

/** The log of a stream, in order, with its events opened. */
export async function entriesOf(db: Database, stream: Stream): Promise<readonly ReadEntry[]> {
  const rows = await storedOf(db, stream);
  return rows.map((row) => ({ ...row, events: openEvents(row.entry, row.private) }));
}
