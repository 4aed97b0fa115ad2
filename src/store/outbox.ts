/**
 * What the log asks the world to do (CORE.md §8): submit a child request, report its end, withdraw it with what waited for
 * it, sign an approval token. Each row becomes a command whose id is derived, so that delivering twice does it once; a row
 * is crossed off when that command stands in the log.
 */
import { liveQuery } from 'dexie';
import type { EventOf } from '#engine/event.ts';
import { fold } from '#engine/evolve.ts';
import { initial } from '#engine/initial.ts';
import { stampOf } from '#engine/log/open.ts';
import { approvalClaims } from '#formats/token-claims.ts';
import { signJws } from '#formats/jws.ts';
import { tokenType } from '#formats/token.ts';
import { as } from '#model/ids.ts';
import type { CommandId, RequestId } from '#model/ids.ts';
import { appendToRequest } from './append-request.ts';
import { isRefused } from './appending.ts';
import type { Appended, Refused } from './appending.ts';
import { compiledVersion } from './compiled.ts';
import type { Database, OutboxRow } from './database.ts';
import { readDirectory } from './directory.ts';
import { issuer } from './keys.ts';
import { entriesOf, getRequest } from './requests.ts';

export interface Delivery {
  /** Rows that were crossed off. */
  readonly done: number;
  /** Rows that wait: the parent is suspended, or it went wrong and is tried again. */
  readonly waiting: number;
}

/** Delivers all that waits, also what follows from it. Idempotent; one row that goes wrong holds up no other. */
export async function deliver(db: Database): Promise<Delivery> {
  const stuck = new Set<number>();
  let done = 0;
  for (;;) {
    const row = await waiting(db)
      .filter(({ n }) => n !== undefined && !stuck.has(n))
      .first();
    if (row?.n === undefined) return { done, waiting: stuck.size };
    if (await delivered(db, row)) {
      await db.outbox.update(row.n, { done: 1 });
      done += 1;
    } else stuck.add(row.n);
  }
}

/** Rows not crossed off yet, the oldest first. */
const waiting = (db: Database) => db.outbox.where('done').equals(0);

/** False: it stays. */
async function delivered(db: Database, row: OutboxRow): Promise<boolean> {
  const { event, request } = row;
  try {
    if (event.type === 'issued') return settled(await certify(db, row, event));
    if (event.type === 'spawned') return settled(await submitChild(db, request, event));
    if (event.type === 'completed') return settled(await reportEnd(db, request, event));
    if (event.type === 'cancelled') return await withdrawChildren(db, request, event);
    return true; // a notification is read where it stands
  } catch (error) {
    // It stays in the outbox and is tried again; the console is where a developer looks for why.
    console.warn(`Outbox: ${event.type} of ${request}`, error);
    return false;
  }
}

/** Refusals that no later try could change: what was asked for has been done, or nobody waits for it. */
const final = new Set<Refused['refused']>([
  'already_submitted',
  'completed',
  'no_change',
  'not_issued',
  'not_running',
  'not_your_child',
]);
const settled = (answer: Appended | Refused | null): boolean =>
  answer === null || !isRefused(answer) || final.has(answer.refused);

const subprocess = { kind: 'system', name: 'subprocess' } as const;

async function certify(
  db: Database,
  { request, seq }: OutboxRow,
  { token }: EventOf<'issued'>,
): Promise<Appended | Refused> {
  const entries = await entriesOf(db, `request/${request}`);
  const log = entries
    .filter(({ entry }) => entry.seq <= seq)
    .map(({ entry, events }) => ({ stamp: stampOf(entry), events }));
  const then = log.reduce((before, { events, stamp }) => fold(before, events, stamp), initial);
  const compiled = await compiledVersion(db, then.version);
  if (compiled === undefined) throw new Error('Its version is not on this device.');
  const versions = await db.versions.where('digest').equals(then.version).toArray();
  const version = versions.find(({ sop }) => sop === then.sop);
  const { iss, kid, sign } = await issuer(db);
  const { holidays } = await readDirectory(db);
  const claims = approvalClaims({
    log,
    token,
    compiled,
    version: version ?? null,
    holidays,
    issuer: iss,
  });
  const jws = await signJws(tokenType, kid, claims, sign);
  const id = as<CommandId>(`certify/${request}/${token}`);
  return appendToRequest(
    db,
    request,
    { type: 'certify', id, token, jws },
    { kind: 'system', name: 'issuer' },
  );
}

/** Null: the token that asked for it has gone since, so nobody waits for a child. */
async function submitChild(
  db: Database,
  parent: RequestId,
  { token, child, sop, form, version }: EventOf<'spawned'>,
): Promise<Appended | Refused | null> {
  const request = await getRequest(db, parent);
  if (request === undefined || !request.tokens.some((each) => each.child === child)) return null;
  const id = as<CommandId>(`spawn/${parent}/${token}`);
  const { requester } = request;
  return appendToRequest(
    db,
    child,
    {
      type: 'submit',
      id,
      request: child,
      sop,
      form,
      parent: { request: parent, token },
      requester,
    },
    subprocess,
    version,
  );
}

async function reportEnd(
  db: Database,
  child: RequestId,
  { outcome }: EventOf<'completed'>,
): Promise<Appended | Refused | null> {
  const parent = (await getRequest(db, child))?.parent?.request;
  if (parent === undefined) return null;
  const id = as<CommandId>(`report/${child}`);
  return appendToRequest(db, parent, { type: 'report', id, child, outcome }, subprocess);
}

async function withdrawChildren(
  db: Database,
  parent: RequestId,
  { tokens }: EventOf<'cancelled'>,
): Promise<boolean> {
  for (const token of tokens) {
    const child = as<RequestId>(`${parent}.${token}`);
    const request = await getRequest(db, child);
    if (request?.parent?.request !== parent || request.status === 'completed') continue;
    const id = as<CommandId>(`withdraw/${child}`);
    const reason = 'The request it belongs to went another way.';
    const answer = await appendToRequest(db, child, { type: 'withdraw', id, reason }, subprocess);
    if (!settled(answer)) return false;
  }
  return true;
}

/** ms until what went wrong is tried again. */
const again = 20_000;

/**
 * Keeps delivering while this page is open, in one tab of all (Web Locks): when that closes, or crashed in between,
 * another goes on.
 * @returns stops it
 */
export function startOutbox(db: Database): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  const work = (): Promise<void> => keepDelivering(db, signal);
  if ('locks' in navigator)
    navigator.locks
      .request(`countersign/outbox/${db.name}`, { signal }, work)
      .catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
  else void work();
  return () => stopping.abort();
}

function keepDelivering(db: Database, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    let timeout: ReturnType<typeof setTimeout> | undefined;
    let running = false;
    let asked = false;
    const run = async (): Promise<void> => {
      if (signal.aborted) return;
      asked = true;
      if (running) return;
      running = true;
      clearTimeout(timeout);
      try {
        while (asked && !signal.aborted) {
          asked = false;
          const { waiting: left } = await deliver(db);
          if (left > 0) timeout = setTimeout(() => void run(), again);
        }
      } finally {
        running = false;
      }
    };
    const watched = liveQuery(() => waiting(db).last()).subscribe((row) => {
      if (row !== undefined) void run();
    });
    signal.addEventListener('abort', () => {
      clearTimeout(timeout);
      watched.unsubscribe();
      resolve();
    });
  });
}
