/**
 * This store behind the contract of a storage benchmark (see test/bench/plug.mjs): `window.__storage`. What comes as
 * plain rows becomes real requests: each ten events in three or four sealed entries, imported by the product's own bulk
 * import, verified, chained and folded; an appended event is a command through the product's own append.
 */
import { Dexie } from 'dexie';
import type { Event } from '#engine/event.ts';
import type { Sealed } from '#engine/log/entry.ts';
import { firstLink, sealEntry } from '#engine/log/seal.ts';
import { as } from '#model/ids.ts';
import type { CommandId, Digest, RequestId, SopId } from '#model/ids.ts';
import { readInbox } from '#run/inbox-rows.ts';
import type { InboxQuery } from '#run/inbox-rows.ts';
import { append, isRefused } from '#store/append.ts';
import { countRequests } from '#store/counters.ts';
import { Database } from '#store/database.ts';
import { addToDirectory, readDirectory } from '#store/directory.ts';
import { commandId, hash, randomHex } from '#store/hash.ts';
import { importRequests } from '#store/import-requests.ts';
import type { RequestLog } from '#store/import-requests.ts';
import { inboxCount, ownersFor } from '#store/inbox.ts';
import type { InboxCursor } from '#store/inbox.ts';
import { startMirror } from '#store/mirror.ts';
import type { Mirror } from '#store/mirror.ts';
import { setMirror } from '#store/mirrors.ts';
import { readyRegistry } from '#store/registry-rows.ts';
import { registryCounts, registryOf } from '#store/registry.ts';
import { entriesOf, listRequests } from '#store/requests.ts';
import { createSop, publish } from '#store/sop-life.ts';
import { effectiveVersion } from '#store/sops.ts';
import { upgradeRows } from '#store/upgrade.ts';
import { verifyStored } from '#store/verify.ts';
import { findings } from '#verify/findings.ts';
import { actsOf, diagram, directoryPart, people } from './storage-drawing.ts';
import type { Act, Kind } from './storage-drawing.ts';

/** As the benchmark makes them. */
interface Row {
  readonly id: string;
  readonly title: string;
  readonly status: Kind;
  readonly updatedAt: number;
  readonly data: { readonly model: string; readonly auc: number; readonly amount: number };
}
interface EventRow {
  readonly request: string;
}

const actor = { kind: 'person', id: people.owner } as const;
const kinds: readonly Kind[] = ['open', 'waiting', 'approved', 'rejected'];
/** Two SOPs, so that two states of a request and two SOPs stand for the benchmark's four. */
const placeOf = (kind: Kind) => ({
  sop: as<SopId>(kind === 'open' || kind === 'approved' ? 'one' : 'two'),
  status: kind === 'open' || kind === 'waiting' ? ('running' as const) : ('completed' as const),
});

let name = 'bench';
let db = new Database(name);
const versions = new Map<SopId, Digest>();
const lives = new Map<Kind, readonly Act[]>();
const pending = new Map<string, Row>();
let events = 0;
let entries = 0;
let mirror: Mirror | undefined;
/** Of the events that are appended to plain Dexie. */
let nextSeq = 1_000_000;

/** `database`: the product's own, to look at it in the app. */
async function open(database = 'bench'): Promise<void> {
  db.close();
  await Dexie.delete(database);
  name = database;
  db = new Database(name);
  events = 0;
  entries = 0;
  pending.clear();
  await upgradeRows(db);
  await addToDirectory(db, directoryPart, undefined);
  for (const sop of [as<SopId>('one'), as<SopId>('two')]) {
    const drawn = { ...diagram, control: { ...diagram.control, title: `Deployment ${sop}` } };
    await createSop(db, { id: sop, title: drawn.control.title, from: null, actor });
    const accepted = findings(drawn)
      .filter(({ level }) => level === 'warning')
      .map(({ rule }) => ({ rule, by: actor.id, reason: 'Benchmark' }));
    const answer = await publish(
      db,
      sop,
      { diagram: drawn, reason: 'First issue', revision: 'A', accepted },
      actor,
    );
    if (isRefused(answer)) throw new Error(answer.says);
    versions.set(sop, (await effectiveVersion(db, sop))?.digest ?? as<Digest>(''));
  }
  for (const kind of kinds)
    lives.set(kind, actsOf(kind, versions.get(placeOf(kind).sop) ?? as<Digest>(''), Date.now()));
}

