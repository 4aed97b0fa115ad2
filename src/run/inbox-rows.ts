import { asks as asksOf } from '#engine/asks.ts';
import type { Ask } from '#engine/asks.ts';
import type { Compiled } from '#engine/compiled.ts';
import type { Request, Work } from '#engine/request.ts';
import type { Directory } from '#model/directory.ts';
import type { NodeId, PersonId, SopId } from '#model/ids.ts';
import { compiledVersion } from '#store/compiled.ts';
import { never } from '#store/database.ts';
import type { Database } from '#store/database.ts';
import { inboxPage, ownersFor, requestsOf } from '#store/inbox.ts';
import type { InboxCursor, InboxView } from '#store/inbox.ts';

/** A request with the version it runs on. */
export interface Running {
  readonly request: Request;
  readonly compiled: Compiled;
}
/** One row of the inbox: open work, or a request that is only watched. */
export interface InboxRow extends Running {
  readonly key: string;
  /** null: nobody has work to do there, it waits for the clock or for another request. */
  readonly work: Work | null;
  readonly node: NodeId;
  readonly due: number | null;
  /** What is asked; `wait`: it waits for others. */
  readonly does: Ask['does'] | 'wait';
  /** Asked of me by name (requester, delegate, claimed), not only of a role I hold. */
  readonly mine: boolean;
  readonly refused: boolean;
  /** Who has claimed it, if anybody. */
  readonly claimed: PersonId | null;
}
/** What of an inbox is shown. */
export interface InboxQuery {
  readonly view: InboxView;
  readonly does: Ask['does'] | 'any';
  readonly sop: SopId | null;
}
export interface InboxRows {
  readonly rows: readonly InboxRow[];
  readonly next: InboxCursor | null;
}
/** Whose inbox, and when: UTC ms. */
export interface Reader {
  readonly person: PersonId;
  readonly directory: Directory;
  readonly now: number;
}

/** Rows a page shows. */
const size = 50;
/** Rows a page looks at before it answers with what it has: a filter that seldom holds does not stop the screen. */
const most = 500;

/**
 * The next page: open work asked of the person or their roles, refusals included (they are told why on the page); or
 * what they watch. In order of due. Fewer rows than a page may come, with `next` to go on.
 */
export async function readInbox(
  database: Database,
  reader: Reader,
  query: InboxQuery,
  after: InboxCursor | null = null,
): Promise<InboxRows> {
  const owners = ownersFor(reader.directory, reader.person, reader.now, query.view);
  const found: InboxRow[] = [];
  let next = after;
  let seen = 0;
  do {
    const page = await inboxPage(database, owners, next, size);
    const requests = await requestsOf(database, page.rows);
    for (const { request: id, work, node, due } of page.rows) {
      const request = requests.get(id);
      if (request === undefined || (query.sop !== null && request.sop !== query.sop)) continue;
      const compiled = await compiledVersion(database, request.version);
      if (compiled === undefined) continue;
      const at = { work: request.work.find((each) => each.id === work) ?? null, node, due };
      const row = rowOf({ request, compiled }, at, reader, query.view);
      if (row !== null && (query.does === 'any' || row.does === query.does)) found.push(row);
    }
    seen += page.rows.length;
    ({ next } = page);
  } while (next !== null && found.length < size && seen < most);
  return { rows: found, next };
}

function rowOf(
  { request, compiled }: Running,
  { work, node, due }: { readonly work: Work | null; readonly node: NodeId; readonly due: number },
  { person, directory, now }: Reader,
  view: InboxView,
): InboxRow | null {
  // Of the request's asks only those of this work are needed.
  const asked =
    work === null ? [] : asksOf(compiled, { ...request, work: [work] }, person, directory, now);
  // The weightiest that may be done; a refusal only where nothing may.
  const ask =
    asked.find((one) => one.ok && one.does === 'sign') ?? asked.find((one) => one.ok) ?? asked[0];
  if (ask === undefined && view !== 'watching') return null;
  const claimed = work === null ? [] : Object.values<PersonId>(work.claimed);
  const mine =
    request.requester === person ||
    claimed.includes(person) ||
    (work !== null && Object.values<PersonId>(work.delegated).includes(person));
  return {
    key: `${request.id} ${work?.id ?? ''}`,
    request,
    compiled,
    work,
    node,
    due: due === never ? null : due,
    does: ask?.does ?? 'wait',
    mine,
    refused: ask?.ok === false,
    claimed: claimed[0] ?? null,
  };
}

/** How many pieces of open work the person can do something about now; counts no further than `limit`. */
export async function countWaiting(
  database: Database,
  reader: Reader,
  limit: number,
): Promise<number> {
  const all: InboxQuery = { view: 'all', does: 'any', sop: null };
  let count = 0;
  let pages = 0;
  let next: InboxCursor | null = null;
  do {
    const page = await readInbox(database, reader, all, next);
    count += page.rows.filter((row) => !row.refused).length;
    ({ next } = page);
    pages += 1;
  } while (next !== null && count < limit && pages < 10);
  return Math.min(count, limit);
}
