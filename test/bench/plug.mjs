/**
 * This engine, store and editor as a benchmark that compares several calls them. Needs `npm run build` before; the pages of
 * the parts `storage` and `canvas` are built when those are run.
 */
import process from 'node:process';
import { runOne, runOneResumed, runOneSaved } from '../../dist-node/bench.js';
import { simulate } from '../../dist-node/bench-des.js';
import { layout as laidOut } from '../../dist-node/bench-layout.js';
import { benchPage } from '../../scripts/bench-page.mjs';

export const name = 'countersign';
export const engine = { runOne, runOneSaved, runOneResumed };
export const des = { simulate };
export const layout = { layout: laidOut };

// `run.mjs canvas`, or the part's own program.
const asked = (part) =>
  process.argv
    .slice(1)
    .some((word) => word === part || word === 'all' || word.endsWith(`${part}.mjs`));
export const storage = asked('storage') ? await benchPage('storage') : undefined;
export const canvas = asked('canvas') ? await benchPage('canvas') : undefined;
