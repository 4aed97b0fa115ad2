/**
 * Builds every table that follows from the log: for a repair from the mirror, and for a workspace that comes from a
 * file. Folding is the engine's; rows are made by the same functions as the append's.
 */
import type { Table } from 'dexie';
import { compile } from '#engine/compile.ts';
import type { Compiled } from '#engine/compiled.ts';
import { fold } from '#engine/evolve.ts';
import { initial } from '#engine/initial.ts';
import type { Entry, Stream } from '#engine/log/entry.ts';
import { openEvents, openSopEvents, openWorkspaceEvents, stampOf } from '#engine/log/open.ts';
import type { Request } from '#engine/request.ts';
import { evolveSop, initialSop } from '#engine/sop/state.ts';
import type { SopState } from '#engine/sop/state.ts';
import { evolveWorkspace } from '#engine/workspace/decide.ts';
import type { Hex } from '#model/diagram.ts';
import { emptyDirectory } from '#model/directory.ts';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { Digest, SopId } from '#model/ids.ts';
import type { Copy, SoundLine } from './copy.ts';
import { compiledVersion } from './compiled.ts';
import { countNew } from './counters.ts';
import { foldFormat } from './database.ts';
import type {
  ChainRow,
  Database,
  DirectoryRow,
  InboxRow,
  NumberRow,
  OutboxRow,
  RequestRow,
  SopRow,
  StoredEntry,
  StoredPrivate,
  TimerRow,
} from './database.ts';
import { leaves } from './append-request.ts';
import { inboxCounter, inboxRows } from './inbox-rows.ts';
import { begun, rebuildNumbers } from './numbers.ts';
import { registryRow } from './registry-rows.ts';
import { requestRow, timerRow } from './request-rows.ts';
import { currentFold } from './refold.ts';
import { rowsMark } from './upgrade.ts';

/** What stands beside the log of each SOP and is no log. */
export type LibraryNote = Pick<SopRow, 'id' | 'title'> & Pick<Partial<SopRow>, 'deleted'>;

interface Rows {
  readonly entries: StoredEntry[];
  readonly private: StoredPrivate[];
  readonly chain: ChainRow[];
  readonly requests: RequestRow[];
  readonly numbers: NumberRow[];
  readonly inbox: InboxRow[];
  readonly timers: TimerRow[];
  readonly outbox: OutboxRow[];
  readonly counters: { key: string; count: number }[];
  readonly sops: SopRow[];
  readonly directory: DirectoryRow[];
}

interface At<T> {
  readonly fold: T;
  readonly entry: Entry;
  readonly hash: Hex;
}

