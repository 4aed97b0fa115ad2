/** The stored log: verified where it stands, and exported. */
import { Dexie } from 'dexie';
import { exportLog } from '#engine/log/export.ts';
import type { Erased, Head, LogRecord } from '#engine/log/export.ts';
import type { Stream } from '#engine/log/entry.ts';
import { readEntry } from '#engine/log/open.ts';
import { readRecord } from '#engine/log/read.ts';
import { verifySeals } from '#engine/log/seals.ts';
import type { VerifiedSeals } from '#engine/log/seals.ts';
import { erasedBy, verifyLines } from '#engine/log/verify.ts';
import type { Directory } from '#model/directory.ts';
import { foldFormat } from './database.ts';
import type { ChainRow, Database, StoredEntry, StoredPrivate } from './database.ts';
import { privateOf } from './entries.ts';
import { hash } from './hash.ts';
import { checkSeal } from './person-keys.ts';
import { stateDiffers } from './verify-state.ts';
import type { State } from './verify-state.ts';

/** Entries between two words about progress. */
const told = 500;

interface Kept {
  readonly heads: { readonly [stream: string]: Head };
  readonly records: readonly LogRecord[];
  /** Redactions on record, where the workspace's own log is not among the records. */
  readonly erased: readonly Erased[];
  readonly state: State;
  /** People's keys, for the log of one stream. */
  readonly keys: Directory['personKeys'];
}

/**
 * Whether what is stored is what was written: every text, its place, its private values, the links, the workspace chain,
 * the heads; whether what stands beside the log, which screens show and requests run on, is what the log says; and the
 * seals of signatures.
 */
export async function verifyStored(
  db: Database,
  stream?: Stream,
  /** Told now and then how many entries of how many are done. */
  progress?: (done: number, of: number) => void,
): Promise<VerifiedSeals> {
  const { heads, records, erased, state, keys } = await kept(db, stream);
  const lines = records.map((record, i) => {
    // Reading is half of the work.
    if (i % told === 0) progress?.(Math.floor(i / 2), records.length);
    return readRecord(record, i + 1);
  });
  progress?.(Math.floor(records.length / 2), records.length);
  const verdict = verifyLines(heads, lines, hash, erased);
  if (!verdict.ok) return verdict;
  return stateDiffers(lines, state) ?? verifySeals(verdict, lines, checkSeal, keys);
}

/** The log as a `.log.jsonl`: of one stream, or all of it along the workspace chain. */
export async function exportStored(db: Database, stream?: Stream): Promise<string> {
  const { heads, records, erased } = await kept(db, stream);
  return exportLog(heads, records, erased);
}

/** All of it at one moment: no entry is appended between two of these reads. */
function kept(db: Database, stream: Stream | undefined): Promise<Kept> {
  const folded = [db.requests, db.sops, db.directory, db.versions];
  const tables = [db.entries, db.private, db.chain, ...folded];
  return db.transaction('r', tables, async () => {
    const range: [unknown, unknown] =
      stream === undefined
        ? [Dexie.minKey, Dexie.maxKey]
        : [
            [stream, Dexie.minKey],
            [stream, Dexie.maxKey],
          ];
    // Asked for at once, and whole tables: a cursor comes back from the database for every few rows.
    const id = stream?.slice(stream.indexOf('/') + 1);
    const only = (kind: 'request/' | 'sop/'): boolean =>
      stream === undefined || stream.startsWith(kind);
    const all = stream === undefined || id === undefined;
    const [entries, values, chain, requests, sops, directory, versions] = await Promise.all([
      db.entries
        .where('[stream+seq]')
        .between(...range)
        .toArray(),
      db.private
        .where('[stream+seq]')
        .between(...range)
        .toArray(),
      stream === undefined ? db.chain.orderBy('n').toArray() : [],
      only('request/') ? (all ? db.requests : db.requests.where('id').equals(id)).toArray() : [],
      only('sop/') ? (all ? db.sops : db.sops.where('id').equals(id)).toArray() : [],
      db.directory.get('workspace'),
      db.versions.toArray(),
    ]);
    const heads: { [stream: string]: Head } = {};
    const folds = new Map<Stream, unknown>();
    for (const row of requests) {
      heads[`request/${row.id}`] = { seq: row.seq, hash: row.hash };
      if (row.foldFormat === foldFormat) folds.set(`request/${row.id}`, row.fold);
    }
    for (const row of sops) {
      heads[`sop/${row.id}`] = { seq: row.seq, hash: row.hash };
      folds.set(`sop/${row.id}`, row.fold);
    }
    if (directory !== undefined && (all || stream === 'workspace')) {
      heads['workspace'] = { seq: directory.seq, hash: directory.hash };
      folds.set('workspace', directory.fold);
    }
    const erased = stream === undefined || stream === 'workspace' ? [] : await erasedIn(db, stream);
    return {
      heads,
      records: recordsOf(entries, values, chain),
      erased,
      state: { folds, versions },
      keys: directory?.fold.personKeys ?? {},
    };
  });
}

/** What the workspace's log records as erased of a stream. */
async function erasedIn(db: Database, stream: Stream): Promise<Erased[]> {
  const rows = await db.entries
    .where('[stream+seq]')
    .between(['workspace', Dexie.minKey], ['workspace', Dexie.maxKey])
    .filter(({ text }) => text.includes('"type":"redacted"'))
    .toArray();
  return rows
    .flatMap((row) => erasedBy(readEntry(row.text)))
    .filter((place) => place.stream === stream);
}

const key = (row: { readonly stream: Stream; readonly seq: number }): string =>
  `${row.stream} ${row.seq}`;

/** Along the chain; entries the chain doesn't know come last, without a row. */
function recordsOf(
  entries: readonly StoredEntry[],
  values: readonly StoredPrivate[],
  chain: readonly ChainRow[],
): LogRecord[] {
  const secrets = new Map(values.map((row) => [key(row), row]));
  const rows = new Map(chain.map((row) => [key(row), row]));
  return entries
    .map((entry) => ({ entry, row: rows.get(key(entry)) }))
    .toSorted((a, b) => (a.row?.n ?? Infinity) - (b.row?.n ?? Infinity))
    .map(({ entry, row }) => ({
      text: entry.text,
      hash: entry.hash,
      private: privateOf(secrets.get(key(entry))),
      at: { stream: entry.stream, seq: entry.seq },
      ...(row === undefined ? {} : { n: row.n, chain: row.entry === entry.hash ? row.hash : '' }),
    }));
}
