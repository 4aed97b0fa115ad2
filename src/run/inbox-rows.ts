import { asks as asksOf } from '#engine/asks.ts';
import type { Ask } from '#engine/asks.ts';
import type { Compiled } from '#engine/compiled.ts';
import { offers } from '#engine/offers.ts';
import type { Condition, Request, Work } from '#engine/request.ts';
import type { Directory } from '#model/directory.ts';
import type { NodeId, PersonId, SopId } from '#model/ids.ts';
import { compiledVersion } from '#store/compiled.ts';
import { never } from '#store/database.ts';
import type { Database, InboxRow as StoredRow } from '#store/database.ts';
import { inboxPage, ownersFor, requestsOf } from '#store/inbox.ts';
import type { InboxCursor, InboxView } from '#store/inbox.ts';
import { namesFor } from '#store/numbers.ts';
import type { Waiting } from './inbox-total.ts';

/** A request with the version it runs on. */
export interface Running {
  readonly request: Request;
  readonly compiled: Compiled;
  /** As people call it: "REQ-0412". */
  readonly number: string;
}
/** What is asked: by open work, of a gate to be signed again, of a condition; `wait`: it waits for others. */
export type Does = Ask['does'] | 'affirm' | 'fulfil' | 'wait';
/** One row of the inbox: open work, a gate that was overtaken, a condition, or a request that is only watched. */
export interface InboxRow extends Running {
  readonly key: string;
  /** Where on the request's page it stands: the id of work or condition; empty where nothing is open. */
  readonly at: StoredRow['work'];
  /** null: it is no open work; or nobody has any there, it waits for the clock or for another request. */
  readonly work: Work | null;
  /** What is to be fulfilled, where that is asked. */
  readonly condition: Condition | null;
  readonly node: NodeId;
  readonly due: number | null;
  readonly does: Does;
  readonly refused: boolean;
  /** Who has claimed it, if anybody. */
  readonly claimed: PersonId | null;
}
/** What of an inbox is shown. */
export interface InboxQuery {
  readonly view: InboxView;
  readonly does: Exclude<Does, 'wait'> | 'any';
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

/** What a first page was read for. */
interface Kept extends Pick<Reader, 'person' | 'directory'> {
  readonly query: InboxQuery;
  readonly page: InboxRows;
}
const kept = new WeakMap<Database, Kept>();

/**
 * The first page as it was read last: the count in the navigation reads it again at every change, so that the inbox need
 * not wait for the database to show itself. Undefined where it was read for somebody else, or never.
 */
export function keptInbox(
  database: Database,
  { person, directory }: Pick<Reader, 'person' | 'directory'>,
  { view, does, sop }: InboxQuery,
): InboxRows | undefined {
  const last = kept.get(database);
  if (last === undefined || last.person !== person || last.directory !== directory)
    return undefined;
  const { query } = last;
  return query.view === view && query.does === does && query.sop === sop ? last.page : undefined;
}
/** Nobody keeps it up to date any more. */
export const forgetInbox = (database: Database): void => void kept.delete(database);

/** Rows a page shows. */
const size = 50;
/** Rows a page looks at before it answers with what it has: a filter that seldom holds does not stop the screen. */
const most = 500;

/**
 * The next page: what is asked of the person or their roles, refusals included (they are told why on the page); or
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
    const numbers = await namesFor(database, [...requests.keys()]);
    for (const stored of page.rows) {
      const request = requests.get(stored.request);
      if (request === undefined || (query.sop !== null && request.sop !== query.sop)) continue;
      const compiled = await compiledVersion(database, request.version);
      if (compiled === undefined) continue;
      const number = numbers.get(request.id) ?? request.id;
      const row = rowOf({ request, compiled, number }, stored, reader, query.view);
      if (row !== null && (query.does === 'any' || row.does === query.does)) found.push(row);
    }
    seen += page.rows.length;
    ({ next } = page);
  } while (next !== null && found.length < size && seen < most);
  const page = { rows: found, next };
  if (after === null && query.view === 'all')
    kept.set(database, { person: reader.person, directory: reader.directory, query, page });
  return page;
}

function rowOf(
  running: Running,
  { work: at, node, due }: StoredRow,
  reader: Reader,
  view: InboxView,
): InboxRow | null {
  const { request } = running;
  const work = request.work.find(({ id }) => id === at) ?? null;
  const condition = request.conditions.find(({ id }) => id === at) ?? null;
  const asked =
    work !== null
      ? workOf(running, work, reader)
      : at === ''
        ? null
        : restOf(running, node, condition, reader);
  if (asked === null && view !== 'watching') return null;
  const claimed = work === null ? [] : Object.values<PersonId>(work.claimed);
  return {
    key: `${request.id} ${at}`,
    at,
    ...running,
    work,
    condition,
    node,
    due: due === never ? null : due,
    does: asked?.does ?? 'wait',
    refused: asked?.ok === false,
    claimed: claimed[0] ?? null,
  };
}

interface Asked {
  readonly does: Exclude<Does, 'wait'>;
  readonly ok: boolean;
}

/** Of open work the weightiest that may be done; a refusal only where nothing may. */
function workOf(
  { request, compiled }: Running,
  work: Work,
  { person, directory, now }: Reader,
): Asked | null {
  // Of the request's asks only those of this work are needed.
  const asked = asksOf(compiled, { ...request, work: [work] }, person, directory, now);
  const signs = asked.find((one) => one.ok && one.does === 'sign');
  return signs ?? asked.find((one) => one.ok) ?? asked[0] ?? null;
}

/** Of a gate that was overtaken, or of an open condition, what the person may do about it. */
function restOf(
  { request, compiled }: Running,
  node: NodeId,
  condition: Condition | null,
  { person, directory, now }: Reader,
): Asked | null {
  if (condition === null && request.results[node]?.overtaken === undefined) return null;
  const does = condition === null ? 'affirm' : 'fulfil';
  const may = offers(compiled, { ...request, work: [] }, person, directory, now).some(
    (offer) =>
      offer.does === does &&
      (condition === null ? offer.node === node : offer.condition === condition.id),
  );
  return may ? { does, ok: true } : null;
}

/** How much the person can do something about now; counts no further than `limit`, nor through more than ten pages. */
export async function countWaiting(
  database: Database,
  reader: Reader,
  limit: number,
): Promise<Waiting> {
  const all: InboxQuery = { view: 'all', does: 'any', sop: null };
  let count = 0;
  let pages = 0;
  let next: InboxCursor | null = null;
  do {
    const page = await readInbox(database, reader, all, next);
    count += page.rows.filter((row) => !row.refused).length;
    ({ next } = page);
    pages += 1;
  } while (next !== null && count <= limit && pages < 10);
  return { count: Math.min(count, limit), more: count > limit || next !== null };
}
