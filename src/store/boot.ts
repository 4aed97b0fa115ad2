/**
 * The check at the start: whether the database and its second copy (the mirror) tell the same history, before anything
 * is written. What one of them lost is put back from the other.
 */
import type { Database } from './database.ts';
import type { Copy, ReadCopy } from './copy.ts';
import type { Mirror } from './mirror.ts';
import { beginning } from './mirror-log.ts';
import type { MirrorHead } from './mirror-log.ts';
import { upgradeRows } from './upgrade.ts';

export type Boot =
  /** Both tell the same, or the copy was brought up to date. */
  | { readonly state: 'same' }
  /** No second copy can be kept here. */
  | { readonly state: 'alone'; readonly says: string }
  /** The database lacks the last entries, or all; the copy has them, verified. */
  | { readonly state: 'lost'; readonly has: number; readonly of: number; readonly copy: Copy }
  /** Two histories: they part after entry `after` of the workspace chain. `copy`: null where it cannot be read. */
  | {
      readonly state: 'apart';
      readonly after: number;
      readonly database: number;
      readonly copied: number;
      readonly copy: Copy | null;
      readonly says: string;
    }
  /** Neither has what this browser had acknowledged. */
  | { readonly state: 'gone'; readonly has: number; readonly of: number };

const topOf = async (db: Database): Promise<MirrorHead> => {
  const row = await db.chain.orderBy('n').last();
  return row === undefined ? beginning : { n: row.n, chain: row.hash };
};

/** @param witnessed how many entries this browser had acknowledged, as far as that is known: 0 where it is not */
export async function checkBoot(db: Database, mirror: Mirror, witnessed = 0): Promise<Boot> {
  await upgradeRows(db);
  let copied: MirrorHead;
  try {
    copied = await mirror.remote.head();
  } catch {
    return { state: 'alone', says: mirror.why() ?? 'This browser has no private file system.' };
  }
  const top = await topOf(db);
  // Where the database lost something, the copy's last line counts even if its end was never written. Where it lost
  // nothing, such a line was never committed.
  if (top.n < Math.max(copied.n, witnessed)) copied = await mirror.remote.adopt();
  if (copied.n <= top.n) {
    const row = copied.n === 0 ? beginning : await headAt(db, copied.n);
    if (row.chain !== copied.chain) return apart(db, mirror, top, copied);
    if (top.n < witnessed) return { state: 'gone', has: top.n, of: witnessed };
    if (copied.n === 0 && top.n > 0) await mirror.rewrite();
    else await mirror.catchUp();
    return { state: 'same' };
  }
  const read = await copyIn(mirror);
  if (!read.ok) return apart(db, mirror, top, copied);
  const { copy } = read;
  const same = top.n === 0 || copy.lines[top.n - 1]?.record.chain === top.chain;
  return same ? { state: 'lost', has: top.n, of: copied.n, copy } : apart(db, mirror, top, copied);
}

/** Read and verified. What that needs is loaded only then: almost every start is well. */
async function copyIn(mirror: Mirror): Promise<ReadCopy> {
  const { readCopy } = await import('./copy.ts');
  return readCopy(await mirror.remote.lines(), await mirror.remote.versions());
}

async function headAt(db: Database, n: number): Promise<MirrorHead> {
  const row = await db.chain.get(n);
  return { n, chain: row?.hash ?? '' };
}

async function apart(
  db: Database,
  mirror: Mirror,
  top: MirrorHead,
  copied: MirrorHead,
): Promise<Boot> {
  const read = await copyIn(mirror);
  const copy = read.ok ? read.copy : null;
  let after = 0;
  for (const { record } of copy?.lines ?? []) {
    const row = record.n === undefined ? undefined : await db.chain.get(record.n);
    if (row === undefined || row.hash !== record.chain) break;
    after = row.n;
  }
  return {
    state: 'apart',
    after,
    database: top.n,
    copied: copied.n,
    copy,
    says: read.ok ? 'Both are whole, but they tell two histories.' : read.says,
  };
}

/**
 * Puts the copy's history into the database, all or nothing: log and what follows from it, then drafts and evidence
 * that are only in the copy. Titles of drafts that the database still has are kept.
 */
export async function restore(db: Database, mirror: Mirror, copy: Copy): Promise<void> {
  const { putCopy } = await import('./rebuild.ts');
  const notes = await db.sops.toArray();
  await putCopy(db, copy, notes);
  await restoreAside(db, mirror);
  await mirror.catchUp();
}

/** Drafts and evidence that only the copy has. */
async function restoreAside(db: Database, mirror: Mirror): Promise<void> {
  for (const { sop, updates } of await mirror.remote.drafts()) {
    const id = (await db.sops.toArray()).find((row) => row.id === sop)?.id;
    if (id === undefined || (await db.updates.where('sop').equals(id).count()) > 0) continue;
    await db.updates.bulkAdd(updates.map((bytes) => ({ sop: id, bytes })));
  }
  for (const { sha256 } of await mirror.remote.evidence()) {
    if ((await db.blobs.where('sha256').equals(sha256).count()) > 0) continue;
    const bytes = await mirror.remote.evidenceOf(sha256);
    if (bytes !== null) await db.blobs.put({ sha256, bytes });
  }
}
