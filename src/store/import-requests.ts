/**
 * Requests that come with their logs, many at once: of a file, or made up for a trial. They go in chunks of whole
 * requests: every entry of a chunk is verified, then the chunk is written in one transaction, while the next is being
 * verified. An import that was stopped is resumed by calling it again: what is here already is left as it is.
 */
import { Dexie } from 'dexie';
import type { Compiled } from '#engine/compiled.ts';
import { fold } from '#engine/evolve.ts';
import { initial } from '#engine/initial.ts';
import type { Entry, Sealed } from '#engine/log/entry.ts';
import type { Head } from '#engine/log/export.ts';
import { openEvents, stampOf } from '#engine/log/open.ts';
import { readRecord } from '#engine/log/read.ts';
import type { Line } from '#engine/log/read.ts';
import { chainHash, firstChain } from '#engine/log/seal.ts';
import { verifyLines } from '#engine/log/verify.ts';
import type { Request } from '#engine/request.ts';
import type { Directory } from '#model/directory.ts';
import type { RequestId, TokenId } from '#model/ids.ts';
import { leaves } from './append-request.ts';
import { compiledVersion } from './compiled.ts';
import { bump, countNew } from './counters.ts';
import type { ChainRow, Database, InboxRow, OutboxRow, RequestRow, TimerRow } from './database.ts';
import { readDirectory } from './directory.ts';
import { hash } from './hash.ts';
import { inboxCounter, inboxRows } from './inbox-rows.ts';
import { mirrorOf } from './mirrors.ts';
import { numberNew } from './numbers.ts';
import { fullSays, isQuota } from './quota.ts';
import { registryRow } from './registry-rows.ts';
import { requestRow, timerRow } from './request-rows.ts';

/** A request's whole log, in order. */
export interface RequestLog {
  readonly id: RequestId;
  readonly entries: readonly Sealed[];
}
export type Imported =
  | {
      readonly ok: true;
      readonly requests: number;
      readonly entries: number;
      /** Requests that were here already, to the last entry. */
      readonly already: number;
    }
  /** The chunks before that of the bad request are written, whole. */
  | { readonly ok: false; readonly says: string };

/** Requests a transaction: each costs a wait for the disk, and all of it has to be held at once. */
const chunk = 500;

/**
 * Appends whole requests to this workspace: log, fold, lists, timers and, in the order given, the workspace's chain.
 * Refused where a log does not verify, its version is not here, or the workspace has another log under its id. What a
 * log asks of the world and does not say was done (a token not signed, a child not submitted, an end not reported) goes
 * to the outbox when all are written, so that nothing is done here that a log still to come has done; people are not
 * told again. Then the second copy has it all too.
 * @param onProgress requests written so far
 */
export async function importRequests(
  db: Database,
  logs: readonly RequestLog[],
  onProgress: (done: number) => void = () => {},
): Promise<Imported> {
  const asks: OutboxRow[] = [];
  const answer = await importAll(db, logs, asks, onProgress);
  // Also of what was written before a bad request.
  await ask(db, asks);
  await mirrorOf(db)?.catchUp();
  return answer;
}

/** `asks`: filled with what the logs that are written ask of the world. */
async function importAll(
  db: Database,
  logs: readonly RequestLog[],
  asks: OutboxRow[],
  onProgress: (done: number) => void,
): Promise<Imported> {
  const directory = await readDirectory(db);
  let already = 0;
  let entries = 0;
  let writing: Promise<Wrote> = Promise.resolve({ already, entries });
  let written: readonly Made[] = [];
  for (let from = 0; ; from += chunk) {
    const part = logs.slice(from, from + chunk);
    const made = await read(db, part, directory);
    const wrote = await writing;
    if ('says' in wrote) return { ok: false, says: wrote.says };
    already += wrote.already;
    entries += wrote.entries;
    for (const each of written) asks.push(...each.asks);
    onProgress(Math.min(from, logs.length));
    if ('says' in made) return { ok: false, says: made.says };
    if (part.length === 0) return { ok: true, requests: logs.length - already, entries, already };
    written = made;
    // What follows keeps this thread busy: the database must have its work before.
    await new Promise<void>((sent) => {
      writing = writeChunk(db, made, sent).finally(sent);
    });
  }
}

