/** Auto-layout off the main thread: 48 nodes take a quarter of a second. */
import { layoutDiagram } from '#layout/layout.ts';
import type { Diagram, Place } from '#model/diagram.ts';
import { expose } from 'comlink';

const worker = {
  tidy: (diagram: Diagram): Place[] => [...layoutDiagram(diagram).places],
};
export type LayoutWorker = typeof worker;
expose(worker);
