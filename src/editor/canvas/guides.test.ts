import { describe, expect, it } from 'vitest';
import { as } from '#model/ids.ts';
import type { NodeId } from '#model/ids.ts';
import { sop } from '../../../test/builders/sop.ts';
import { aligned } from './guides.tsx';
import { boxesOf } from './places.ts';

const moved = as<NodeId>('c');
/** Steps of 200 × 72: two 60 apart, one far away, one in the hand. */
const diagram = sop('Row')
  .intake({})
  .step('a')
  .step('b')
  .step('c')
  .step('d')
  .place('in', { x: 0, y: 2000 })
  .place('a', { x: 0, y: 0 })
  .place('b', { x: 260, y: 0 })
  .place('c', { x: 520, y: 300 })
  .place('d', { x: 1100, y: 0 })
  .diagram();
const box = boxesOf(diagram).get(moved) ?? { x: 0, y: 0, w: 0, h: 0 };
const carried = new Set([moved]);
const to = (x: number, y: number, fine = false): ReturnType<typeof aligned> =>
  aligned({ diagram, carried, box, by: { x: x - box.x, y: y - box.y }, fine });

describe('a node in the hand', () => {
  it('is drawn to the edges and middles of others', () => {
    const { by, guides } = to(700, 4);
    expect(box.y + by.y).toBe(0);
    expect(guides?.y).not.toBeNull();
  });
  it('is drawn to the same gap as its neighbours have, and shows both gaps', () => {
    const { by, guides } = to(524, 3);
    expect(box.x + by.x).toBe(520);
    expect(guides?.gaps.map(({ from, to: end }) => end.x - from.x)).toEqual([60, 60]);
  });
  it('is drawn to the middle between two', () => {
    const { by, guides } = to(677, 2);
    expect(box.x + by.x).toBe(680);
    expect(guides?.gaps).toHaveLength(2);
  });
  it('is drawn nowhere on the fine grid', () => {
    expect(to(524, 3, true).guides).toBeNull();
  });
});
