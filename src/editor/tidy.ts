/** Auto-layout in a worker of its own, started when first needed and kept. */
import type { Diagram, Place } from '#model/diagram.ts';
import { wrap } from 'comlink';
import type { Remote } from 'comlink';
import type { LayoutWorker } from './layout.worker.ts';

let remote: Remote<LayoutWorker> | undefined;

export async function tidied(diagram: Diagram): Promise<Place[]> {
  remote ??= wrap<LayoutWorker>(
    new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' }),
  );
  return remote.tidy(diagram);
}
