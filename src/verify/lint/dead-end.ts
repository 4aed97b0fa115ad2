import { flowsFrom, runs } from '#model/rows.ts';
import { atNode, named } from './finding.ts';
import type { Rule } from './finding.ts';

/** Gates and decisions without flows are said by their own rules. */
export const deadEnd: Rule = (d) =>
  Object.values(d.nodes)
    .filter(
      ({ id, kind }) =>
        runs(kind) &&
        kind !== 'end' &&
        kind !== 'gate' &&
        kind !== 'decision' &&
        flowsFrom(d, id).length === 0,
    )
    .map((node) =>
      atNode(
        'error',
        'dead_end',
        node,
        `Nothing comes after ${named(node)}: draw a flow to what follows.`,
      ),
    );
