/** Reading requests, inboxes and logs. All of it works inside Dexie's liveQuery. */
import { Dexie } from 'dexie';
import type { Event } from '#engine/event.ts';
import type { Stream } from '#engine/log/entry.ts';
import { openEvents } from '#engine/log/open.ts';
import type { Request } from '#engine/request.ts';
import type { Directory } from '#model/directory.ts';
import type { GroupId, NodeId, PersonId, RequestId, SopId, WorkId } from '#model/ids.ts';
import { as } from '#model/ids.ts';
import { now } from './clock.ts';
import { never } from './database.ts';
import type { Database, RequestRow } from './database.ts';
import { readDirectory } from './directory.ts';
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

/** A piece of open work in somebody's inbox. */
export interface InboxItem {
  readonly request: Request;
  readonly work: WorkId;
  readonly node: NodeId;
  /** UTC ms. */
  readonly due: number | null;
}

/**
 * The open work that waits for a person, what is due first: asked of them, of a group they are in, or of somebody they
 * stand in for today. Whether they may act is asked of the engine when it is shown.
 */
export async function inboxOf(db: Database, person: PersonId): Promise<readonly InboxItem[]> {
  const directory = await readDirectory(db);
  const ranges = ownersFor(directory, person, now()).map((owner): [unknown, unknown] => [
    [owner, Dexie.minKey],
    [owner, Dexie.maxKey],
  ]);
  const rows = await db.inbox.where('[owner+due]').inAnyRange(ranges).toArray();
  const found = new Map<string, (typeof rows)[number]>();
  for (const row of rows) found.set(`${row.request} ${row.work}`, row);
  const distinct = [...found.values()].toSorted((a, b) => a.due - b.due);
  const requests = await db.requests.bulkGet([...new Set(distinct.map((row) => row.request))]);
  const folds = new Map<RequestId, Request>();
  for (const row of requests.filter((each): each is RequestRow => each !== undefined))
    folds.set(row.id, await currentFold(db, row));
  return distinct.flatMap(({ request: id, work, node, due }) => {
    const request = folds.get(id);
    return request ? [{ request, work, node, due: due === never ? null : due }] : [];
  });
}

/** Whose rows a person sees: their own and their groups', and of all whom they substitute now. */
function ownersFor(directory: Directory, person: PersonId, at: number): (PersonId | GroupId)[] {
  const principals = [
    person,
    ...Object.values(directory.absences)
      .filter((away) => away.substitute === person && away.from <= at && at < away.to)
      .map((away) => away.person),
  ];
  const owners = new Set<PersonId | GroupId>(principals);
  for (const [id, group] of Object.entries(directory.groups))
    if (principals.some((each) => group.members.includes(each))) owners.add(as<GroupId>(id));
  return [...owners].toSorted();
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
