/**
 * SOPs and their versions as the library and the screens read them. What changes an SOP's life is in sop-life.ts: that
 * compiles and proves, and so brings FEEL, too much to load before a list of titles is shown.
 */
import type { Digest, SopId } from '#model/ids.ts';
import type { Version } from '#model/version.ts';
import { Dexie } from 'dexie';
import { now } from './clock.ts';
import type { Database, SopRow } from './database.ts';

/** The library: not what is deleted, nor, unless asked for, what is retired. What changed last first. */
export async function listSops(
  db: Database,
  { retired = false }: { readonly retired?: boolean } = {},
): Promise<readonly SopRow[]> {
  const rows = await db.sops.toArray();
  return rows
    .filter((row) => row.deleted === undefined && (retired || row.status !== 'obsolete'))
    .toSorted((a, b) => b.at - a.at);
}

export const getSop = (db: Database, id: SopId): Promise<SopRow | undefined> => db.sops.get(id);

/** The title of the draft, as the library shows it; not log. */
export async function renameSop(db: Database, sop: SopId, title: string): Promise<void> {
  await db.sops.update(sop, { title, at: now() });
}

/**
 * Takes an SOP out of the library; `restoreSop` takes it back. Throws for one that was ever published: its record
 * stays, it can only be retired.
 */
export async function deleteSop(db: Database, sop: SopId): Promise<SopId> {
  return db.transaction('rw', db.sops, async () => {
    const row = await db.sops.get(sop);
    if (row !== undefined && row.fold.versions.length > 0)
      throw new Error('This SOP was published: retire it instead of deleting it.');
    await db.sops.update(sop, { deleted: now() });
    return sop;
  });
}

export async function restoreSop(db: Database, sop: SopId): Promise<void> {
  await db.sops
    .where('id')
    .equals(sop)
    .modify((row: { deleted?: number }) => {
      delete row.deleted;
    });
}

/** A version by its digest; where several have one meaning, that of the SOP if it is named, else the first. */
export async function getVersion(
  db: Database,
  wanted: Digest,
  sop?: SopId,
): Promise<Version | undefined> {
  const all = await db.versions.where('digest').equals(wanted).toArray();
  return all.findLast((version) => version.sop === sop) ?? all[0];
}

/** Oldest first. */
export const versionsOf = (db: Database, sop: SopId): Promise<Version[]> =>
  db.versions.where('[sop+number]').between([sop, Dexie.minKey], [sop, Dexie.maxKey]).toArray();

/** What new requests are pinned to. */
export async function effectiveVersion(db: Database, sop: SopId): Promise<Version | undefined> {
  const row = await db.sops.get(sop);
  return row === undefined || row.effective === null
    ? undefined
    : getVersion(db, row.effective, sop);
}
