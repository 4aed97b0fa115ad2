import { expect, test } from 'vitest';
import { sop } from '../../test/builders/sop.ts';
import { pinOf, threadsOf } from './comments.ts';
import type { Pin, Remark } from './comments.ts';
import type { Diagram } from './diagram.ts';
import { edited } from './edit/edits.ts';
import { as } from './ids.ts';
import type { ItemId, NodeId, PersonId, SopId } from './ids.ts';

const d: Diagram = sop('Release')
  .role('r_lead')
  .intake()
  .gate('g', { name: 'Review', A: 'r_lead', items: { i1: 'Tested' } })
  .end('e', { name: 'Released' })
  .path('in', 'g', 'e')
  .diagram();
const gate = as<NodeId>('g');

let count = 0;
const said = (thread: string, more: Partial<Remark> = {}): Remark => {
  count += 1;
  return {
    id: `c_${count}`,
    sop: as<SopId>('sop'),
    thread,
    by: as<PersonId>('ann'),
    at: count,
    text: 'Why?',
    ...more,
  };
};
const pin = (id: string): Pin => {
  const found = pinOf(d, id);
  if (found === null) throw new Error(`${id} is nowhere`);
  return found;
};

test('a thread is what its remarks say: answered, resolved, opened again', () => {
  const first = said('t', { on: pin('g') });
  const answer = said('t', { text: 'Because' });
  const done = said('t', { text: '', does: 'resolve' });
  expect(threadsOf([done, answer, first], d)).toEqual([
    {
      id: 't',
      on: pin('g'),
      at: { node: 'g' },
      about: 'Review',
      open: false,
      remarks: [first, answer, done],
    },
  ]);
  expect(threadsOf([first, done, said('t', { does: 'reopen' })], d)[0]?.open).toBe(true);
});

test('it survives moves and renames; on a checklist item it stands at the gate', () => {
  const remarks = [said('t', { on: pin('g') }), said('u', { on: pin('g_i1') })];
  const moved = edited(edited(d, 'rename', { id: gate, name: 'Risk review' }), 'move', {
    places: [{ id: gate, x: 9, y: 9 }],
  });
  const reworded = edited(moved, 'setRow', {
    table: 'items',
    id: 'g_i1',
    set: { text: 'Tested twice' },
  });
  expect(threadsOf(remarks, reworded).map(({ at, about }) => [at, about])).toEqual([
    [{ node: 'g' }, 'Risk review'],
    [{ node: 'g' }, 'Tested twice'],
  ]);
});

test('what it was pinned to is deleted: the thread stays and says what it was about', () => {
  const flow = Object.keys(d.flows)[0] ?? '';
  const remarks = [
    said('t', { on: pin('g') }),
    said('u', { on: pin('g_i1') }),
    said('v', { on: pin(flow) }),
  ];
  const gone = edited(d, 'deleteThings', { nodes: [gate], flows: [] });
  expect(threadsOf(remarks, gone).map(({ at, about, open }) => [at, about, open])).toEqual([
    [null, 'Review', true],
    [null, 'Tested', true],
    [null, 'Request → Review', true],
  ]);
  expect(threadsOf(remarks, d).every(({ at }) => at !== null)).toBe(true);
  expect(pinOf(gone, as<ItemId>('g_i1'))).toBeNull();
});

test('an answer that came without its beginning is no thread', () => {
  expect(threadsOf([said('x')], d)).toEqual([]);
});
