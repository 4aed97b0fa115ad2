/** The registry's rows: a small copy of what stands, kept with each append, so that no list loads 100,000 folds. */
import type { Compiled } from '#engine/compiled.ts';
import type { Request } from '#engine/request.ts';
import { as } from '#model/ids.ts';
import type { RequestId } from '#model/ids.ts';
import { compiledVersion } from './compiled.ts';
import { never, staleRegistry } from './database.ts';
import type { Database, RegistryRow } from './database.ts';
import { currentFold } from './refold.ts';
import { inForce, standsOf } from './standing.ts';

/** The row of a request; null where it stands for nothing. */
export function registryRow(compiled: Compiled, request: Request): RegistryRow | null {
  const stands = standsOf(compiled, request);
  if (stands === null) return null;
  const conditions = request.conditions.filter(({ status }) => status === 'open');
  const { subject } = compiled.diagram.control;
  const texts = subject.flatMap((field) => {
    const value = request.form[compiled.diagram.fields[field]?.key ?? ''];
    return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
  });
  return {
    request: request.id,
    sop: request.sop,
    version: request.version,
    ...stands,
    model: texts[0] ?? '',
    words: [...texts, request.id].join(' ').toLowerCase(),
    open: conditions.length,
    overdue: conditions.filter(({ overdue }) => overdue).length,
    // Of what is in force no more, nothing is due here.
    due: inForce.includes(stands.standing)
      ? Math.min(
          never,
          ...conditions.map(({ due }) => due),
          ...(request.status === 'completed' ? [] : request.work.map(({ due }) => due ?? never)),
          stands.review ?? never,
          stands.expires ?? never,
        )
      : never,
    at: request.at,
  };
}

/**
 * Keeps the request's row as it stands now; inside the append's transaction, and after a redaction or a repair.
 * `before`: the request as it was, where that is known; most appends then write nothing here.
 */
export async function keepRegistry(
  db: Database,
  compiled: Compiled,
  request: Request,
  before?: Request,
): Promise<void> {
  const row = registryRow(compiled, request);
  if (row === null && before !== undefined && standsOf(compiled, before) === null) return;
  if (row === null) await db.registry.delete(request.id);
  else await db.registry.put(row);
}

/** Requests that are read at once when the registry is built anew. */
const chunk = 500;

/**
 * Builds all rows from the folds: for a workspace that is older than its registry. `told`: how many requests were read
 * so far.
 */
export async function rebuildRegistry(
  db: Database,
  told: (requests: number) => void = () => undefined,
): Promise<void> {
  await db.registry.clear();
  let done = 0;
  for (let last: RequestId | null = as<RequestId>(''); last !== null;) {
    last = await db.transaction(
      'rw',
      [db.requests, db.versions, db.entries, db.private, db.registry],
      async () => rebuildChunk(db, last),
    );
    told((done += chunk));
  }
  await db.counters.delete(staleRegistry);
}

/** Inside a transaction, so that no append comes between reading and writing. Answers with where to go on. */
async function rebuildChunk(db: Database, after: RequestId | null): Promise<RequestId | null> {
  const rows = await db.requests
    .where('id')
    .above(after ?? '')
    .limit(chunk)
    .toArray();
  const made: RegistryRow[] = [];
  for (const row of rows) {
    const compiled = await compiledVersion(db, row.version);
    if (compiled === undefined) continue;
    const stands = registryRow(compiled, await currentFold(db, row));
    if (stands !== null) made.push(stands);
  }
  await db.registry.bulkPut(made);
  return rows.at(-1)?.id ?? null;
}

/** Builds it where it has to be, once. */
export async function readyRegistry(
  db: Database,
  told?: (requests: number) => void,
): Promise<void> {
  if ((await db.counters.get(staleRegistry)) !== undefined) await rebuildRegistry(db, told);
}
