import { useEffect, useState } from 'react';
import type { Compiled } from '#engine/compiled.ts';
import type { Digest, RequestId, SopId } from '#model/ids.ts';
import { compiledVersion } from '#store/compiled.ts';
import { entriesOf } from '#store/requests.ts';
import { getVersion } from '#store/sops.ts';
import { useDatabase } from '#ui/workspace.tsx';
import type { Frame } from '../frames.ts';
import { framesOfLog, versionsIn } from './from-log.ts';

export interface Stored {
  readonly frames: readonly Frame[];
  readonly versions: ReadonlyMap<Digest, Compiled>;
  /** Of the version it is on now. */
  readonly compiled: Compiled;
  readonly number: number | undefined;
}

/** A copy of the request as it was when this was first asked; null where it, or its version, is not here. */
export function useStored(id: RequestId | null, sop: SopId): Stored | null | undefined {
  const database = useDatabase();
  const [found, set] = useState<{ of: RequestId | null; stored: Stored | null }>();
  const [failed, fail] = useState<unknown>();
  useEffect(() => {
    if (id === null) return undefined;
    let gone = false;
    const load = async (): Promise<Stored | null> => {
      const log = await entriesOf(database, `request/${id}`);
      const versions = new Map<Digest, Compiled>();
      for (const digest of versionsIn(log)) {
        const compiled = await compiledVersion(database, digest);
        if (compiled !== undefined) versions.set(digest, compiled);
      }
      const frames = framesOfLog((digest) => versions.get(digest), log);
      const last = frames.at(-1)?.request;
      const compiled = last === undefined ? undefined : versions.get(last.version);
      if (last === undefined || compiled === undefined) return null;
      const number = (await getVersion(database, last.version, sop))?.number;
      return { frames, versions, compiled, number };
    };
    load().then(
      (stored) => gone || set({ of: id, stored }),
      (error: unknown) => gone || fail(error),
    );
    return () => {
      gone = true;
    };
  }, [database, id, sop]);
  if (failed !== undefined) throw failed;
  return found?.of === id ? found.stored : undefined;
}
