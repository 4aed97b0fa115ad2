import { describe, expect, test } from 'vitest';
import { templateDiagram } from '../../test/builders/templates.ts';
import { randomSop } from '../../test/laws/random-sop.ts';
import { edited } from '#model/edit/edits.ts';
import { as } from '#model/ids.ts';
import type { Diagram } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';
import { withPlaces } from './cases/judge.ts';
import { layoutDiagram } from './layout.ts';

const tidied = (diagram: Diagram): Diagram => withPlaces(diagram, layoutDiagram(diagram).places);
const inLanes = (diagram: Diagram): Diagram =>
  withPlaces(diagram, layoutDiagram(diagram, { lanes: { lanes: 'role', direction: 'LR' } }).places);
const bare = (diagram: Diagram): Diagram => ({ ...diagram, layout: {} });

/** Of the nodes above each other in a column of one phase, before and after: how many pairs there are, how many stand as they stood. */
function pairs(before: Diagram, after: Diagram): { all: number; same: number } {
  const nodes = Object.values(before.nodes).filter(
    ({ id, kind }) => kind !== 'phase' && after.layout[id]?.x !== undefined,
  );
  const [x, y] = (['x', 'y'] as const).map(
    (axis) => (d: Diagram, id: NodeId) => d.layout[id]?.[axis] ?? NaN,
  );
  const column = (d: Diagram, a: NodeId, b: NodeId): boolean => Math.abs(x!(d, a) - x!(d, b)) < 90;
  let [all, same] = [0, 0];
  nodes.forEach((a, k) => {
    for (const b of nodes.slice(k + 1)) {
      if (a.phase !== b.phase || !column(before, a.id, b.id) || !column(after, a.id, b.id))
        continue;
      all += 1;
      if (y!(before, a.id) < y!(before, b.id) === y!(after, a.id) < y!(after, b.id)) same += 1;
    }
  });
  return { all, same };
}

/** Without one of its nodes, another one each seed. */
function without(diagram: Diagram, seed: number): Diagram {
  const ids = Object.values(diagram.nodes).flatMap(({ id, kind }) =>
    kind === 'step' || kind === 'gate' || kind === 'decision' ? [id] : [],
  );
  const gone = ids[(seed * 7) % ids.length] ?? as<NodeId>('');
  return edited(diagram, 'deleteThings', { nodes: [gone], flows: [] });
}

describe('small changes', () => {
  const seeds = [9, 57, 105, 137];

  test('a node taken away or put back leaves 95 % of what stood above each other so', () => {
    const sum = { all: 0, same: 0 };
    for (const seed of seeds) {
      const whole = tidied(bare(randomSop(seed)));
      const less = tidied(without(whole, seed));
      const back = tidied({ ...whole, layout: less.layout });
      for (const { all, same } of [pairs(whole, less), pairs(less, back)]) {
        sum.all += all;
        sum.same += same;
      }
    }
    expect(sum.all).toBeGreaterThan(40);
    expect(sum.same / sum.all).toBeGreaterThanOrEqual(0.95);
  });

  test('tidy after tidy changes nothing, also where an order was kept', () => {
    for (const seed of seeds.slice(0, 3)) {
      const whole = tidied(bare(randomSop(seed)));
      const less = tidied(without(whole, seed));
      for (const laid of [whole, less])
        expect(JSON.stringify(tidied(laid).layout)).toBe(JSON.stringify(laid.layout));
    }
  });

  test('in lanes too', () => {
    const laid = inLanes(bare(templateDiagram('general/policy-exception')));
    expect(JSON.stringify(inLanes(laid).layout)).toBe(JSON.stringify(laid.layout));
  });

  test('an order that crosses much is not kept', () => {
    const whole = tidied(bare(randomSop(57)));
    const upside = Object.values(whole.layout).map((place) =>
      place.y === undefined ? place : { ...place, y: -place.y },
    );
    const mended = tidied(withPlaces(whole, upside));
    const { all, same } = pairs(withPlaces(whole, upside), mended);
    expect(same).toBeLessThan(all);
  });
});
