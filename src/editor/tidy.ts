/** Auto-layout in a worker of its own, started when first needed and kept. */
import type { LaneWish } from '#layout/by-lanes.ts';
import type { Diagram, Place } from '#model/diagram.ts';
import { wrap } from 'comlink';
import type { Remote } from 'comlink';
import type { LayoutWorker } from './layout.worker.ts';

let remote: Remote<LayoutWorker> | undefined;

/** Phases in rows, or in the lanes that are wished for. */
export async function tidied(diagram: Diagram, lanes?: LaneWish): Promise<Place[]> {
  remote ??= wrap<LayoutWorker>(
    new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' }),
  );
  return remote.tidy(diagram, lanes);
}
