import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankDiagram } from '#model/blank.ts';
import type { Diagram } from '#model/diagram.ts';
import { edited } from '#model/edit/edits.ts';
import { as } from '#model/ids.ts';
import type { FlowId, NodeId, RoleId } from '#model/ids.ts';
import { boxesOf, freePlace, nodeAt, overlap } from './places.ts';
import { distanceTo, liveDrawing, wayFinder } from './routes.ts';

const node = (id: string): NodeId => as<NodeId>(id);
const intake = node('in');
const step = (id: string) => ({ id: node(id), kind: 'step', name: id }) as const;
const blank = blankDiagram({ title: 'T', zone: 'UTC' });
const two = edited(
  edited(blank, 'addNode', { node: step('s'), at: { x: 400, y: 16 } }),
  'connect',
  { id: as<FlowId>('f'), from: intake, to: node('s') },
);

describe('places', () => {
  it('stand beneath all else for nodes without one; roles without one hang in their trees', () => {
    const role = { id: as<RoleId>('r'), kind: 'role', name: 'Legal', group: null } as const;
    const d = edited(edited(two, 'addNode', { node: step('lost') }), 'addNode', { node: role });
    const boxes = boxesOf(d);
    expect(boxes.has(role.id)).toBe(false);
    const [lost, first] = [boxes.get(node('lost')), boxes.get(intake)];
    expect((lost?.y ?? 0) > (first?.y ?? 0) + (first?.h ?? 0)).toBe(true);
  });

  it('found for a new node are free of all others', () => {
    const box = fc.record({
      x: fc.integer({ min: 0, max: 800 }),
      y: fc.integer({ min: 0, max: 400 }),
    });
    fc.assert(
      fc.property(fc.array(box, { maxLength: 8 }), box, (spots, at) => {
        let d: Diagram = blank;
        for (const [i, spot] of spots.entries())
          d = edited(d, 'addNode', { node: step(`s${i}`), at: spot });
        const size = { w: 200, h: 72 };
        const place = freePlace(d, boxesOf(d), at, size);
        for (const other of boxesOf(d).values())
          expect(overlap(other, { ...place, ...size })).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('name the node under a point', () => {
    expect(nodeAt(two, boxesOf(two), { x: 410, y: 30 })).toBe('s');
    expect(nodeAt(two, boxesOf(two), { x: 410, y: 30 }, { but: node('s') })).toBeNull();
    expect(nodeAt(two, boxesOf(two), { x: 300, y: 300 })).toBeNull();
  });
});

describe('ways of flows', () => {
  it('are the same objects while only texts change', () => {
    const find = wayFinder();
    const before = find(two);
    expect(find(edited(two, 'rename', { id: node('s'), name: 'Another name' }))).toBe(before);
    const moved = find(edited(two, 'move', { places: [{ id: node('s'), x: 400, y: 200 }] }));
    expect(moved.get(as<FlowId>('f'))).not.toEqual(before.get(as<FlowId>('f')));
  });

  it('stay at their nodes, and orthogonal, wherever a node is dragged', () => {
    const flow = as<FlowId>('f');
    const ways = wayFinder()(two);
    const draw = liveDrawing();
    fc.assert(
      fc.property(
        fc.integer({ min: -900, max: 900 }),
        fc.integer({ min: -600, max: 600 }),
        (x, y) => {
          const drag = new Map([[node('s'), { x, y }]]);
          const live = draw(two, { ways, plates: new Map() }, drag).ways.get(flow) ?? [];
          for (let i = 1; i < live.length; i += 1) {
            const [a, b] = [live[i - 1] ?? [0, 0], live[i] ?? [0, 0]];
            expect(a[0] === b[0] || a[1] === b[1]).toBe(true);
          }
          const end = live.at(-1) ?? [NaN, NaN];
          const onBorder = overlap(
            { x: x - 1, y: y - 1, w: 202, h: 74 },
            { x: end[0], y: end[1], w: 0, h: 0 },
          );
          expect(onBorder).toBe(true);
        },
      ),
    );
  });

  it('are carried as they are when both ends move alike', () => {
    const flow = as<FlowId>('f');
    const ways = wayFinder()(two);
    const places = new Map([
      [intake, { x: 30, y: -7 }],
      [node('s'), { x: 430, y: 9 }],
    ]);
    const { ways: live } = liveDrawing()(two, { ways, plates: new Map() }, places);
    expect(live.get(flow)).toEqual(ways.get(flow)?.map(([x, y]) => [x + 30, y - 7]));
  });

  it('know how near a point is', () => {
    expect(
      distanceTo(
        [
          [0, 0],
          [100, 0],
          [100, 50],
        ],
        { x: 50, y: 10 },
      ),
    ).toBe(10);
    expect(
      distanceTo(
        [
          [0, 0],
          [100, 0],
          [100, 50],
        ],
        { x: 103, y: 54 },
      ),
    ).toBe(5);
  });
});
