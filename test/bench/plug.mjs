/** The engine as a benchmark that compares several engines calls it. Needs `npm run build` before. */
import { runOne, runOneResumed, runOneSaved } from '../../dist-node/bench.js';

export const name = 'countersign';
export const engine = { runOne, runOneSaved, runOneResumed };
