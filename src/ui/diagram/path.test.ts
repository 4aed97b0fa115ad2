import { expect, test } from 'vitest';
import { arrowHead, crossings, labelSpot, pathLength, pointAt, roundedPath } from './path.ts';

const elbow = [
  [0, 0],
  [100, 0],
  [100, 50],
] as const;

test('corners are rounded by 12, or half of the shorter side', () => {
  expect(roundedPath(elbow, 0)).toBe('M0 0L88 0Q100 0 100 12L100 50');
  expect(
    roundedPath(
      [
        [0, 0],
        [10, 0],
        [10, 50],
      ],
      0,
    ),
  ).toBe('M0 0L5 0Q10 0 10 5L10 50');
});

test('the line stops before the arrowhead, whose tip is the end', () => {
  expect(roundedPath(elbow)).toMatch(/L100 43\.6$/);
  expect(arrowHead(elbow)).toBe('M100 50L95.8 42L100 44.2L104.2 42Z');
});

test('a point along the way', () => {
  expect(pathLength(elbow)).toBe(150);
  expect(pointAt(elbow, 120)).toEqual({ x: 100, y: 20, level: false });
});

test('a text stands where it fits: not on a stub that is too short for it', () => {
  const stub = [
    [0, 0],
    [20, 0],
    [20, 200],
    [300, 200],
  ] as const;
  expect(labelSpot(stub, 60)).toMatchObject({ x: 20, y: 100 });
  expect(labelSpot(elbow.slice(0, 2), 60)).toMatchObject({ x: 50, y: 0 });
});

test('the flow drawn later jumps over the one it crosses', () => {
  const level = [
    [0, 50],
    [200, 50],
  ] as const;
  const upright = [
    [100, 0],
    [100, 100],
  ] as const;
  expect(crossings([level, upright])).toEqual([[], [[100, 50]]]);
  expect(crossings([upright, level])).toEqual([[], [[100, 50]]]);
  expect(roundedPath(level, 0, [[100, 50]])).toBe('M0 50L94 50A6 6 0 0 1 106 50L200 50');
});

test('flows that share a stretch, touch at an end or cross at a corner do not jump', () => {
  const level = [
    [0, 50],
    [200, 50],
  ] as const;
  const shared = [
    [50, 50],
    [150, 50],
  ] as const;
  const ending = [
    [100, 0],
    [100, 50],
  ] as const;
  const corner = [
    [100, 40],
    [100, 100],
  ] as const;
  expect(crossings([level, shared, ending, corner]).flat()).toEqual([]);
});
