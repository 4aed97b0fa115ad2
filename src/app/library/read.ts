/**
 * What the first page reads of SOPs. `store/sops.ts` also compiles and proves, and so brings FEEL: too much to load
 * before a list of titles can be shown.
 */
import type { Digest, SopId } from '#model/ids.ts';
import type { Version } from '#model/version.ts';
import { Dexie } from 'dexie';
import type { Database, SopRow } from '#store/database.ts';

/** The library: not what is deleted or retired; what changed last first. */
export async function listSops(database: Database): Promise<readonly SopRow[]> {
  const rows = await database.sops.toArray();
  return rows
    .filter(({ deleted, status }) => deleted === undefined && status !== 'obsolete')
    .toSorted((a, b) => b.at - a.at);
}

export const getSop = (database: Database, sop: SopId): Promise<SopRow | undefined> =>
  database.sops.get(sop);

/** A version by its digest; where several mean the same, that of the SOP. */
export async function getVersion(
  database: Database,
  digest: Digest,
  sop: SopId,
): Promise<Version | undefined> {
  const all = await database.versions.where('digest').equals(digest).toArray();
  return all.findLast((version) => version.sop === sop) ?? all[0];
}

/** How many requests of an SOP are under way. */
export const runningOf = (database: Database, sop: SopId): Promise<number> =>
  database.requests
    .where('[sop+status+at]')
    .between([sop, 'running', Dexie.minKey], [sop, 'running', Dexie.maxKey])
    .count();
