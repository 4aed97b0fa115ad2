import { expect, it } from 'vitest';
import { blankDiagram } from '#model/blank.ts';
import type { Diagram } from '#model/diagram.ts';
import { edited } from '#model/edit/edits.ts';
import { as } from '#model/ids.ts';
import type { FlowId, NodeId } from '#model/ids.ts';
import { changed, changesBetween, meansTheSame } from './changes.ts';

const id = (name: string): NodeId => as<NodeId>(name);
const bare = ({ layout: _layout, ...rest }: Diagram): object => rest;

const blank = blankDiagram({ title: 'Changes', zone: 'UTC' });
const drawn = edited(blank, 'addNode', {
  node: { id: id('s'), kind: 'step', name: 'Build' },
  at: { x: 400, y: 0 },
});
const joined = edited(drawn, 'connect', { id: as<FlowId>('f'), from: id('in'), to: id('s') });
const cut = edited(joined, 'deleteThings', { nodes: [id('s')], flows: [] });

it('what is put together from changes is what they were made of', () => {
  const whole = changed(blankDiagram({ title: '', zone: 'UTC' }), changesBetween(null, joined));
  expect(bare(whole)).toEqual(bare(joined));
  const steps = [blank, drawn, joined, cut, joined];
  let now = changed(blank, changesBetween(null, blank));
  for (const [at, next] of steps.entries()) {
    const before = steps[at - 1];
    if (before !== undefined) now = changed(now, changesBetween(before, next));
    expect(bare(now)).toEqual(bare(next));
  }
});

it('only rows that changed are sent', () => {
  expect(changesBetween(drawn, joined).tables).toEqual({
    flows: { f: joined.flows[as<FlowId>('f')] },
  });
});

it('a node that is moved means what it meant', () => {
  const moved = edited(joined, 'move', { places: [{ id: id('s'), x: 500, y: 100 }] });
  expect(meansTheSame(joined, moved)).toBe(true);
  expect(meansTheSame(drawn, joined)).toBe(false);
});