/** Every entry by itself, its links, and what follows from them. */
async function read(
  db: Database,
  logs: readonly RequestLog[],
  directory: Directory,
): Promise<readonly Made[] | { readonly says: string }> {
  const found = readLogs(logs);
  if ('says' in found) return found;
  const all: Made[] = [];
  for (const log of found.logs) {
    const made = await make(db, log, directory);
    if ('says' in made) return made;
    all.push(made);
  }
  return all;
}

interface ReadLog {
  readonly id: RequestId;
  readonly lines: readonly Extract<Line, { readonly ok: true }>[];
}

/** Every entry by itself, its links, and that each stands in the stream of its request. */
function readLogs(logs: readonly RequestLog[]): { logs: ReadLog[] } | { says: string } {
  const heads: { [stream: string]: Head } = {};
  const lines: Line[] = [];
  const found: ReadLog[] = [];
  for (const { id, entries } of logs) {
    const stream = `request/${id}` as const;
    const own: ReadLog['lines'][number][] = [];
    for (const [seq, { text, hash: entryHash, private: kept }] of entries.entries()) {
      const record = { text, hash: entryHash, private: kept, at: { stream, seq } };
      const line = readRecord(record, lines.length + 1);
      lines.push(line);
      if (line.ok) own.push(line);
    }
    const last = entries.at(-1);
    if (last === undefined || heads[stream] !== undefined)
      return { says: `The log of ${id} is ${last === undefined ? 'empty' : 'there twice'}.` };
    heads[stream] = { seq: entries.length - 1, hash: last.hash };
    found.push({ id, lines: own });
  }
  const verdict = verifyLines(heads, lines, hash);
  return verdict.ok ? { logs: found } : { says: verdict.says };
}

/** A request as it is to be written. */
interface Made {
  readonly log: ReadLog;
  readonly request: Request;
  readonly compiled: Compiled;
  readonly inbox: readonly InboxRow[];
  readonly timer: TimerRow | null;
  /** What it asks of the world and does not say was done. */
  readonly asks: readonly OutboxRow[];
  readonly last: { readonly entry: Entry; readonly hash: string };
}

async function make(
  db: Database,
  log: ReadLog,
  directory: Directory,
): Promise<Made | { says: string }> {
  let request = initial;
  const asks: OutboxRow[] = [];
  const signed = new Set<TokenId>();
  for (const { entry, record } of log.lines) {
    const events = openEvents(entry, record.private);
    request = fold(request, events, stampOf(entry));
    for (const event of events)
      if (event.type === 'certified') signed.add(event.token);
      else if (event.type !== 'notified' && leaves(event, request))
        asks.push({ request: log.id, seq: entry.seq, event, done: 0 });
  }
  const last = log.lines.at(-1);
  const compiled = await compiledVersion(db, request.version);
  if (last === undefined || compiled === undefined || request.id !== log.id)
    return { says: `The version that ${log.id} runs on is not on this device.` };
  return {
    log,
    request,
    compiled,
    inbox: inboxRows(compiled, request, directory),
    timer: timerRow(request),
    asks: asks.filter(({ event }) => event.type !== 'issued' || !signed.has(event.token)),
    last: { entry: last.entry, hash: last.record.hash },
  };
}

const keyOf = ({ request, seq, event }: OutboxRow): string =>
  `${request} ${seq} ${JSON.stringify(event)}`;

/** Into the outbox, but for what is there from an import before. */
async function ask(db: Database, asks: readonly OutboxRow[]): Promise<void> {
  if (asks.length === 0) return;
  const requests = new Set(asks.map(({ request }) => request));
  await db.transaction('rw', db.outbox, async () => {
    const before = await db.outbox.filter(({ request }) => requests.has(request)).toArray();
    const known = new Set(before.map(keyOf));
    await db.outbox.bulkAdd(asks.filter((row) => !known.has(keyOf(row))));
  });
}

