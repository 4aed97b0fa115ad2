import { expect, test } from 'vitest';
import { blankDiagram } from '#model/blank.ts';
import type { Diagram } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { ItemId, NodeId } from '#model/ids.ts';
import { changesSince } from './changes.ts';

const blank = blankDiagram({ title: 'Release', zone: 'UTC' });
const gate = as<NodeId>('g1');
const item = as<ItemId>('i1');
const withGate: Diagram = {
  ...blank,
  nodes: { ...blank.nodes, [gate]: { id: gate, kind: 'gate', name: 'Readiness', rule: 'veto' } },
};
const withItem: Diagram = {
  ...withGate,
  items: {
    [item]: {
      id: item,
      node: gate,
      order: 'a0',
      text: 'Tested',
      required: true,
      waivable: false,
      clauses: [],
    },
  },
};

test('a diagram has not changed since itself', () => {
  expect(changesSince(withItem, withItem)).toEqual([]);
});

test('a node is named, a checklist item is counted at its gate', () => {
  expect(changesSince(blank, withItem)).toEqual([
    { kind: 'added', says: 'Gate “Readiness”' },
    { kind: 'added', says: '1 checklist item added at “Readiness”' },
  ]);
  expect(changesSince(withItem, blank)).toEqual([
    { kind: 'removed', says: 'Gate “Readiness”' },
    { kind: 'removed', says: '1 checklist item removed at “Readiness”' },
  ]);
});

test('a node that only moved has not changed', () => {
  const moved = {
    ...withGate,
    layout: { ...withGate.layout, [gate]: { id: gate, x: 900, y: 40 } },
  };
  expect(changesSince(withGate, moved)).toEqual([]);
});

test('an item reworded is a change, an item whose order key is rewritten in place is none', () => {
  const row = withItem.items[item];
  if (row === undefined) throw new Error('no item');
  expect(
    changesSince(withItem, { ...withItem, items: { [item]: { ...row, text: 'Tested twice' } } }),
  ).toEqual([{ kind: 'changed', says: '1 checklist item changed at “Readiness”' }]);
  expect(
    changesSince(withItem, { ...withItem, items: { [item]: { ...row, order: 'b00' } } }),
  ).toEqual([]);
});
