import { describe, expect, test } from 'vitest';
import { measure } from './cases/measure.ts';
import { most, spikeCase } from './cases/spike.ts';
import { layoutLanes, routeOnly } from './lanes.ts';

const sound = {
  through: 0,
  slanted: 0,
  offNode: 0,
  nodeOnNode: 0,
  outsideLane: 0,
  failed: 0,
  labelOnNode: 0,
  nearNode: 0,
};

describe('lane layout', () => {
  test.for(Object.keys(most))('%s is sound, with few crossings and bends', (name) => {
    const { diagram: d, options } = spikeCase(name);
    const m = measure(d, layoutLanes(d, options));
    expect(m).toMatchObject(sound);
    const [known, bends] = most[name]!;
    // From about a hundred nodes on it has to be fewer.
    const cross = d.nodes.length > 90 ? known - 1 : known;
    expect({ cross: m.cross, bends: m.bends }).toEqual({
      cross: Math.min(m.cross, cross),
      bends: Math.min(m.bends, bends),
    });
  });

  test('the same diagram gives the same layout, byte for byte', () => {
    const d = spikeCase('five-gates').diagram;
    expect(JSON.stringify(layoutLanes(d))).toBe(JSON.stringify(layoutLanes(d)));
  });

  test('laid out again with what was there before, nothing moves', () => {
    const d = spikeCase('policy-exception').diagram;
    const before = layoutLanes(d);
    const after = layoutLanes(d, { previous: before });
    for (const n of d.nodes) {
      expect(Math.abs(after.nodes[n.id]!.x - before.nodes[n.id]!.x)).toBeLessThan(1);
      expect(Math.abs(after.nodes[n.id]!.y - before.nodes[n.id]!.y)).toBeLessThan(1);
    }
  });

  test('a pinned node stays where it was put, and the rest is sound', () => {
    const d = spikeCase('five-gates').diagram;
    const before = layoutLanes(d);
    const at = { x: before.nodes['gate2']!.x + 36, y: before.nodes['gate2']!.y };
    const after = layoutLanes(d, { previous: before, pinned: { gate2: at } });
    expect(after.nodes['gate2']).toMatchObject(at);
    expect(measure(d, after)).toMatchObject(sound);
  });

  test('tidying a selection leaves the others where they are', () => {
    const d = spikeCase('five-gates').diagram;
    const before = layoutLanes(d);
    const select = d.nodes.slice(4, 9).map((n) => n.id);
    const mess = {
      ...before,
      nodes: Object.fromEntries(
        Object.entries(before.nodes).map(([id, n], k) => [
          id,
          select.includes(id) ? { ...n, x: n.x + 17 * (k % 3), y: n.y + 6 * (k % 2) } : n,
        ]),
      ),
    };
    const after = layoutLanes(d, { previous: mess, select });
    for (const n of d.nodes.filter(({ id }) => !select.includes(id))) {
      expect(after.nodes[n.id]).toEqual(mess.nodes[n.id]);
    }
    expect(measure(d, after)).toMatchObject({ through: 0, nodeOnNode: 0, failed: 0, slanted: 0 });
  });

  test('after a drag the flows follow, and no flow runs through a node', () => {
    const d = spikeCase('many-loops').diagram;
    const before = layoutLanes(d);
    const id = d.nodes[5]!.id;
    const place = before.nodes[id]!;
    const dragged = {
      ...before,
      nodes: { ...before.nodes, [id]: { ...place, x: place.x + 60, y: place.y + 8 } },
    };
    const after = routeOnly(d, dragged, { keep: before });
    expect(after.nodes[id]).toMatchObject({ x: place.x + 60, y: place.y + 8 });
    expect(measure(d, after)).toMatchObject({ through: 0, offNode: 0, failed: 0, slanted: 0 });
  });
});
