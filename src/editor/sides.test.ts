import { describe, expect, it } from 'vitest';
import { as } from '#model/ids.ts';
import type { NodeId } from '#model/ids.ts';
import { sop } from '../../test/builders/sop.ts';
import { boxesOf, overlap } from './canvas/places.ts';
import { mayJoin, placeAtEnd, placeBeside, routeByHand, usualAt } from './sides.ts';

const id = (name: string): NodeId => as<NodeId>(name);
const drawing = sop('Small')
  .role('r', { name: 'Lead' })
  .intake({})
  .step('s', { R: 'r' })
  .gate('g', { A: 'r' })
  .end('e')
  .path('in', 's', 'g', 'e')
  .place('in', { x: 0, y: 0 })
  .place('s', { x: 300, y: 16 })
  .place('g', { x: 620, y: 0 })
  .place('e', { x: 1000, y: 26 })
  .diagram();

describe('what usually stands on a side', () => {
  it('is what follows on the right, what rejects below a gate, what is sent back to above it', () => {
    expect(usualAt(drawing, id('s'), 'right')).toBe('gate');
    expect(usualAt(drawing, id('g'), 'bottom')).toBe('end');
    expect(usualAt(drawing, id('g'), 'top')).toBe('step');
    expect(usualAt(drawing, id('r'), 'right')).toBe('gate');
  });
  it('is nothing behind an end, before the intake, and below what has its one way out', () => {
    expect(usualAt(drawing, id('e'), 'right')).toBeNull();
    expect(usualAt(drawing, id('in'), 'left')).toBeNull();
    expect(usualAt(drawing, id('s'), 'bottom')).toBeNull();
  });
  it('stands free of all others, below a gate also of its roles', () => {
    const at = placeBeside(drawing, id('g'), 'end', 'bottom');
    expect(at.y).toBeGreaterThan(104 + 40);
    for (const side of ['right', 'left', 'top', 'bottom'] as const) {
      const place = placeBeside(drawing, id('g'), 'step', side);
      const box = { ...place, w: 200, h: 72 };
      expect([...boxesOf(drawing).values()].some((other) => overlap(box, other))).toBe(false);
    }
  });
  it('lies straight behind its source where it is dropped nearly so', () => {
    expect(placeAtEnd(drawing, id('g'), 'step', 'right', { x: 980, y: 60 })).toEqual({
      x: 980,
      y: 52 - 36,
    });
    expect(placeAtEnd(drawing, id('g'), 'step', 'right', { x: 980, y: 160 }).y).toBe(160 - 36);
  });
});

describe('the outcome a flow is drawn for', () => {
  it('sends back where it leads to what led here, or leaves at the top', () => {
    const returned = { kind: 'outcomes', outcomes: ['returned'] };
    expect(routeByHand(drawing, id('g'), id('s'))).toEqual(returned);
    expect(routeByHand(drawing, id('g'), id('e'), 'top')).toBeUndefined();
  });
  it('rejects where it leaves at the foot, and is the next one to the right', () => {
    expect(routeByHand(drawing, id('g'), id('e'), 'bottom')).toEqual({
      kind: 'outcomes',
      outcomes: ['rejected'],
    });
    expect(routeByHand(drawing, id('g'), id('e'), 'right')).toBeUndefined();
  });
});

describe('what may be joined', () => {
  it('is refused in a sentence', () => {
    expect(mayJoin(drawing, id('g'), id('g'))).toBe('A flow leads to another node.');
    expect(mayJoin(drawing, id('g'), id('in'))).toMatch(/nothing leads to it/);
    expect(mayJoin(drawing, id('e'), id('s'))).toMatch(/nothing leaves it/);
    expect(mayJoin(drawing, id('r'), id('e'))).toBe('A role is assigned to a gate or a step.');
    expect(mayJoin(drawing, id('s'), id('e'))).toMatch(/its one way out/);
  });
  it('may lead in a circle: what is sent back comes again', () => {
    expect(mayJoin(drawing, id('g'), id('s'))).toBe(true);
  });
});
