import { expect, test } from 'vitest';
import { compile } from '#engine/compile.ts';
import { people, sop } from '../../../test/builders/sop.ts';
import { forecast } from './forecast.ts';
import { begin, partOf, warmUpOf } from './part.ts';
import type { Asked } from './part.ts';
import { difference, enough, together } from './together.ts';
import type { Part } from './together.ts';

const drawing = sop()
  .role('r_legal', { name: 'Legal' })
  .calendar('office')
  .intake()
  .gate('g', {
    A: 'r_legal',
    sla: { minutes: 960, calendar: 'office', breach: { role: 'r_legal' } },
  })
  .step('s_fix', { R: 'r_legal' })
  .end('e')
  .path('in', 'g', 'e')
  .flow('g', 's_fix', 'returned')
  .flow('s_fix', 'g')
  .assumption('sop', { arrivals: { kind: 'poisson', perWeek: 9 } })
  .assumption('r_legal', { headcount: 2, sharePercent: 50, costPerHour: 100 })
  .assumption('s_fix', { touch: { kind: 'fixed', value: 1 } })
  .assumption('g', {
    touch: { kind: 'exponential', mean: 2.5 },
    outcomePercent: { approved: 80, returned: 20 },
  });
const asked = (
  assumptions: Asked['scenario']['assumptions'] = {},
  target: number | null = null,
) => ({
  diagram: drawing.diagram(),
  directory: people({}).directory(),
  scenario: {
    start: 1_767_571_200_000,
    seed: 7,
    cases: 300,
    replications: 12,
    warmup: null,
    target,
    assumptions,
    forms: [],
  },
});

/** The parts in the order in which some threads might have made them. */
function inParts(of: Asked, order: (n: number) => readonly number[]) {
  const begun = begin(of);
  if (!begun.ok) throw new Error(begun.says.join(' '));
  const { model, about } = begun;
  const warmUp = warmUpOf(model, of.scenario);
  const parts: Part[] = [];
  for (const replication of order(of.scenario.replications))
    parts[replication] = partOf(model, of.scenario, { replication, warmup: warmUp.cases });
  const counted = parts.slice(0, enough(of.scenario, parts) ?? undefined);
  return { parts: counted, answer: together(about, of.scenario, warmUp, counted) };
}
const forth = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const back = (n: number): number[] => forth(n).toReversed();

test('put together from its replications, made in any order, a forecast is the same to the byte', () => {
  const of = asked();
  const whole = JSON.stringify(forecast(compile(of.diagram, 'draft'), of.directory, of.scenario));
  expect(JSON.stringify(inParts(of, forth).answer)).toBe(whole);
  expect(JSON.stringify(inParts(of, back).answer)).toBe(whole);
});

test('where people are too few, requests take the longer the later they come', () => {
  const of = asked({ r_legal: { headcount: 1 } });
  const begun = begin(of);
  if (!begun.ok) throw new Error(begun.says.join(' '));
  const { course } = warmUpOf(begun.model, of.scenario);
  expect(course.length).toBeGreaterThan(20);
  expect(course.at(-1)).toBeGreaterThan(3 * (course[4] ?? Infinity));
});

test('replications that a target makes needless do not count, though a thread ran ahead', () => {
  const of = asked({}, 0.3);
  const whole = forecast(compile(of.diagram, 'draft'), of.directory, of.scenario);
  const { answer } = inParts(of, back);
  expect(answer.replications).toBeLessThan(12);
  expect(JSON.stringify(answer)).toBe(JSON.stringify(whole));
});

test('the difference of two staffings is known better than either: they drew the same numbers', () => {
  const stated = inParts(asked(), forth);
  const more = inParts(asked({ r_legal: { headcount: 3 } }), forth);
  const found = difference(more.parts, stated.parts);
  expect(found?.cycle?.mean).toBeLessThan(0);
  expect(found?.cycle?.half).toBeLessThan(stated.answer.cycle?.half ?? 0);
  expect(found?.nodes.find(({ id }) => id === 'g')?.waiting?.mean).toBeLessThan(0);
  expect(found?.cycle?.mean).toBeCloseTo(
    (more.answer.cycle?.mean ?? 0) - (stated.answer.cycle?.mean ?? 0),
    9,
  );
});

test('what gates cost and send back adds up to what requests cost and come back for', () => {
  const { answer } = inParts(asked(), forth);
  const cost = answer.nodes.reduce((sum, node) => sum + (node.cost?.mean ?? 0), 0);
  expect(cost).toBeCloseTo(answer.cost?.mean ?? 0, 6);
  const gate = answer.nodes.find(({ id }) => id === 'g');
  expect(gate?.rework?.mean).toBeGreaterThan(0.18);
  expect(gate?.rework?.mean).toBeLessThan(0.22);
});
