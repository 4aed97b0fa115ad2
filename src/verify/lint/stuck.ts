import { nodesOf } from '#model/rows.ts';
import { atNode, named } from './finding.ts';
import type { Rule } from './finding.ts';
import { reachedFromIntake, reachingAStop } from './ways.ts';

/** A loop without a way out. A node without any flow out stops a request too, but that is the compiler's fault to say. */
export const stuck: Rule = (d) => {
  if (nodesOf(d, 'end').length === 0) return [];
  const stops = reachingAStop(d);
  return [...reachedFromIntake(d)].flatMap((id) => {
    const node = d.nodes[id];
    if (node === undefined || stops.has(id)) return [];
    return [
      atNode(
        'error',
        'stuck',
        node,
        `From ${named(node)} no end can be reached: a request would go round for good.`,
      ),
    ];
  });
};
