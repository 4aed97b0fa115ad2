/** The directory for the append: not read again while only requests go on, for hundreds of people take a while. */
import type { Hex } from '#model/diagram.ts';
import { emptyDirectory } from '#model/directory.ts';
import type { Directory } from '#model/directory.ts';
import type { ChainRow, Database } from './database.ts';

/** By the hash of the chain's last row, which stands for all that was ever written, in whichever tab. */
const known = new WeakMap<Database, { readonly at: Hex; readonly directory: Directory }>();

/** The directory as the workspace chain leaves it; inside a transaction over both. */
export async function directoryAt(
  db: Database,
  end: PromiseLike<ChainRow | undefined>,
): Promise<Directory> {
  const at = (await end)?.hash;
  const last = known.get(db);
  if (last !== undefined && last.at === at) return last.directory;
  const directory = (await db.directory.get('workspace'))?.fold ?? emptyDirectory;
  if (at !== undefined) known.set(db, { at, directory });
  return directory;
}

/** The chain went on from one row to the next, and that left the directory as it was. */
export function sameDirectory(db: Database, before: Hex | undefined, after: Hex): void {
  const last = known.get(db);
  if (last !== undefined && last.at === before) known.set(db, { ...last, at: after });
}
