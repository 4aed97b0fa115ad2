/**
 * This engine and this store as a benchmark that compares several calls them. Needs `npm run build` before; the page of
 * the storage part is built when that part is run.
 */
import process from 'node:process';
import { runOne, runOneResumed, runOneSaved } from '../../dist-node/bench.js';
import { simulate } from '../../dist-node/bench-des.js';
import { layout as laidOut } from '../../dist-node/bench-layout.js';
import { storagePage } from '../../scripts/storage-page.mjs';

export const name = 'countersign';
export const engine = { runOne, runOneSaved, runOneResumed };
export const des = { simulate };
export const layout = { layout: laidOut };

const asked = process.argv.slice(1).some((word) => /storage|^all$/.test(word));
export const storage = asked ? await storagePage() : undefined;
