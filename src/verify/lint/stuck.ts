import { nodesOf, flowsFrom } from '#model/rows.ts';
import { atNode, named } from './finding.ts';
import type { Rule } from './finding.ts';
import { reachedFromIntake, reachingAnEnd } from './ways.ts';

/** A loop without a way out; a node without any flow out is said by `dead_end`. */
export const stuck: Rule = (d) => {
  if (nodesOf(d, 'end').length === 0) return [];
  const ends = reachingAnEnd(d);
  return [...reachedFromIntake(d)].flatMap((id) => {
    const node = d.nodes[id];
    if (node === undefined || ends.has(id) || flowsFrom(d, id).length === 0) return [];
    return [
      atNode(
        'error',
        'stuck',
        node,
        `From ${named(node)} no end can be reached: a request would stay there for good.`,
      ),
    ];
  });
};