/** The log of one request, sealed as the append seals. */
function logOf(row: Row): RequestLog {
  const { sop } = placeOf(row.status);
  const version = versions.get(sop);
  const stream = `request/${row.id}` as const;
  const acts = lives.get(row.status) ?? [];
  const sealed: Sealed[] = [];
  for (const [seq, act] of acts.entries()) {
    sealed.push(
      sealEntry({
        stream,
        seq,
        prev: sealed.at(-1)?.hash ?? firstLink(stream, hash),
        at: row.updatedAt - (acts.length - 1 - seq) * 60_000,
        actor: { kind: 'person', id: act.by },
        for: null,
        zone: 'UTC',
        version,
        command: { id: as<CommandId>(`${row.id}/${seq}`), type: act.type },
        events: seq === 0 ? act.events.map((event) => ownEvent(event, row, sop)) : act.events,
        salt: randomHex(16),
        hash,
      }),
    );
  }
  return { id: as<RequestId>(row.id), entries: sealed };
}

function ownEvent(event: Act['events'][number], row: Row, sop: SopId): Act['events'][number] {
  if (event.type !== 'submitted') return event;
  const { amount, auc, model } = row.data;
  const region = event.form['region'] ?? 'EU';
  const form = { amount, auc, model, region, title: row.title };
  return { ...event, form, request: as<RequestId>(row.id), sop };
}

/** Seals and imports the whole requests these events belong to. */
async function insertEvents(list: readonly EventRow[]): Promise<void> {
  const logs: RequestLog[] = [];
  for (const { request } of list) {
    const row = pending.get(request);
    if (row === undefined) continue;
    pending.delete(request);
    logs.push(logOf(row));
  }
  await importLogs(logs);
  events += list.length;
}

async function importLogs(logs: readonly RequestLog[]): Promise<void> {
  const answer = await importRequests(db, logs);
  if (!answer.ok) throw new Error(answer.says);
  entries += answer.entries;
}

const upwards = (a: number, b: number): number => a - b;
/** Milliseconds of `f`, `times` times. */
async function timed(times: number, f: (i: number) => Promise<unknown>): Promise<number[]> {
  const found: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const began = performance.now();
    await f(i);
    found.push(performance.now() - began);
  }
  return found.toSorted(upwards);
}
const median = (values: readonly number[]): number => values[values.length >> 1] ?? Number.NaN;

const remark = (n: number): Event => ({ text: `Remark ${n}`, type: 'commented' });
const comment = (request: string) =>
  append(
    db,
    `request/${request}`,
    { type: 'comment', id: commandId(), text: 'Looked at the report' },
    actor,
  );

/** Beyond the contract: a command on a request with so many entries in its log; median ms. */
async function longLog(length: number): Promise<number> {
  const row: Row = {
    id: 'long',
    title: 'Long',
    status: 'open',
    updatedAt: 1.71e12,
    data: { model: 'm', auc: 1, amount: 1 },
  };
  const log = logOf(row);
  const sealed = [...log.entries];
  const version = versions.get(placeOf('open').sop);
  for (let seq = sealed.length; seq < length; seq += 1)
    sealed.push(
      sealEntry({
        stream: 'request/long',
        seq,
        prev: sealed.at(-1)?.hash ?? '',
        at: 1.71e12 + seq,
        actor,
        for: null,
        zone: 'UTC',
        version,
        command: { id: as<CommandId>(`long/${seq}`), type: 'comment' },
        events: [remark(seq)],
        salt: randomHex(16),
        hash,
      }),
    );
  const answer = await importRequests(db, [{ id: as<RequestId>('long'), entries: sealed }]);
  if (!answer.ok) throw new Error(answer.says);
  await timed(10, () => comment('long'));
  return median(await timed(50, () => comment('long')));
}

/** Beyond the contract: verifying all that is stored, median ms of five, and how many entries that was. */
async function verify(): Promise<{ readonly ms: number; readonly entries: number }> {
  let verified = 0;
  const spent = await timed(5, async () => {
    const verdict = await verifyStored(db);
    if (!verdict.ok) throw new Error(verdict.says);
    verified = verdict.entries;
  });
  return { ms: median(spent), entries: verified };
}

