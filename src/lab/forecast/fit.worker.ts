/** What stored requests say of the assumptions, off the main thread; reads the database itself and writes nothing. */
import { expose } from 'comlink';
import { Dexie } from 'dexie';
import { compile } from '#engine/compile.ts';
import type { Diagram } from '#model/diagram.ts';
import type { Directory } from '#model/directory.ts';
import type { SopId } from '#model/ids.ts';
import type { History } from '#simulate/backtest/history.ts';
import { fit } from '#simulate/forecast/fit.ts';
import type { Fit } from '#simulate/forecast/fit.ts';
import { openDatabase } from '#store/database.ts';
import { historiesOf } from '#store/histories.ts';

/** The newest that have ended: people and habits change, and more make a mean hardly better. */
const most = 1000;
const slice = 50;

const worker = {
  fit: async (
    database: string,
    sop: SopId,
    diagram: Diagram,
    directory: Directory,
  ): Promise<Fit | null> => {
    const db = openDatabase(database);
    try {
      const ids = await db.requests
        .where('[sop+status+at]')
        .between([sop, 'completed', Dexie.minKey], [sop, 'completed', Dexie.maxKey])
        // oxlint-disable-next-line unicorn/no-array-reverse -- Dexie's: the newest first
        .reverse()
        .limit(most)
        .primaryKeys();
      if (ids.length === 0) return null;
      const histories: History[] = [];
      for (let from = 0; from < ids.length; from += slice)
        for (const read of await historiesOf(db, ids.slice(from, from + slice)))
          if (read.ok) histories.push(read.history);
      return fit(compile(diagram, 'draft'), histories, directory);
    } finally {
      db.close();
    }
  },
};
export type FitWorker = typeof worker;
expose(worker);
