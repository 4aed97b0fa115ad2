/** Findings off the main thread: typing stays smooth however large the diagram is. */
import { emptyDiagram } from '#model/blank.ts';
import type { Finding } from '#model/finding.ts';
import { findings } from '#verify/findings.ts';
import { expose } from 'comlink';
import { changed } from './changes.ts';
import type { Changes } from './changes.ts';

let diagram = emptyDiagram;
let said = '';
const worker = {
  /** The findings after these changes; null: the same as last time. */
  check: (changes: Changes): Finding[] | null => {
    diagram = changed(diagram, changes);
    const found = [...findings(diagram)];
    const words = JSON.stringify(found);
    if (words === said) return null;
    said = words;
    return found;
  },
};
export type FindingsWorker = typeof worker;
expose(worker);
