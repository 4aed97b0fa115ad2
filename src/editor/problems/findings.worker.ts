/** Findings off the main thread: typing stays smooth however large the diagram is. */
import type { Diagram } from '#model/diagram.ts';
import type { Finding } from '#model/finding.ts';
import { findings } from '#verify/findings.ts';
import { expose } from 'comlink';

const worker = { check: (diagram: Diagram): Finding[] => [...findings(diagram)] };
export type FindingsWorker = typeof worker;
expose(worker);
