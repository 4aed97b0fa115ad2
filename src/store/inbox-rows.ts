/** Which rows of the inbox table a request has: one per owner of what waits, and one per person who watches it. */
import { Dexie } from 'dexie';
import { owners } from '#engine/asks.ts';
import type { Compiled } from '#engine/compiled.ts';
import { conditionOwners } from '#engine/condition-owners.ts';
import type { Request } from '#engine/request.ts';
import type { Directory } from '#model/directory.ts';
import type { GroupId, NodeId, PersonId, RequestId, RoleId, WorkId } from '#model/ids.ts';
import { as } from '#model/ids.ts';
import { bump } from './counters.ts';
import { never } from './database.ts';
import type { Database, InboxOwner, InboxRow } from './database.ts';

/** Under which owner stands what a person only watches. */
export const watchOf = (person: PersonId): InboxOwner => `watch/${person}`;

/**
 * Open work, gates to be signed again and open conditions by whom they wait for; who has claimed work finds it under
 * their own name too. The requester and all who have acted watch: one row a request, by what is due first, for as long
 * as it has not ended. Conditions wait also after the end.
 */
export function inboxRows(
  compiled: Compiled,
  request: Request,
  directory: Directory,
): readonly InboxRow[] {
  const rows =
    request.status === 'running' || request.status === 'suspended' ? watchRows(request) : [];
  for (const { condition, ...row } of conditionOwners(compiled, request, directory))
    rows.push({ ...row, request: request.id, work: condition });
  if (request.status !== 'running') return rows;
  for (const { owner, work, node, due } of owners(compiled, request, directory))
    rows.push({ owner, request: request.id, work, node, due: due ?? never });
  for (const row of takers(compiled, request))
    if (!rows.some(({ owner, work }) => owner === row.owner && work === row.work)) rows.push(row);
  for (const work of request.work)
    for (const person of new Set(Object.values<PersonId>(work.claimed)))
      if (!rows.some((row) => row.owner === person && row.work === work.id))
        rows.push({
          owner: person,
          request: request.id,
          work: work.id,
          node: work.node,
          due: work.due ?? never,
        });
  return rows;
}

/**
 * Who may have to take the place of a signer at a gate to be signed again: the groups of its signing roles. A signer may
 * leave while it waits, and a change of the directory writes no rows; who may do it now is asked when they are shown.
 */
function takers(compiled: Compiled, request: Request): InboxRow[] {
  const rows: InboxRow[] = [];
  for (const [id, { overtaken, round }] of Object.entries(request.results)) {
    const node = as<NodeId>(id);
    const signs = overtaken === undefined ? [] : (compiled.at.get(node)?.signs ?? []);
    const work = as<WorkId>(`${node}#${round}`);
    for (const owner of new Set(signs.map(({ role }) => groupOf(compiled, role))))
      if (owner !== null) rows.push({ owner, request: request.id, work, node, due: never });
  }
  return rows;
}

const groupOf = ({ diagram }: Compiled, role: RoleId): GroupId | null => {
  const row = diagram.nodes[role];
  return row?.kind === 'role' ? row.group : null;
};

/** Of the fold alone. */
function watchRows(request: Request): InboxRow[] {
  let [first] = request.work;
  for (const work of request.work) if ((work.due ?? never) < (first?.due ?? never)) first = work;
  const at = {
    request: request.id,
    work: first?.id ?? as<InboxRow['work']>(''),
    node: first?.node ?? request.tokens[0]?.node ?? as<InboxRow['node']>(''),
    due: first?.due ?? never,
  };
  const people = new Set([request.requester, ...Object.values(request.acted).flat()]);
  return [...people].map((person) => ({ owner: watchOf(person), ...at }));
}

/** The request's rows as they stand. */
export const inboxRowsOf = (db: Database, request: RequestId): Promise<InboxRow[]> =>
  db.inbox.where('[request+work+owner]').between([request], [request, Dexie.maxKey]).toArray();

const keyOf = (row: InboxRow): [InboxRow['request'], InboxRow['work'], InboxOwner] => [
  row.request,
  row.work,
  row.owner,
];
const same = (a: InboxRow, b: InboxRow): boolean =>
  a.owner === b.owner && a.work === b.work && a.node === b.node && a.due === b.due;

/** Puts `wanted` in the place of the request's rows `before`; most commands change none. Inside the append's transaction. */
export async function keepInbox(
  db: Database,
  before: readonly InboxRow[],
  wanted: readonly InboxRow[],
): Promise<void> {
  const put = wanted.filter((row) => !before.some((each) => same(each, row)));
  const gone = before.filter(
    (row) => !wanted.some((each) => each.owner === row.owner && each.work === row.work),
  );
  if (put.length === 0 && gone.length === 0) return;
  const counts = new Map<string, number>();
  const count = ({ owner }: InboxRow, by: number): void => {
    counts.set(inboxCounter(owner), (counts.get(inboxCounter(owner)) ?? 0) + by);
  };
  for (const row of gone) count(row, -1);
  for (const row of put)
    if (!before.some((each) => each.owner === row.owner && each.work === row.work)) count(row, 1);
  await Promise.all([
    gone.length > 0 && db.inbox.bulkDelete(gone.map(keyOf)),
    put.length > 0 && db.inbox.bulkPut(put),
    bump(db, counts),
  ]);
}

export const inboxCounter = (owner: InboxOwner): string => `inbox/${owner}`;
