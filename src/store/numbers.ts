/**
 * Requests by number: the place of a request's first entry among those of the workspace chain. It follows from the log
 * alone, so that a repair, the second copy and an imported workspace give the same (docs/decisions/0009).
 */
import type { Stream } from '#engine/log/entry.ts';
import { as } from '#model/ids.ts';
import type { RequestId } from '#model/ids.ts';
import { isSampleRequest } from '#simulate/history/sample-request.ts';
import type { Database, NumberRow } from './database.ts';

const prefix = 'request/';

/** The request that a row of the chain begins; null: none, or a made-up one, which has no number and takes none from others. */
export function begun({ stream, seq }: { readonly stream: Stream; readonly seq: number }) {
  if (seq > 0 || !stream.startsWith(prefix)) return null;
  const id = stream.slice(prefix.length);
  return isSampleRequest(id) ? null : as<RequestId>(id);
}

/** Numbers requests that are new here, in the order in which they come into the chain; inside their transaction. */
export async function numberNew(db: Database, requests: readonly RequestId[]): Promise<void> {
  const real = requests.filter((each) => !isSampleRequest(each));
  if (real.length === 0) return;
  const last = (await db.numbers.orderBy('number').last())?.number ?? 0;
  await db.numbers.bulkAdd(real.map((request, i) => ({ request, number: last + 1 + i })));
}

/** Rows of the chain that are read at once. */
const chunk = 10_000;

/** Numbers all requests anew, along the chain; inside a transaction over both tables. */
export async function rebuildNumbers(db: Database): Promise<void> {
  await db.numbers.clear();
  let number = 0;
  for (let after = 0; ;) {
    const rows = await db.chain.where('n').above(after).limit(chunk).toArray();
    const numbered = rows.flatMap((row): NumberRow[] => {
      const request = begun(row);
      return request === null ? [] : [{ request, number: (number += 1) }];
    });
    await db.numbers.bulkAdd(numbered);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.n;
  }
}

/** "REQ-0412" of a number. */
const text = (number: number): string => `REQ-${String(number).padStart(4, '0')}`;

/** What people call each of these requests: "REQ-0412", or its id where it has no number here. */
export async function namesFor(
  db: Database,
  requests: readonly RequestId[],
): Promise<ReadonlyMap<RequestId, string>> {
  const ids = [...new Set(requests)];
  const rows = await db.numbers.bulkGet(ids);
  return new Map(ids.map((id, i) => [id, rows[i] === undefined ? id : text(rows[i].number)]));
}

export const nameFor = async (db: Database, request: RequestId): Promise<string> =>
  (await namesFor(db, [request])).get(request) ?? request;

/** The request that somebody means by "REQ-0412", "req 412" or "#412"; undefined: none of this workspace. */
export async function requestCalled(db: Database, said: string): Promise<RequestId | undefined> {
  const number = /^(?:req[\s-]*|#)?0*([1-9]\d{0,8})$/i.exec(said.trim())?.[1];
  if (number === undefined) return undefined;
  return (await db.numbers.where('number').equals(Number(number)).first())?.request;
}