const storage = {
  open,
  /** Kept until their events come: a request without its log is none here. */
  insertRequests: (rows: readonly Row[]): Promise<void> => {
    for (const row of rows) pending.set(row.id, row);
    return Promise.resolve();
  },
  insertEvents,
  append: async (event: EventRow): Promise<void> => {
    const answer = await comment(event.request);
    if (isRefused(answer)) throw new Error(answer.says);
  },
  page: (before: number, limit: number) => listRequests(db, { before, limit }),
  pageOfStatus: (kind: Kind, before: number, limit: number) =>
    listRequests(db, { ...placeOf(kind), before, limit }),
  eventsOf: async (request: string) =>
    (await entriesOf(db, `request/${request}`)).flatMap((entry) => entry.events),
  count: async () =>
    (await countRequests(db, { status: 'running' })) +
    (await countRequests(db, { status: 'completed' })),
  countStatus: (kind: Kind) => countRequests(db, placeOf(kind)),
  /** Every entry of these requests is there; the workspace and the SOPs have five of their own. */
  countEvents: async () => ((await db.entries.count()) >= entries ? events : -1),
};

/** Beyond the contract: the same rows in plain Dexie, with the indexes an inbox needs, and nothing made of them. */
const plainDb = new Dexie('plain');
plainDb.version(1).stores({
  requests: 'id, updatedAt, [status+updatedAt]',
  events: '[request+seq]',
});
const plain = {
  async open(): Promise<void> {
    plainDb.close();
    await Dexie.delete('plain');
    await plainDb.open();
  },
  async insert(all: readonly Row[]): Promise<void> {
    for (let at = 0; at < all.length; at += 500) {
      const rows = all.slice(at, at + 500);
      await plainDb.table('requests').bulkAdd(rows);
      await plainDb.table('events').bulkAdd(rows.flatMap(({ id }) => plainEvents(id)));
    }
  },
  append: (request: string, seq: number): Promise<void> =>
    plainDb.transaction('rw', ['requests', 'events'], async () => {
      await plainDb.table('events').add({ ...plainEvents(request)[0], seq });
      await plainDb.table('requests').update(request, { updatedAt: 2e12 + seq, status: 'waiting' });
    }),
};
const plainEvents = (request: string) =>
  Array.from({ length: 10 }, (_, seq) => ({
    request,
    seq,
    type: 'answered',
    at: 1.7e12 + seq,
    actor: 'person-1',
    item: 'check-1',
    data: { value: 'pass', comment: 'looked at the report' },
    prev: 'ab'.repeat(32),
    hash: 'cd'.repeat(32),
  }));

/** One of fifty that are there. */
const request = (i: number): string => `r${String(i % 50).padStart(7, '0')}`;

/** Requests as a workspace may have them, last changed a second apart up to now. */
const rowsOf = (from: number, to: number): Row[] =>
  Array.from({ length: to - from }, (_, k) => {
    const i = from + k;
    return {
      id: `r${String(i).padStart(7, '0')}`,
      title: `Deploy pricing model ${i} to production`,
      status: kinds[i % 4] ?? 'open',
      updatedAt: Date.now() - ((i * 7919) % 100_000) * 1000,
      data: { model: `pricing-${i % 50}`, auc: 0.8 + (i % 100) / 1000, amount: i * 3.5 },
    };
  });

/** Requests of which plain Dexie and ours are measured in turn. */
const part = 2_500;

