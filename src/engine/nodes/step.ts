import { workers } from '../people/edges.ts';
import { holders } from '../people/roles.ts';
import { suspend } from '../suspend.ts';
import { enter } from '../enter.ts';
import type { Arrive } from './arrive.ts';

/** Rests until somebody finishes it. Nobody there who could: an incident, and `retry` enters it again. */
export const step: Arrive = (run, token, node) => {
  const edges = workers(node);
  if (edges.some((edge) => holders(run, node, edge).length > 0)) return enter(run, token, node);
  const role = edges[0]?.role;
  suspend(run, { code: 'empty_role', node: node.id, ...(role === undefined ? null : { role }) });
};
