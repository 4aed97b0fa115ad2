/**
 * The registry as its page reads it: what is approved, conditional, expired or revoked, what is due first, page by page
 * from small rows; folds are loaded only of what a page shows.
 */
import { Dexie } from 'dexie';
import type { Compiled } from '#engine/compiled.ts';
import type { Request } from '#engine/request.ts';
import type { Digest, RequestId } from '#model/ids.ts';
import { compiledVersion } from './compiled.ts';
import type { Database, RegistryRow } from './database.ts';
import { namesFor, requestCalled } from './numbers.ts';
import { currentFold } from './refold.ts';
import { searchRows } from './registry-search.ts';
import type { SearchRow } from './registry-search.ts';
import { inForce } from './standing.ts';
import type { Standing } from './standing.ts';

export interface RegistryFilter {
  readonly standing?: Standing;
  /** In subject or id, whatever case; or the request's number. */
  readonly find?: string;
  /** The subject's first field, exactly. */
  readonly model?: string;
  /** Only what runs on one of these versions: those that rest on a policy or a clause. */
  readonly versions?: ReadonlySet<Digest>;
}
/** The last row of the page before. */
export type RegistryCursor = Pick<RegistryRow, 'due' | 'request'>;
export interface RegistryItem {
  readonly row: RegistryRow;
  readonly request: Request;
  readonly compiled: Compiled;
  /** As people call it: "REQ-0412". */
  readonly number: string;
}
export interface RegistryPage {
  /** By what is due first, then by request. */
  readonly items: readonly RegistryItem[];
  /** Where the next page begins; null: this is the last. */
  readonly next: RegistryCursor | null;
}

/** Rows that are looked through at once. */
const chunk = 2000;

/** A page of at most `limit` after the cursor. */
export async function registryOf(
  db: Database,
  filter: RegistryFilter,
  after: RegistryCursor | null = null,
  limit = 50,
): Promise<RegistryPage> {
  const found: SearchRow[] = [];
  await scan(db, filter, after, (row) => found.push(row) <= limit);
  const shown = found.slice(0, limit).map(({ request }) => request);
  const last = found[limit - 1];
  const rows = (await db.registry.bulkGet(shown)).filter((row) => row !== undefined);
  // Whoever reads one of several pages may search next: what that looks through is read meanwhile.
  if (found.length > limit) searchRows(db).catch(() => undefined);
  const stored = await db.requests.bulkGet(rows.map(({ request }) => request));
  const items: RegistryItem[] = [];
  const numbers = await namesFor(
    db,
    rows.map(({ request }) => request),
  );
  for (const [i, row] of rows.entries()) {
    const kept = stored[i];
    const compiled = kept && (await compiledVersion(db, kept.version));
    if (kept && compiled)
      items.push({
        row,
        request: await currentFold(db, kept),
        compiled,
        number: numbers.get(row.request) ?? row.request,
      });
  }
  return {
    items,
    next: found.length > limit && last ? { due: last.due, request: last.request } : null,
  };
}

/** All in force that match, whatever page they stand on: what is reassessed at once. */
export async function inForceOf(
  db: Database,
  filter: RegistryFilter,
): Promise<readonly RequestId[]> {
  const found: RequestId[] = [];
  await scan(db, filter, null, (row) => {
    if (inForce.includes(row.standing)) found.push(row.request);
    return true;
  });
  return found;
}

/** Visits what matches, in order, until `visit` says false. No generator: Dexie's live queries lose sight in one. */
async function scan(
  db: Database,
  filter: RegistryFilter,
  after: RegistryCursor | null,
  visit: (row: SearchRow) => boolean,
): Promise<void> {
  const { find, model, versions, standing } = filter;
  if ((find ?? '').trim() === '' && model === undefined && versions === undefined)
    return scanAll(db, standing, after, visit);
  // By this range, though one row of it is read, a live query sees that any changed. First, for whatever is waited for
  // that is not Dexie's makes it lose sight.
  await db.registry.where('request').above('').limit(1).toArray();
  const called = await requestCalled(db, find ?? '');
  const passes = testOf(filter, called);
  for (const row of await searchRows(db))
    if (standing === undefined || row.standing === standing)
      if (
        after === null ||
        row.due > after.due ||
        (row.due === after.due && row.request > after.request)
      )
        if (passes(row) && !visit(row)) return;
}

async function scanAll(
  db: Database,
  standing: Standing | undefined,
  after: RegistryCursor | null,
  visit: (row: RegistryRow) => boolean,
): Promise<void> {
  // Enough for a page at first.
  let size = 64;
  for (let from = after; ; size = chunk) {
    const rows = await chunkAfter(db, standing, from, size);
    for (const row of rows) if (!visit(row)) return;
    const last = rows.at(-1);
    if (last === undefined || rows.length < size) return;
    from = { due: last.due, request: last.request };
  }
}

function chunkAfter(
  db: Database,
  standing: Standing | undefined,
  after: RegistryCursor | null,
  size: number,
): Promise<RegistryRow[]> {
  const from = after === null ? [Dexie.minKey] : [after.due, after.request];
  const range =
    standing === undefined
      ? db.registry.where('[due+request]').between(from, [Dexie.maxKey], false)
      : db.registry
          .where('[standing+due+request]')
          .between([standing, ...from], [standing, Dexie.maxKey], false);
  return range.limit(size).toArray();
}

function testOf(
  { find, model, versions }: RegistryFilter,
  called: RequestId | undefined,
): (row: SearchRow) => boolean {
  const wanted = (find ?? '').trim().toLowerCase().split(/\s+/);
  return (row) =>
    (model === undefined || row.model === model) &&
    (versions === undefined || versions.has(row.version)) &&
    (row.request === called || wanted.every((word) => row.words.includes(word)));
}

export type RegistryCounts = Readonly<Record<Standing, number>>;

/** How many stand for what; from the index alone. */
export async function registryCounts(db: Database): Promise<RegistryCounts> {
  const count = (standing: Standing): Promise<number> =>
    db.registry
      .where('[standing+due+request]')
      .between([standing, Dexie.minKey], [standing, Dexie.maxKey])
      .count();
  return {
    approved: await count('approved'),
    conditional: await count('conditional'),
    expired: await count('expired'),
    revoked: await count('revoked'),
  };
}

/** What approvals rest on: the policies an SOP names and the clauses its checklists give evidence for. */
export interface Ground {
  readonly kind: 'policy' | 'clause';
  /** The policy's title, the clause's code. */
  readonly name: string;
  readonly versions: ReadonlySet<Digest>;
}

/** The grounds of all published versions, policies first, by name. */
export async function groundsOf(db: Database): Promise<readonly Ground[]> {
  const found = new Map<string, { kind: Ground['kind']; name: string; versions: Set<Digest> }>();
  const add = (kind: Ground['kind'], name: string, version: Digest): void => {
    const key = `${kind} ${name}`;
    const ground = found.get(key) ?? { kind, name, versions: new Set() };
    ground.versions.add(version);
    found.set(key, ground);
  };
  await db.versions.each(({ digest, diagram }) => {
    for (const { title } of diagram.control.policies) add('policy', title, digest);
    for (const { clauses } of Object.values(diagram.items))
      for (const clause of clauses) add('clause', clause, digest);
  });
  return [...found.values()].toSorted(
    (a, b) =>
      Number(a.kind === 'clause') - Number(b.kind === 'clause') || (a.name < b.name ? -1 : 1),
  );
}