/** What scripts/bench.mjs measures. Ours and plain in turn, in one page, so that other work on the machine meets both. */
const bench = {
  open,
  /**
   * ms for the import of that many requests with ten events each, sealed before as a file brings them, and for plain
   * Dexie in batches of 500; plain ones only in every `every`th part of 2,500.
   */
  async fill(
    from: number,
    to: number,
    every: number,
  ): Promise<{ ours: number; plain: number; share: number }> {
    if (from === 0) await plain.open();
    const spent = { ours: 0, plain: 0, share: 0 };
    for (let at = from; at < to; at += part) {
      const rows = rowsOf(at, Math.min(to, at + part));
      const both = Math.floor(at / part) % every === 0;
      if (both) {
        const began = performance.now();
        await plain.insert(rows);
        spent.plain += performance.now() - began;
      }
      const logs = rows.map(logOf);
      const began = performance.now();
      await importLogs(logs);
      const took = performance.now() - began;
      spent.ours += took;
      if (both) spent.share += took;
    }
    return spent;
  },
  /**
   * Median ms of one committed command with its line in the second copy, of one without, and of one event with its
   * request's row in plain Dexie: in turns of ten, so that other work on the machine meets all three.
   */
  async appends(times: number): Promise<{ copied: number; ours: number; plain: number }> {
    mirror ??= startMirror(db);
    const copied = mirror;
    const found = { copied: [] as number[], ours: [] as number[], plain: [] as number[] };
    const idle = {
      ...copied,
      coming: () => {},
      committed: () => Promise.resolve(),
      catchUp: () => Promise.resolve(null),
    };
    for (let k = -20; k < times; k += 10) {
      // What the turn without it left out; and its first lines find the copy as it always is.
      setMirror(db, copied);
      await copied.catchUp();
      const turn = (each: (i: number) => Promise<unknown>): Promise<number[]> =>
        timed(10, (i) => each(k + 20 + i));
      const with2 = await turn((i) => comment(request(i)));
      setMirror(db, idle);
      const without = await turn((i) => comment(request(i)));
      const floor = await turn((i) => plain.append(request(i), (nextSeq += 1)));
      if (k < 0) continue; // warm-up
      found.copied.push(...with2);
      found.ours.push(...without);
      found.plain.push(...floor);
    }
    // The figures of an import are those of the database alone; `copy` has its own.
    if (copied.state() !== 'current') throw new Error(`The second copy: ${copied.why()}`);
    return {
      copied: median(found.copied.toSorted(upwards)),
      ours: median(found.ours.toSorted(upwards)),
      plain: median(found.plain.toSorted(upwards)),
    };
  },
  longLog,
  verify,
  /** ms for what the second copy lacks, and how many lines it has then. */
  async copy(): Promise<{ readonly ms: number; readonly lines: number }> {
    const began = performance.now();
    mirror ??= startMirror(db);
    setMirror(db, mirror);
    const answer = await mirror.catchUp();
    const ms = performance.now() - began;
    if (answer?.is !== 'there') throw new Error(`The second copy: ${mirror.why()}`);
    mirror.close();
    mirror = undefined;
    return { ms, lines: answer.n };
  },
  /** Median ms of the first page for a word that one row has, and for one that all have, as somebody types on. */
  async registry(): Promise<{ rare: number; common: number; rows: number }> {
    await readyRegistry(db);
    const counts = await registryCounts(db);
    const rows = Object.values(counts).reduce((sum, each) => sum + each, 0);
    // What its page shows before anybody types.
    await registryOf(db, {});
    const rare = await timed(10, (i) => registryOf(db, { find: `model ${2 + i * 40} to` }));
    const common = await timed(10, (i) =>
      registryOf(db, { find: 'production'.slice(0, 3 + (i % 7)) }),
    );
    return { rare: median(rare), common: median(common), rows };
  },
  /** Median ms of the inbox's first page, of one far down, and how many rows the person has. */
  async inbox(): Promise<{ first: number; deep: number; rows: number }> {
    const directory = await readDirectory(db);
    const reader = { person: people.owner, directory, now: Date.now() };
    const query: InboxQuery = { view: 'all', does: 'any', sop: null };
    const first = await timed(20, () => readInbox(db, reader, query));
    let after: InboxCursor | null = null;
    for (let page = 0; page < 40; page += 1)
      ({ next: after } = await readInbox(db, reader, query, after));
    const deep = await timed(20, () => readInbox(db, reader, query, after));
    const rows = await inboxCount(db, ownersFor(directory, people.owner, reader.now, 'all'));
    return { first: median(first), deep: median(deep), rows };
  },
};

declare global {
  interface Window {
    __storage?: typeof storage;
    storageBench?: typeof bench;
  }
}
// oxlint-disable-next-line eslint/no-underscore-dangle -- the name is the contract's
window.__storage = storage;
window.storageBench = bench;
