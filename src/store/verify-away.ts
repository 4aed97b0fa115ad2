/** Verification in a worker: the page stays smooth, sees how far it is, and can call it off. */
import { proxy, wrap } from 'comlink';
import type { Remote } from 'comlink';
import type { Stream } from '#engine/log/entry.ts';
import type { VerifiedSeals } from '#engine/log/seals.ts';
import type { Database } from './database.ts';
import type { VerifyWorker } from './verify.worker.ts';

export interface Verifying {
  /** Never settles once it was called off. */
  readonly verdict: Promise<VerifiedSeals>;
  readonly cancel: () => void;
}
interface Thread {
  readonly remote: Remote<VerifyWorker>;
  readonly end: () => void;
}

/** Kept warm between two verifications; what is called off ends with its thread. */
let idle: Thread | null = null;

function started(): Thread {
  const worker = new Worker(new URL('./verify.worker.ts', import.meta.url), { type: 'module' });
  return { remote: wrap<VerifyWorker>(worker), end: () => worker.terminate() };
}

/** Starts to verify the stored log, of one stream or of all. */
export function verifyAway(
  db: Database,
  stream: Stream | undefined,
  progress: (done: number, of: number) => void,
): Verifying {
  const thread = idle ?? started();
  idle = null;
  let off = false;
  const run = async (): Promise<VerifiedSeals> => {
    const verdict = await thread.remote.stored(db.name, stream, proxy(progress));
    if (!off) {
      idle?.end();
      idle = thread;
    }
    return verdict;
  };
  return {
    verdict: run(),
    cancel: () => {
      if (off || idle === thread) return;
      off = true;
      thread.end();
    },
  };
}
