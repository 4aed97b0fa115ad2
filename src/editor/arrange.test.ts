import { describe, expect, it } from 'vitest';
import { arranged } from './arrange.ts';

const boxes = new Map([
  ['a', { x: 0, y: 10, w: 100, h: 40 }],
  ['b', { x: 130, y: 0, w: 60, h: 60 }],
  ['c', { x: 400, y: 30, w: 100, h: 20 }],
]);
const xs = (how: Parameters<typeof arranged>[1]): number[] =>
  [...arranged(boxes, how).values()].map(({ x }) => x);
const ys = (how: Parameters<typeof arranged>[1]): number[] =>
  [...arranged(boxes, how).values()].map(({ y }) => y);

describe('several nodes', () => {
  it('are put in line along their outermost edges and middles', () => {
    expect(xs('left')).toEqual([0, 0, 0]);
    expect(xs('right')).toEqual([400, 440, 400]);
    expect(xs('center')).toEqual([200, 220, 200]);
    expect(ys('top')).toEqual([0, 0, 0]);
    expect(ys('middle')).toEqual([10, 0, 20]);
    expect(ys('bottom')).toEqual([20, 0, 40]);
    expect(ys('left')).toEqual([10, 0, 30]);
  });
  it('are spread with the same gap between them; the outermost stay', () => {
    expect(xs('spreadAcross')).toEqual([0, 220, 400]);
    expect(ys('spreadDown')).toEqual([0, 25, 30]);
  });
});
