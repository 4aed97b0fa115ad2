import { states } from './states.ts';

postMessage(states());
