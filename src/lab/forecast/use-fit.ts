/** What stored requests say of the assumptions; undefined while they are read, null where there are none. */
import { wrap } from 'comlink';
import { useEffect, useState } from 'react';
import type { Diagram } from '#model/diagram.ts';
import type { Directory } from '#model/directory.ts';
import type { SopId } from '#model/ids.ts';
import type { Fit } from '#simulate/forecast/fit.ts';
import { useDatabase } from '#ui/workspace.tsx';
import type { FitWorker } from './fit.worker.ts';

export function useFit(sop: SopId, diagram: Diagram, directory: Directory): Fit | null | undefined {
  const database = useDatabase();
  const [found, set] = useState<{ readonly of: Diagram; readonly fit: Fit | null }>();
  // A request that ends while this is read changes a mean by nothing: it is read once a visit and diagram.
  const [people] = useState(directory);
  useEffect(() => {
    let gone = false;
    const worker = new Worker(new URL('./fit.worker.ts', import.meta.url), { type: 'module' });
    const done = (fit: Fit | null): void => {
      if (!gone) set({ of: diagram, fit });
    };
    worker.addEventListener('error', () => done(null));
    void wrap<FitWorker>(worker)
      .fit(database.name, sop, diagram, people)
      // What cannot be read is as if it were not there: what is stated holds, and says so.
      .then(done, () => done(null))
      .finally(() => worker.terminate());
    return () => {
      gone = true;
      worker.terminate();
    };
  }, [database, sop, diagram, people]);
  return found?.of === diagram ? found.fit : undefined;
}
