import { describe, expect, it } from 'vitest';
import { near, takenBy, touch } from '#layout/boxes.ts';
import { blocked } from '#layout/live.ts';
import { platesOf } from '#layout/labels.ts';
import type { Diagram } from '#model/diagram.ts';
import { edited } from '#model/edit/edits.ts';
import { as } from '#model/ids.ts';
import type { FlowId, NodeId } from '#model/ids.ts';
import { templateDiagram } from '../../../test/builders/templates.ts';
import { boxesOf } from './places.ts';
import { liveDrawing, wayFinder } from './routes.ts';
import type { Drawn } from './routes.ts';

const template = templateDiagram('general/policy-exception');
const drawn = (diagram: Diagram): Drawn => {
  const ways = wayFinder()(diagram);
  return { ways, plates: platesOf(diagram, ways) };
};

describe('while a node is in the hand', () => {
  it('its flows run orthogonally around the nodes, and no label covers one, wherever it stands free', () => {
    const at = drawn(template);
    const boxes = boxesOf(template);
    const live = liveDrawing();
    let judged = 0;
    for (const id of ['g_risk', 'd_type', ...Object.keys(template.nodes).slice(0, 14)]) {
      const node = template.nodes[as<NodeId>(id)];
      const box = boxes.get(as<NodeId>(id));
      if (node === undefined || box === undefined || node.kind === 'phase') continue;
      const others = Object.values(template.nodes).filter((each) => each.id !== node.id);
      const stand = near(others.flatMap((each) => takenBy(template, each)));
      for (const [dx, dy] of [
        [40, 16],
        [-160, 60],
        [300, -220],
        [12, 340],
        [-500, -90],
      ] as const) {
        const spot = { x: box.x + dx, y: box.y + dy };
        const own = takenBy(template, node, spot);
        const free = own.every((a) =>
          stand
            .at({ x: a.x - 30, y: a.y - 30, w: a.w + 60, h: a.h + 60 })
            .every((b) => !touch(a, b, 30)),
        );
        if (!free) continue;
        judged += 1;
        const { ways, plates } = live(template, at, new Map([[node.id, spot]]));
        const now = near([...others.flatMap((each) => takenBy(template, each)), ...own]);
        for (const [flow, points] of ways) {
          const row = template.flows[flow];
          if (row === undefined) throw new Error(flow);
          const slanted = points
            .slice(1)
            .some(([x, y], k) => x !== points[k]?.[0] && y !== points[k]?.[1]);
          expect({ flow, slanted, through: blocked(row, points, now) }).toEqual({
            flow,
            slanted: false,
            through: false,
          });
          const plate = plates.get(flow);
          const covered =
            plate === undefined ? [] : now.at(plate).filter((each) => touch(plate, each, -1));
          expect({ flow, covered }).toEqual({ flow, covered: [] });
        }
      }
    }
    expect(judged).toBeGreaterThan(8);
  });

  it('flows that it is held over make way, and run as before once it is gone', () => {
    const at = drawn(template);
    const live = liveDrawing();
    const [id, points] =
      [...at.ways].find(([, way]) =>
        way.some(([x], k) => Math.abs(x - (way[k + 1]?.[0] ?? x)) > 300),
      ) ?? [];
    const flow = template.flows[id ?? as<FlowId>('')];
    const k = points?.findIndex(([x], n) => Math.abs(x - (points[n + 1]?.[0] ?? x)) > 300) ?? 0;
    const [x, y] = points?.[k] ?? [0, 0];
    const [u] = points?.[k + 1] ?? [0, 0];
    const loose = edited(template, 'addNode', {
      node: { id: as<NodeId>('n_new'), kind: 'step', name: 'Loose' },
      at: { x: -4000, y: -4000 },
    });
    const over = live(
      loose,
      { ...at },
      new Map([[as<NodeId>('n_new'), { x: (x + u) / 2 - 100, y: y - 36 }]]),
    );
    expect(over.ways.get(flow?.id ?? as<FlowId>(''))).toBeDefined();
    const gone = live(loose, { ...at }, new Map([[as<NodeId>('n_new'), { x: -4000, y: -4000 }]]));
    expect([...gone.ways]).toEqual([]);
  });

  it('a flow bent by hand keeps its bends and is anchored again, live and on the drop', () => {
    const at = drawn(template);
    const [id, points] =
      [...at.ways].find(
        ([flow, way]) =>
          way.length === 4 && template.flows[flow]?.from !== template.flows[flow]?.to,
      ) ?? [];
    if (id === undefined || points === undefined) throw new Error('no flow with two bends');
    const bent = edited(template, 'setRow', {
      table: 'layout',
      id,
      set: { bends: points, pinned: true },
    });
    const target = template.flows[id]?.to ?? as<NodeId>('');
    const box = boxesOf(bent).get(target);
    if (box === undefined) throw new Error('no target');
    const spot = { x: box.x + 4, y: box.y + 4 };
    const { ways } = liveDrawing()(bent, drawn(bent), new Map([[target, spot]]));
    const after = edited(bent, 'move', { places: [{ id: target, ...spot }] });
    expect(after.layout[id]?.bends?.slice(0, 2)).toEqual(points.slice(0, 2));
    expect(ways.get(id)).toEqual(after.layout[id]?.bends);
  });
});
