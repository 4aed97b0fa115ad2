import { expect, test } from 'vitest';
import { compile } from '#engine/compile.ts';
import { as } from '#model/ids.ts';
import type { Sample } from '#model/sample.ts';
import { backtest } from '#simulate/backtest/backtest.ts';
import { playSample } from '#simulate/sample.ts';
import { number, people, sop } from '../../../test/builders/sop.ts';
import type { Drawing } from '../../../test/builders/sop.ts';
import { partingOf, stopOf } from './because.ts';
import { twoRuns } from './runs.ts';

const directory = people({ r_dev: ['dan.d'], r_lead: ['lea.l'], r_legal: ['leo.l'] }).directory();
const start = (most: number, dear: number): Drawing =>
  sop()
    .role('r_dev')
    .role('r_lead')
    .role('r_legal')
    .intake({ amount: number(0, 100) })
    .tier('low', 'true')
    .gate('g', {
      name: 'Review',
      A: 'r_lead',
      items: {
        small: { text: 'Small enough', check: `form.amount <= ${most}`, message: 'Too much.' },
      },
    })
    .decision('d', { name: 'Dear?' })
    .end('e')
    .end('e_dear', { name: 'Too dear', outcome: 'rejected' })
    .end('e_no', { outcome: 'rejected' })
    .flow('in', 'g')
    .flow('g', 'd')
    .flow('g', 'e_no', 'rejected')
    .flow('d', 'e_dear', { when: `form.amount > ${dear}` })
    .flow('d', 'e');
const compiled = (of: Drawing) => compile(of.diagram(), as('0'.repeat(64)));
const recorded = start(80, 100);
const sample: Sample = {
  id: 's',
  name: '',
  story: '',
  requester: as('dan.d'),
  submitted: '2026-10-16T10:00:00Z',
  form: { amount: 70 },
  metrics: {},
  acts: [{ do: 'sign', node: as('g'), by: as('lea.l') }],
  expected: { tier: null, outcome: null, trail: [] },
};
const history = {
  request: as<Parameters<typeof backtest>[1][number]['request']>('s'),
  entries: playSample(compiled(recorded), sample, directory, null).steps,
};
const against = (of: Drawing) => {
  const target = compiled(of);
  const [found] = backtest(target, [history], directory, null).requests;
  if (found === undefined) throw new Error('Nothing was replayed.');
  return partingOf(target, found);
};

test('a refused signature: at its gate, in the manager’s words', () => {
  const { node, because } = against(start(50, 100));
  expect(node).toBe('g');
  expect(because).toBe('Too much.');
});

test('another branch: at the decision, with the condition that holds', () => {
  expect(against(start(80, 60))).toEqual({
    node: 'd',
    because: 'form.amount > 60: on to Too dear',
  });
});

test('both runs are told apart from the stop at which they part', () => {
  const target = compiled(start(50, 100));
  const runs = twoRuns(target, recorded.diagram(), history, directory, null);
  expect(runs.together).toBe(1);
  expect(runs.recorded.stops.map(({ node }) => node)).toEqual(['in', 'g', 'd', 'e']);
  expect(runs.replayed.stops.map(({ node }) => node)).toEqual(['in']);
  expect(runs.replayed.outcome).toBe(null);
});

test('a trail is read: outcomes in brackets, what was cancelled is no stop', () => {
  expect(stopOf('g_a(rejected)')).toEqual({ node: 'g_a', outcome: 'rejected' });
  expect(stopOf('g_a')).toEqual({ node: 'g_a', outcome: null });
  expect(stopOf('⟂g_b+p')).toBe(null);
  expect(stopOf(undefined)).toBe(null);
});
