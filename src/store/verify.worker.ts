/** Verifies off the main thread: the stored log, or an exported one. Ended from outside where somebody calls it off. */
import { expose } from 'comlink';
import type { Stream } from '#engine/log/entry.ts';
import type { VerifiedSeals } from '#engine/log/seals.ts';
import { openDatabase } from './database.ts';
import { verifyStored } from './verify.ts';

const worker = {
  stored: async (
    name: string,
    stream: Stream | undefined,
    progress: (done: number, of: number) => void,
  ): Promise<VerifiedSeals> => {
    const db = openDatabase(name);
    try {
      return await verifyStored(db, stream, progress);
    } finally {
      db.close();
    }
  },
};
export type VerifyWorker = typeof worker;
expose(worker);