/** All rows of a verified copy. `notes`: titles of drafts, and what is deleted. */
function rowsOf(copy: Copy, notes: readonly LibraryNote[]): Rows {
  const rows: Rows = {
    entries: [],
    private: [],
    chain: [],
    requests: [],
    numbers: [],
    inbox: [],
    timers: [],
    outbox: [],
    counters: [],
    sops: [],
    directory: [],
  };
  const requests = new Map<Stream, At<Request>>();
  const sops = new Map<Stream, At<SopState>>();
  let workspace: At<Directory> | null = null;
  for (const line of copy.lines) {
    logRows(rows, line);
    const { entry, record } = line;
    const at = { entry, hash: record.hash };
    const request = begun(entry);
    if (request !== null) rows.numbers.push({ request, number: rows.numbers.length + 1 });
    if (entry.stream === 'workspace') {
      const events = openWorkspaceEvents(entry, record.private);
      const was: Directory = workspace?.fold ?? emptyDirectory;
      workspace = { ...at, fold: events.reduce(evolveWorkspace, was) };
    } else if (entry.stream.startsWith('sop/')) {
      let sop = sops.get(entry.stream)?.fold ?? initialSop;
      for (const event of openSopEvents(entry, record.private))
        sop = evolveSop(sop, event, stampOf(entry));
      sops.set(entry.stream, { ...at, fold: sop });
    } else {
      const events = openEvents(entry, record.private);
      const before = requests.get(entry.stream)?.fold ?? initial;
      const after = fold(before, events, stampOf(entry));
      requests.set(entry.stream, { ...at, fold: after });
      for (const event of events)
        if (leaves(event, after))
          rows.outbox.push({
            request: after.id,
            seq: entry.seq,
            event,
            // Who was told once is not told again; the rest is idempotent, and may have been lost.
            done: event.type === 'notified' ? 1 : 0,
          });
    }
  }
  const directory: Directory = workspace?.fold ?? emptyDirectory;
  if (workspace !== null)
    rows.directory.push({
      id: 'workspace',
      fold: directory,
      seq: workspace.entry.seq,
      hash: workspace.hash,
      at: workspace.entry.at,
    });
  sopRows(rows, sops, copy, notes);
  const compiled = compiledOf(copy);
  const counts = new Map<string, number>();
  for (const { fold: request, entry, hash } of requests.values()) {
    rows.requests.push(requestRow(request, entry, hash));
    const timer = timerRow(request);
    if (timer !== null) rows.timers.push(timer);
    countNew(counts, request);
    for (const row of inboxRows(compiled(request.version), request, directory)) {
      rows.inbox.push(row);
      const key = inboxCounter(row.owner);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  for (const [key, count] of counts) rows.counters.push({ key, count });
  rows.counters.push(rowsMark);
  return rows;
}

function logRows(rows: Rows, { entry, record }: SoundLine): void {
  const at = { stream: entry.stream, seq: entry.seq };
  rows.entries.push({ ...at, command: entry.command.id, text: record.text, hash: record.hash });
  if (record.private !== null) rows.private.push({ ...at, ...record.private });
  if (record.n !== undefined && record.chain !== undefined)
    rows.chain.push({ n: record.n, ...at, entry: record.hash, hash: record.chain });
}

function sopRows(
  rows: Rows,
  sops: ReadonlyMap<Stream, At<SopState>>,
  copy: Copy,
  notes: readonly LibraryNote[],
): void {
  const noted = new Map(notes.map((note) => [note.id, note]));
  for (const [stream, { fold: state, entry, hash }] of sops) {
    const id = as<SopId>(stream.slice('sop/'.length));
    const note = noted.get(id);
    const last = copy.versions
      .filter((version) => version.sop === id)
      .toSorted((a, b) => a.number - b.number)
      .at(-1);
    const gone = note?.deleted !== undefined && state.versions.length === 0;
    rows.sops.push({
      id,
      title: note?.title ?? last?.diagram.control.title ?? state.title,
      from: state.from,
      status: state.status,
      effective: state.effective,
      at: entry.at,
      fold: state,
      seq: entry.seq,
      hash,
      ...(gone ? { deleted: note.deleted } : {}),
    });
  }
}

function compiledOf({ versions }: Copy): (wanted: Digest) => Compiled {
  const made = new Map<Digest, Compiled>();
  return (wanted) => {
    const known = made.get(wanted);
    if (known !== undefined) return known;
    const version = versions.find(({ digest }) => digest === wanted);
    if (version === undefined) throw new Error(`Version ${wanted} is missing.`);
    const compiled = compile(version.diagram, wanted);
    made.set(wanted, compiled);
    return compiled;
  };
}

/** Rows written at once. */
const batch = 5_000;

/**
 * Puts the copy in the place of the log and of all that follows from it, in one transaction: all of it or nothing.
 * Drafts, evidence and remarks stay as they are. `also`: more to write in the same transaction, over `more` tables.
 */
export async function putCopy(
  db: Database,
  copy: Copy,
  notes: readonly LibraryNote[],
  more: readonly Table[] = [],
  also: () => Promise<void> = async () => {},
): Promise<void> {
  const rows = rowsOf(copy, notes);
  const compiled = compiledOf(copy);
  const tables: readonly (readonly [Table, readonly object[]])[] = [
    [db.entries, rows.entries],
    [db.private, rows.private],
    [db.chain, rows.chain],
    [db.requests, rows.requests],
    [db.numbers, rows.numbers],
    [db.inbox, rows.inbox],
    [db.timers, rows.timers],
    [db.outbox, rows.outbox],
    [db.counters, rows.counters],
    [db.sops, rows.sops],
    [db.directory, rows.directory],
    [db.versions, copy.versions],
    [
      db.registry,
      rows.requests.flatMap((row) => registryRow(compiled(row.version), row.fold) ?? []),
    ],
  ];
  await db.transaction('rw', [...tables.map(([table]) => table), ...more], async () => {
    for (const [table, all] of tables) {
      await table.clear();
      for (let i = 0; i < all.length; i += batch) await table.bulkPut(all.slice(i, i + batch));
    }
    await also();
  });
}

/**
 * Builds inbox, timers, counters and numbers anew from folds and chain, and folds anew what an older `evolve` folded: after an upgrade
 * of the program. One transaction: another tab sees the old rows or the new ones.
 */
export async function rebuildRows(db: Database): Promise<void> {
  const tables = [db.requests, db.numbers, db.inbox, db.timers, db.counters];
  const read = [db.versions, db.entries, db.private, db.directory, db.chain];
  await db.transaction('rw', [...tables, ...read], async () => {
    const directory = (await db.directory.get('workspace'))?.fold ?? emptyDirectory;
    const counts = new Map<string, number>();
    await rebuildNumbers(db);
    await Promise.all([db.inbox.clear(), db.timers.clear()]);
    await db.counters
      .filter(({ key }) => key.startsWith('inbox/') || key.startsWith('requests/'))
      .delete();
    for (const id of await db.requests.toCollection().primaryKeys()) {
      const row = await db.requests.get(id);
      if (row === undefined) continue;
      const request = await currentFold(db, row);
      const compiled = await compiledVersion(db, row.version);
      const due = timerRow(request);
      if (row.foldFormat !== foldFormat)
        await db.requests.put({ ...row, fold: request, foldFormat });
      if (due !== null) await db.timers.put(due);
      countNew(counts, request);
      // A version that is not here shows in the audit; its request can be read and not acted on.
      const inbox = compiled === undefined ? [] : inboxRows(compiled, request, directory);
      await db.inbox.bulkPut([...inbox]);
      for (const { owner } of inbox)
        counts.set(inboxCounter(owner), (counts.get(inboxCounter(owner)) ?? 0) + 1);
    }
    await db.counters.bulkPut([...counts].map(([key, count]) => ({ key, count })));
    await db.counters.put(rowsMark);
  });
}
