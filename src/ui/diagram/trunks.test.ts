import { expect, test } from 'vitest';
import type { Diagram } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { FlowId } from '#model/ids.ts';
import type { Points } from './path.ts';
import { upToTrunks } from './trunks.ts';

const drawn = (...ways: readonly (readonly [to: string, points: Points])[]): readonly Points[] => {
  const flows = Object.fromEntries(ways.map(([to], k) => [`f${k}`, { id: `f${k}`, to }]));
  const diagram = { flows } as unknown as Diagram;
  const paths = new Map(ways.map(([, points], k) => [as<FlowId>(`f${k}`), points]));
  return [...upToTrunks(diagram, paths).values()];
};
const trunk: Points = [
  [0, 0],
  [100, 0],
  [100, 90],
];

test('a way is drawn up to where it joins one to the same node', () => {
  const joins: Points = [
    [40, 50],
    [40, 0],
    [100, 0],
    [100, 90],
  ];
  expect(drawn(['a', trunk], ['a', joins])).toEqual([trunk, joins.slice(0, 2)]);
});

test('a way that begins before the other is drawn up to its beginning', () => {
  const longer: Points = [
    [-50, 0],
    [100, 0],
    [100, 90],
  ];
  expect(drawn(['a', trunk], ['a', longer])[1]).toEqual([
    [-50, 0],
    [0, 0],
  ]);
});

test('ways that meet from two sides, or lead elsewhere, are drawn whole', () => {
  const facing: Points = [
    [200, 0],
    [100, 0],
    [100, 90],
  ];
  expect(drawn(['a', trunk], ['a', facing])[1]).toEqual(facing.slice(0, 2));
  expect(drawn(['a', trunk], ['b', trunk])).toEqual([trunk, trunk]);
});
