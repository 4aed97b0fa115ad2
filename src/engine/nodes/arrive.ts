import type { CNode } from '../compiled.ts';
import type { Token } from '../request.ts';
import type { Run } from '../run.ts';

/** A token stands at this node: emits what follows, up to its next move or its rest. */
export type Arrive = (run: Run, token: Token, node: CNode) => void;
