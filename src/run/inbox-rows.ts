import { asks as asksOf } from '#engine/asks.ts';
import type { Ask } from '#engine/asks.ts';
import type { Compiled } from '#engine/compiled.ts';
import type { Request, Work } from '#engine/request.ts';
import type { Directory } from '#model/directory.ts';
import type { PersonId } from '#model/ids.ts';
import type { Database } from '#store/database.ts';
import { inboxOf, listRequests } from '#store/requests.ts';
import { compiledVersion } from '#store/compiled.ts';

/** A request with the version it runs on. */
export interface Running {
  readonly request: Request;
  readonly compiled: Compiled;
}
/** One open work of the inbox. */
export interface InboxRow extends Running {
  readonly work: Work;
  readonly due: number | null;
  /** What is asked; `wait`: my own request, which waits for others. */
  readonly does: Ask['does'] | 'wait';
  /** Asked of me by name (requester, delegate), not only of a role I hold. */
  readonly mine: boolean;
  readonly refused: boolean;
}

/**
 * The open work that waits for a person: what is asked of them or of their roles, refusals included (they are told why
 * on the page), then their own requests that wait for others.
 */
export async function readInbox(
  database: Database,
  person: PersonId,
  directory: Directory,
  now: number,
): Promise<readonly InboxRow[]> {
  const offered = await inboxOf(database, person);
  const own = await listRequests(database, { status: 'running' });
  const wanted = new Map<string, Request>();
  for (const { request } of offered) wanted.set(request.id, request);
  for (const request of own) if (request.requester === person) wanted.set(request.id, request);
  const rows: InboxRow[] = [];
  for (const request of wanted.values()) {
    const compiled = await compiledVersion(database, request.version);
    if (compiled === undefined) continue;
    const asks = asksOf(compiled, request, person, directory, now);
    for (const work of request.work) {
      const row = rowOf({ request, compiled }, work, asks, person);
      if (row !== null) rows.push(row);
    }
  }
  return rows;
}

function rowOf(
  { request, compiled }: Running,
  work: Work,
  asks: readonly Ask[],
  person: PersonId,
): InboxRow | null {
  const here = asks.filter((ask) => ask.work === work.id);
  // The weightiest that may be done; a refusal only where nothing may.
  const ask =
    here.find((one) => one.ok && one.does === 'sign') ?? here.find((one) => one.ok) ?? here[0];
  const does = ask?.does ?? (request.requester === person ? 'wait' : null);
  if (does === null) return null;
  const mine = request.requester === person || Object.values(work.delegated).includes(person);
  return { request, compiled, work, due: work.due, does, mine, refused: ask?.ok === false };
}
