/** Reading an inbox page by page, what is due first: at any depth of 100,000 a page costs the same. */
import { Dexie } from 'dexie';
import type { Request } from '#engine/request.ts';
import type { Directory } from '#model/directory.ts';
import type { GroupId, PersonId, RequestId } from '#model/ids.ts';
import { as } from '#model/ids.ts';
import type { Database, InboxOwner, InboxRow } from './database.ts';
import { inboxCounter, watchOf } from './inbox-rows.ts';
import { currentFold } from './refold.ts';

/** `mine`: asked of them by name, or claimed; `roles`: of a group they are in; `watching`: theirs to follow. */
export type InboxView = 'all' | 'mine' | 'roles' | 'watching';

/** The last row of the page before. */
export type InboxCursor = Pick<InboxRow, 'due' | 'request' | 'work'>;
export interface InboxPage {
  /** Each work once, though several owners share it; in order of due, `never` last. */
  readonly rows: readonly InboxRow[];
  /** Where the next page begins; null: this is the last. */
  readonly next: InboxCursor | null;
}

/** Whose rows a person sees: their own and their groups', and of all whom they substitute at `at` (UTC ms). */
export function ownersFor(
  directory: Directory,
  person: PersonId,
  at: number,
  view: InboxView,
): readonly InboxOwner[] {
  if (view === 'watching') return [watchOf(person)];
  const principals = [
    person,
    ...Object.values(directory.absences)
      .filter((away) => away.substitute === person && away.from <= at && at < away.to)
      .map((away) => away.person),
  ];
  const found = new Set<InboxOwner>(view === 'roles' ? [] : principals);
  if (view !== 'mine')
    for (const [id, group] of Object.entries(directory.groups))
      if (principals.some((each) => group.members.includes(each))) found.add(as<GroupId>(id));
  return [...found].toSorted();
}

/** A page of at most `limit` rows after the cursor: each owner's rows are in order, and are merged. */
export async function inboxPage(
  db: Database,
  owners: readonly InboxOwner[],
  after: InboxCursor | null,
  limit: number,
): Promise<InboxPage> {
  const lists = await Promise.all(
    owners.map((owner) =>
      db.inbox
        .where('[owner+due+request+work]')
        .between(
          after === null ? [owner] : [owner, after.due, after.request, after.work],
          [owner, Dexie.maxKey],
          false,
        )
        .limit(limit)
        .toArray(),
    ),
  );
  const found = new Map<string, InboxRow>();
  for (const row of lists.flat()) found.set(`${row.request} ${row.work}`, row);
  const merged = [...found.values()].toSorted(inOrder);
  const rows = merged.slice(0, limit);
  const last = rows.at(-1);
  const more = merged.length > limit || lists.some((list) => list.length === limit);
  return {
    rows,
    next: more && last ? { due: last.due, request: last.request, work: last.work } : null,
  };
}

/** As the index sorts. */
const inOrder = (a: InboxRow, b: InboxRow): number =>
  a.due - b.due || compare(a.request, b.request) || compare(a.work, b.work);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** How many rows these owners have, by the counters; work that two of them share counts twice. */
export async function inboxCount(db: Database, owners: readonly InboxOwner[]): Promise<number> {
  const rows = await db.counters.bulkGet(owners.map(inboxCounter));
  return rows.reduce((sum, row) => sum + (row?.count ?? 0), 0);
}

/** The requests of these rows, as they stand. */
export async function requestsOf(
  db: Database,
  rows: readonly Pick<InboxRow, 'request'>[],
): Promise<ReadonlyMap<RequestId, Request>> {
  const stored = await db.requests.bulkGet([...new Set(rows.map((row) => row.request))]);
  const found = new Map<RequestId, Request>();
  for (const row of stored) if (row !== undefined) found.set(row.id, await currentFold(db, row));
  return found;
}