type Wrote = { readonly already: number; readonly entries: number } | { readonly says: string };

/** `sent`: called when the database has all of it to write. */
async function writeChunk(db: Database, part: readonly Made[], sent: () => void): Promise<Wrote> {
  try {
    return await transact(db, part, sent);
  } catch (error) {
    if (isQuota(error)) return { says: fullSays };
    // The index of commands is unique; asking it beforehand takes longer than writing.
    if (error instanceof Dexie.BulkError)
      return { says: 'A command of these logs stands in another log of this workspace already.' };
    throw error;
  }
}

function transact(db: Database, part: readonly Made[], sent: () => void): Promise<Wrote> {
  const tables = [db.entries, db.private, db.requests, db.numbers, db.inbox, db.registry, db.chain];
  return db.transaction('rw', [...tables, db.timers, db.counters], async (): Promise<Wrote> => {
    const [known, top] = await Promise.all([
      knownOf(
        db,
        part.map(({ log }) => log.id),
      ),
      db.chain.orderBy('n').last(),
    ]);
    const fresh: Made[] = [];
    for (const [i, made] of part.entries()) {
      const row = known[i];
      if (row === undefined) fresh.push(made);
      else if (row.hash !== made.last.hash)
        return { says: `This workspace has another request ${row.id}.` };
    }
    const lines = fresh.flatMap(({ log }) => log.lines);
    // The log itself is added: an entry that stands there, or a command, ends all of it. What follows from it is put, for
    // then the database need not look first whether each row is there.
    const rows = [
      db.entries.bulkAdd(
        lines.map(({ entry: { stream, seq, command }, record: { text, hash: entryHash } }) => ({
          stream,
          seq,
          command: command.id,
          text,
          hash: entryHash,
        })),
      ),
      db.private.bulkPut(
        lines.flatMap(({ entry: { stream, seq }, record: { private: kept } }) =>
          kept === null ? [] : [{ stream, seq, ...kept }],
        ),
      ),
      db.requests.bulkPut(
        fresh.map(({ request, last }) => requestRow(request, last.entry, last.hash)),
      ),
      numberNew(
        db,
        fresh.map(({ request }) => request.id),
      ),
      db.inbox.bulkPut(fresh.flatMap(({ inbox }) => inbox)),
      db.registry.bulkPut(
        fresh.flatMap(({ compiled, request }) => registryRow(compiled, request) ?? []),
      ),
      db.timers.bulkPut(fresh.flatMap(({ timer }) => timer ?? [])),
      db.chain.bulkPut(chained(lines, top)),
      bump(db, countsOf(fresh)),
    ];
    setTimeout(sent);
    await Promise.all(rows);
    return { already: part.length - fresh.length, entries: lines.length };
  });
}

/** Their rows, in the order asked for. Most are new, and ids follow time: one look at where they would stand says so. */
async function knownOf(
  db: Database,
  ids: readonly RequestId[],
): Promise<readonly (RequestRow | undefined)[]> {
  const sorted = ids.toSorted();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return [];
  const some = await db.requests.where('id').between(first, last, true, true).limit(1).count();
  return some === 0 ? [] : db.requests.bulkGet([...ids]);
}

function chained(lines: ReadLog['lines'], top: ChainRow | undefined): ChainRow[] {
  let n = top?.n ?? 0;
  let prev = top?.hash ?? firstChain(hash);
  return lines.map(({ entry: { stream, seq }, record }) => {
    const row = { stream, seq, entry: record.hash };
    n += 1;
    prev = chainHash(prev, row, hash);
    return { n, ...row, hash: prev };
  });
}

function countsOf(fresh: readonly Made[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { request, inbox } of fresh) {
    countNew(counts, request);
    for (const { owner } of inbox)
      counts.set(inboxCounter(owner), (counts.get(inboxCounter(owner)) ?? 0) + 1);
  }
  return counts;
}
