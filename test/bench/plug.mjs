/** Wires the product into the measuring rig's plug contract. Needs `npm run build` before. */
import { runOne, runOneResumed, runOneSaved } from '../../dist-node/bench.js';

export const name = 'countersign';
export const engine = { runOne, runOneSaved, runOneResumed };
