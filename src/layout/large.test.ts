import { expect, test } from 'vitest';
import { sop } from '../../test/builders/sop.ts';
import type { Diagram } from '#model/diagram.ts';
import { edited } from '#model/edit/edits.ts';
import { as } from '#model/ids.ts';
import type { FlowId, NodeId } from '#model/ids.ts';
import { near, takenBy } from './boxes.ts';
import { blocked } from './live.ts';
import { routeAround, routeFlows } from './route.ts';

/** Chains of steps on a grid, 20 to a row. */
function grid(count: number): Diagram {
  const drawing = sop('Large');
  for (let k = 0; k < count; k += 1) {
    drawing.step(`s${k}`).place(`s${k}`, { x: (k % 20) * 300, y: Math.floor(k / 20) * 160 });
    if (k % 20 > 0) drawing.flow(`s${k - 1}`, `s${k}`);
    if (k >= 20 && k % 7 === 0) drawing.flow(`s${k - 20}`, `s${k}`);
  }
  return drawing.diagram();
}

test('in a large diagram a move re-routes what it touches, and leaves every other way the same object', () => {
  const before = grid(600);
  const ways = routeFlows(before);
  expect(ways.size).toBe(Object.keys(before.flows).length);
  const at = before.layout[as<NodeId>('s205')];
  const after = edited(before, 'move', {
    places: [{ id: as<NodeId>('s205'), x: (at?.x ?? 0) + 150, y: (at?.y ?? 0) + 80 }],
  });
  const next = routeAround(after, { diagram: before, ways });
  const taken = near(Object.values(after.nodes).flatMap((node) => takenBy(after, node)));
  const same = [...next].filter(([id, points]) => ways.get(id) === points).length;
  const through = [...next].filter(([id, points]) => {
    const flow = after.flows[id];
    return flow === undefined || blocked(flow, points, taken);
  });
  expect(through).toEqual([]);
  expect(next.get(as<FlowId>('f_s204__s205'))).not.toEqual(ways.get(as<FlowId>('f_s204__s205')));
  expect(same).toBeGreaterThan(ways.size - 12);
  // As if it had been drawn so from the start.
  expect(new Set(next.keys())).toEqual(new Set(routeFlows(after).keys()));
});
