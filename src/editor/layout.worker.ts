/** Auto-layout off the main thread: 48 nodes take a quarter of a second. */
import type { LaneWish } from '#layout/by-lanes.ts';
import { better, elkGraph, worthElk } from '#layout/elk.ts';
import type { ElkAnswer, ElkGraph } from '#layout/elk.ts';
import { layoutDiagram } from '#layout/layout.ts';
import type { Diagram, Place } from '#model/diagram.ts';
import { expose } from 'comlink';

/** Loaded when first needed: 0.5 MB, in a file and a worker of its own, as its licence (public/licenses.txt) asks. */
async function elkOf(graph: ElkGraph): Promise<ElkAnswer> {
  const [{ default: Elk }, { default: url }] = await Promise.all([
    import('elkjs/lib/elk-api.js'),
    import('elkjs/lib/elk-worker.min.js?url'),
  ]);
  const elk = new Elk({ workerUrl: url, workerFactory: (script) => new Worker(script ?? url) });
  try {
    return await elk.layout(graph);
  } finally {
    elk.terminateWorker();
  }
}

const worker = {
  /** Ours; ELK's where there are no phases and it crosses less. Without ELK (offline at first) ours still stands. */
  tidy: async (diagram: Diagram, lanes?: LaneWish): Promise<Place[]> => {
    if (lanes !== undefined) return [...layoutDiagram(diagram, { lanes }).places];
    const ours = layoutDiagram(diagram).places;
    if (!worthElk(diagram, ours)) return [...ours];
    const answer = await elkOf(elkGraph(diagram)).catch((): ElkAnswer | null => null);
    return [...(answer === null ? ours : better(diagram, ours, answer))];
  },
};
export type LayoutWorker = typeof worker;
expose(worker);
