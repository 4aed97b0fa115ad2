/** Published versions in the form that engine and screens read, compiled once a page. */
import { compile } from '#engine/compile.ts';
import type { Compiled } from '#engine/compiled.ts';
import type { Digest } from '#model/ids.ts';
import type { Database } from './database.ts';

const cache = new Map<Digest, Compiled>();

/**
 * The version of that digest, or undefined where it is not on this device. Awaits nothing but Dexie, so it may be used
 * inside a transaction over `versions`.
 */
export async function compiledVersion(db: Database, digest: Digest): Promise<Compiled | undefined> {
  const known = cache.get(digest);
  if (known !== undefined) return known;
  const version = await db.versions.where('digest').equals(digest).first();
  if (version === undefined) return undefined;
  const compiled = compile(version.diagram, digest);
  cache.set(digest, compiled);
  return compiled;
}

/** The versions a version's subprocess nodes name, as far as they are here. */
export async function childVersions(
  db: Database,
  compiled: Compiled,
): Promise<(digest: Digest) => Compiled | undefined> {
  const found = new Map<Digest, Compiled>();
  if (compiled.digest !== 'draft') found.set(compiled.digest, compiled);
  for (const { row } of compiled.nodes) {
    if (row.kind !== 'subprocess' || row.version === null) continue;
    const child = await compiledVersion(db, row.version);
    if (child !== undefined) found.set(row.version, child);
  }
  return (digest) => found.get(digest);
}
