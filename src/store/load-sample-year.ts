/** Loads a year of sample requests in a worker: the page stays smooth, sees how far it is, and can call it off. */
import { proxy, wrap } from 'comlink';
import type { Database } from './database.ts';
import { mirrorOf } from './mirrors.ts';
import { removeSampleYear } from './sample-year.ts';
import type { SampleYearWorker, YearAsk, YearMade } from './sample-year.worker.ts';

export interface Loading {
  /** Never settles once it was called off. */
  readonly made: Promise<YearMade>;
  /** Ends it at once; what was written by then is taken away again. */
  readonly cancel: () => Promise<void>;
}

export function loadSampleYear(
  db: Database,
  ask: YearAsk,
  progress: (done: number, of: number) => void,
): Loading {
  const worker = new Worker(new URL('./sample-year.worker.ts', import.meta.url), {
    type: 'module',
  });
  const remote = wrap<SampleYearWorker>(worker);
  const run = async (): Promise<YearMade> => {
    try {
      const answer = await remote.make(db.name, ask, proxy(progress));
      // The second copy is this tab's: the worker has none.
      await mirrorOf(db)?.catchUp();
      return answer;
    } finally {
      worker.terminate();
    }
  };
  return {
    made: run(),
    cancel: async () => {
      worker.terminate();
      await removeSampleYear(db);
    },
  };
}
