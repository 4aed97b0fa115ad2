import { expect, test } from 'vitest';
import { sop } from '../../test/builders/sop.ts';
import type { Diagram } from './diagram.ts';
import { as } from './ids.ts';
import {
  alongTheFlow,
  assignmentsOf,
  displayName,
  flowsFrom,
  flowsTo,
  gateNumber,
  itemsOf,
  phasesOf,
  rolesOf,
} from './rows.ts';

const gates = () =>
  sop('  ')
    .role('r_b', { name: 'Beta' })
    .role('r_a', { name: 'Zeta' })
    .role('r_c', { name: 'Alpha' })
    .gate('g_z', { I: 'r_b', A: 'r_a', S: 'r_c', items: { b: 'First', a: 'Second' } })
    .gate('g_a', { A: 'r_a' })
    .gate('g_lost', { A: 'r_a' })
    .step('s_back', { R: 'r_a' })
    .end('e')
    .path('in', 'g_z', 'g_a', 'e')
    .flow('g_a', 's_back', 'returned')
    .path('s_back', 'g_z');
const number = (d: Diagram, gate: string): string | null => gateNumber(d, as(gate));

test('rows of a node come in their order, edges by letter', () => {
  const d = gates().diagram();
  expect(itemsOf(d, as('g_z')).map(({ text }) => text)).toEqual(['First', 'Second']);
  expect(
    assignmentsOf(d, as('g_z'))
      .map(({ letter }) => letter)
      .join(''),
  ).toBe('ASI');
  expect(flowsFrom(d, as('g_a')).map(({ to }) => to)).toEqual(['e', 's_back']);
  expect(
    flowsTo(d, as('g_z'))
      .map(({ from }) => from)
      .toSorted(),
  ).toEqual(['in', 's_back']);
  expect(rolesOf(d).map(({ name }) => name)).toEqual(['Alpha', 'Beta', 'Zeta']);
  expect(itemsOf(d, as('constructor'))).toEqual([]);
});

test('look-ups see a changed table and give the same list for the same one', () => {
  const d = gates().diagram();
  expect(itemsOf(d, as('g_z'))).toBe(itemsOf({ ...d }, as('g_z')));
  expect(itemsOf({ ...d, items: {} }, as('g_z'))).toEqual([]);
});

test('along the flow, loops back do not count and what is not reached stands last', () => {
  expect(alongTheFlow(gates().diagram())).toEqual(['in', 'g_z', 'g_a', 'e', 's_back', 'g_lost']);
});

test('gates without numbered phases count along the flow, gates of one phase together', () => {
  const d = gates().diagram();
  expect(['g_z', 'g_a', 'g_lost', 's_back', 'e'].map((id) => number(d, id))).toEqual([
    '1',
    '2',
    '3',
    null,
    null,
  ]);
  const phased = sop()
    .phase('ph', 'Checks')
    .gate('g1', { phase: 'ph' })
    .gate('g2', { phase: 'ph' })
    .gate('g3')
    .end('e')
    .path('in', 'g1', 'g2', 'g3', 'e')
    .diagram();
  expect(['g1', 'g2', 'g3'].map((id) => number(phased, id))).toEqual(['1', '1', '2']);
});

test('a phase that says its number gives it to its gates, and a gate outside gets none', () => {
  const d = sop()
    .phase('ph_5', 'Gate 5: Validation')
    .phase('ph_x', 'Close')
    .gate('g_a', { phase: 'ph_5' })
    .gate('g_b', { phase: 'ph_5' })
    .gate('g_c', { phase: 'ph_x' })
    .end('e')
    .path('in', 'g_c', 'g_a', 'g_b', 'e')
    .diagram();
  expect(['g_a', 'g_b', 'g_c'].map((id) => number(d, id))).toEqual(['5', '5', null]);
  expect(phasesOf(d).map(({ id }) => id)).toEqual(['ph_x', 'ph_5']); // as a request meets them
});

test('an SOP without a title is called so', () => {
  expect(displayName(gates().diagram())).toBe('Untitled SOP');
});
