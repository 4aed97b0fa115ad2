import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagram } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { FlowId, NodeId, RuleId, TimerId } from '#model/ids.ts';
import { oneOf, sop, text } from '../../test/builders/sop.ts';
import type { Drawing } from '../../test/builders/sop.ts';
import { templateDiagram, templates } from '../../test/builders/templates.ts';
import { diagrams } from '../../test/laws/diagram.ts';
import { compile } from './compile.ts';
import type { CNode, Compiled } from './compiled.ts';

const node = (compiled: Compiled, id: string): CNode => {
  const found = compiled.at.get(as<NodeId>(id));
  if (found === undefined) throw new Error(id);
  return found;
};
const faults = (drawing: Drawing): string[] =>
  compile(drawing.diagram(), 'draft').faults.map(({ rule }) => rule);
const sentence = (drawing: Drawing): string[] =>
  compile(drawing.diagram(), 'draft').faults.map(({ says }) => says);

/** Intake, a gate, an end: nothing wrong with it. */
const plain = (): Drawing =>
  sop()
    .role('r_lead')
    .role('r_dev')
    .intake({ name: text(), risk: oneOf('low', 'high') })
    .gate('g', { A: 'r_lead', name: 'Technical readiness review' })
    .end('e')
    .path('in', 'g', 'e');

it('a node knows its flows by outcome, its keeper last among who signs, its items and evidence in order', () => {
  const d = plain()
    .role('r_board')
    .assign('r_board', 'g', 'S', { quorum: { kind: 'atLeast', n: 2 } })
    .assign('r_dev', 'g', 'R')
    .assign('r_dev', 'g', 'I')
    .item('g', 'a', { check: 'metrics.psi <= 0.1', when: 'tier = "high"' })
    .item('g', 'b')
    .evidence('g', 'ev')
    .end('e_no', { outcome: 'rejected' })
    .flow('g', 'e_no', 'rejected', 'expired')
    .rule('different', { kind: 'different', nodes: ['in', 'g'] })
    .diagram();
  const compiled = compile(d, 'draft');
  expect(compiled.faults).toEqual([]);
  const gate = node(compiled, 'g');
  expect([...gate.byOutcome].map(([outcome, flow]) => [outcome, flow.id])).toEqual([
    ['approved', 'f_g__e__approved_conditional'],
    ['conditional', 'f_g__e__approved_conditional'],
    ['rejected', 'f_g__e_no__rejected_expired'],
    ['expired', 'f_g__e_no__rejected_expired'],
  ]);
  expect(gate.keeper?.id).toBe('a_r_lead_g_A');
  expect(gate.signs.map(({ letter }) => letter)).toEqual(['S', 'A']);
  expect([gate.works.length, gate.consulted.length, gate.informed.length]).toEqual([1, 0, 1]);
  expect(gate.items.map(({ row, check, when }) => [row.id, check?.text, when?.text])).toEqual([
    ['g_a', 'metrics.psi <= 0.1', 'tier = "high"'],
    ['g_b', undefined, undefined],
  ]);
  expect(gate.own.map(({ id }) => id)).toEqual(['ev']);
  expect(gate.sets).toEqual([{ rule: 'different', kind: 'different', others: ['in'] }]);
  expect(compiled.intake?.id).toBe('in');
  expect([...compiled.fields.keys()]).toEqual(['name', 'risk']);
  expect(compiled.flow.get(as<FlowId>('f_g__e__approved_conditional'))?.to).toBe(
    node(compiled, 'e').i,
  );
  expect(compiled.nodes.every((one, i) => one.i === i)).toBe(true);
});

it('a decision has its conditions in drawn order and its default apart', () => {
  const compiled = compile(
    plain()
      .decision('d')
      .end('e1')
      .end('e2')
      .flow('d', 'e1', { when: 'form.risk = "low"' })
      .flow('d', 'e', { default: true })
      .flow('d', 'e2', { when: 'form.risk = "high"' })
      .flow('g', 'd', 'returned')
      .diagram(),
    'draft',
  );
  expect(compiled.faults).toEqual([]);
  const decision = node(compiled, 'd');
  expect(decision.out.map(({ id }) => id)).toEqual([
    'f_d__e1__when_0',
    'f_d__e__default',
    'f_d__e2__when_0',
  ]);
  expect(decision.fallback?.id).toBe('f_d__e__default');
  expect(decision.out.map(({ when }) => when?.text ?? null)).toEqual([
    'form.risk = "low"',
    null,
    'form.risk = "high"',
  ]);
});

it('a wait for the first of several knows flow and expression by timer', () => {
  const compiled = compile(
    plain()
      .wait('w', {
        kind: 'first',
        timers: {
          t_expiry: { kind: 'until', at: 'form.name', edge: 'end' },
          t_review: { kind: 'for', duration: 'P3M' },
        },
      })
      .flow('g', 'w', 'returned')
      .flow('w', 'e', { timer: 't_expiry' })
      .flow('w', 'g', { timer: 't_review' })
      .diagram(),
    'draft',
  );
  expect(compiled.faults).toEqual([]);
  const wait = node(compiled, 'w');
  expect([...wait.byTimer.keys()].toSorted()).toEqual(['t_expiry', 't_review']);
  expect(wait.until.get(as<TimerId>('t_expiry'))?.text).toBe('form.name');
});

it('a gate’s signatures leave out what a later step on its way names in `edits`', () => {
  const compiled = compile(
    sop()
      .role('r')
      .intake({ title: text(), plan: text(), fix: text() })
      .gate('g1', { A: 'r' })
      .step('s_fix', { R: 'r', edits: ['fix'] })
      .step('s_plan', { R: 'r', edits: ['plan'] })
      .gate('g2', { A: 'r' })
      .end('e')
      .path('in', 'g1', 's_plan', 'g2', 'e')
      .flow('g1', 's_fix', 'returned')
      .flow('s_fix', 'g1')
      .diagram(),
    'draft',
  );
  expect([...node(compiled, 'g1').uncovered]).toEqual(['plan']); // `fix` stands on a way back, not on
  expect([...node(compiled, 'g2').uncovered]).toEqual([]);
  expect([...node(compiled, 's_plan').uncovered]).toEqual([]);
});

it('the requester never signs unless a rule says otherwise; limitations stand under what they limit', () => {
  expect(compile(plain().diagram(), 'draft').rules.requesterNeverSigns).toBe(true);
  const rules = compile(
    plain()
      .rule('off', { kind: 'requesterNeverSigns', on: false, reason: 'Three founders' })
      .rule('most', { kind: 'atMost', gates: 2 })
      .rule('note', { kind: 'limitation', limits: 'most', control: 'Monthly review' })
      .diagram(),
    'draft',
  ).rules;
  expect(rules.requesterNeverSigns).toBe(false);
  expect(rules.atMost).toEqual([{ rule: 'most', gates: 2 }]);
  expect(rules.limitations.get(as<RuleId>('most'))).toBe('note');
});

describe('what makes running impossible or ambiguous is a fault', () => {
  it('and nothing else is', () => {
    expect(faults(plain())).toEqual([]);
  });
  it.each<[string, string[], Drawing]>([
    ['a step nobody does', ['step_without_worker'], plain().step('s').flow('s', 'e')],
    ['a step without a way on', ['no_way_on'], plain().step('s', { R: 'r_dev' })],
    [
      'a step with two ways on',
      ['two_ways_on'],
      plain().step('s', { R: 'r_dev' }).flow('s', 'e').flow('s', 'g'),
    ],
    ['a gate without keeper', ['gate_without_keeper'], plain().gate('g2').flow('g2', 'e')],
    [
      'two keepers',
      ['two_keepers'],
      plain()
        .gate('g2', { A: ['r_lead', 'r_dev'] })
        .flow('g2', 'e'),
    ],
    [
      'a gate that cannot approve',
      ['gate_cannot_approve'],
      plain().gate('g2', { A: 'r_dev' }).flow('g2', 'e', 'rejected'),
    ],
    [
      'an outcome on two flows',
      ['outcome_twice'],
      plain().gate('g2', { A: 'r_dev' }).flow('g2', 'e').flow('g2', 'g', 'approved'),
    ],
    [
      'a gate that lapses nowhere',
      ['lapse_without_flow'],
      plain()
        .calendar('cal')
        .gate('g2', { A: 'r_dev', sla: { minutes: 60, calendar: 'cal', breach: 'lapse' } })
        .flow('g2', 'e'),
    ],
    [
      'a calendar that is missing',
      ['calendar_missing'],
      plain()
        .gate('g2', {
          A: 'r_dev',
          sla: { minutes: 60, calendar: 'gone', breach: { role: 'r_dev' } },
        })
        .flow('g2', 'e'),
    ],
    [
      'an escalation to nobody',
      ['role_deleted'],
      plain()
        .calendar('cal')
        .gate('g2', { A: 'r_dev', sla: { minutes: 60, calendar: 'cal', breach: { role: 'gone' } } })
        .flow('g2', 'e'),
    ],
    [
      'no time at all',
      ['sla_not_positive'],
      plain()
        .calendar('cal')
        .gate('g2', { A: 'r_dev', sla: { minutes: 0, calendar: 'cal', breach: { role: 'r_dev' } } })
        .flow('g2', 'e'),
    ],
    [
      'a decision without default',
      ['decision_without_default'],
      plain().decision('d').flow('d', 'e', { when: 'tier = "high"' }),
    ],
    [
      'two defaults',
      ['two_defaults'],
      plain().decision('d').flow('d', 'e', { default: true }).flow('d', 'g', { default: true }),
    ],
    ['a parallel that is neither', ['parallel_neither'], plain().parallel('p').flow('p', 'e')],
    [
      'a parallel that is both',
      ['parallel_both'],
      plain()
        .parallel('p')
        .flow('g', 'p', 'rejected')
        .step('s', { R: 'r_dev' })
        .flow('s', 'p')
        .flow('p', 'e')
        .flow('p', 'g'),
    ],
    [
      'a subprocess of nothing',
      ['subprocess_without_sop'],
      plain().subprocess('sub').flow('sub', 'e', 'approved'),
    ],
    ['a wait for nothing', ['wait_without_spec'], plain().wait('w', null).flow('w', 'e')],
    [
      'a duration nobody can read',
      ['duration_unreadable'],
      plain().wait('w', '5 days').flow('w', 'e'),
    ],
    [
      'days on business hours',
      ['days_on_calendar'],
      plain()
        .calendar('cal')
        .wait('w', { kind: 'for', duration: 'P5D', calendar: 'cal' })
        .flow('w', 'e'),
    ],
    [
      'a window that is missing',
      ['window_missing'],
      plain().wait('w', { kind: 'window', window: 'gone' }).flow('w', 'e'),
    ],
    [
      'a timer without flow',
      ['timer_without_flow'],
      plain()
        .wait('w', {
          kind: 'first',
          timers: { a: { kind: 'for', duration: 'P1D' }, b: { kind: 'for', duration: 'P2D' } },
        })
        .flow('w', 'e', { timer: 'a' }),
    ],
    ['a flow into the intake', ['flow_into_intake'], plain().flow('g', 'in', 'returned')],
    ['a zone nobody knows', ['zone_unknown'], plain().control({ zone: 'Mars/Olympus' })],
    [
      'a calendar that never opens',
      ['calendar_never_opens'],
      plain().calendar('cal', { open: [] }),
    ],
    [
      'a tier rule that is no FEEL',
      ['feel_invalid'],
      plain().tier('high', 'form.risk =').tier('low', 'true'),
    ],
    [
      'a check with a strange name',
      ['feel_invalid'],
      plain().item('g', 'x', { check: 'risk = 1' }),
    ],
    [
      'a date to wait until that is no FEEL',
      ['feel_invalid'],
      plain().wait('w', { kind: 'until', at: 'tomorrow', edge: 'end' }).flow('w', 'e'),
    ],
    [
      'one key on two fields',
      ['key_twice'],
      sop()
        .role('r_lead')
        .intake({ a: text(), b: { key: 'a', type: text() } })
        .gate('g', { A: 'r_lead' })
        .end('e')
        .path('in', 'g', 'e'),
    ],
    ['a key FEEL can’t read', ['key_unreadable'], plain().intake({ in: text() })],
    [
      'a pattern that looks around',
      ['pattern_unreadable'],
      plain().intake({ a: { type: { kind: 'string', max: 9, pattern: '(?=x)' } } }),
    ],
  ])('%s', (_, rules, drawing) => {
    expect(faults(drawing)).toEqual(rules);
  });

  it('two intakes: the first by id counts', () => {
    const diagram = plain().diagram();
    const another = { id: as<NodeId>('in_2'), kind: 'intake', name: 'Another' } as const;
    const compiled = compile(
      { ...diagram, nodes: { ...diagram.nodes, [another.id]: another } },
      'draft',
    );
    expect(compiled.intake?.id).toBe('in');
    expect(compiled.faults.map(({ rule }) => rule)).toEqual(['two_intakes', 'no_way_on']);
  });

  it('no intake, in so many words', () => {
    const { nodes, ...rest } = plain().diagram();
    const { ['in' as NodeId]: _, ...others } = nodes;
    const compiled = compile({ ...rest, nodes: others }, 'draft');
    expect(compiled.intake).toBe(null);
    expect(compiled.faults.map(({ rule }) => rule)).toEqual(['no_intake', 'dangling_flow']);
  });

  it('the place in the text comes with it', () => {
    const drawing = plain().item('g', 'x', { text: 'Schemas agree', check: 'metrics.a == 1' });
    expect(sentence(drawing)).toEqual([
      'Checklist item “Schemas agree”: Write one “=” to compare.',
    ]);
    expect(compile(drawing.diagram(), 'draft').faults[0]).toMatchObject({
      at: { table: 'items', id: 'g_x', field: 'check' },
      span: [0, 14],
    });
  });
});
it.each(templates())('%s has no fault', (template) => {
  expect(compile(templateDiagram(template), 'draft').faults).toEqual([]);
});

it('what is sound by construction has no fault, and the order of rows changes nothing', () => {
  fc.assert(
    fc.property(diagrams(), (diagram) => {
      const compiled = compile(diagram, 'draft');
      expect(compiled.faults).toEqual([]);
      const turned = compile(reversed(diagram), 'draft');
      expect(shape(turned)).toEqual(shape(compiled));
    }),
    { numRuns: 100 },
  );
});
const reversed = (d: Diagram): Diagram => ({
  ...d,
  nodes: Object.fromEntries(Object.entries(d.nodes).toReversed()),
  flows: Object.fromEntries(Object.entries(d.flows).toReversed()),
  assignments: Object.fromEntries(Object.entries(d.assignments).toReversed()),
  items: Object.fromEntries(Object.entries(d.items).toReversed()),
  rules: Object.fromEntries(Object.entries(d.rules).toReversed()),
});
const shape = ({ nodes, regions, rules, tiers, fields }: Compiled): unknown => ({
  nodes: nodes.map(({ id, out, signs, items, uncovered, sets, ...more }) => [
    id,
    out.map((flow) => flow.id),
    more.in.map((flow) => flow.id),
    signs.map((edge) => edge.id),
    items.map(({ row }) => row.id),
    [...uncovered],
    sets,
  ]),
  regions: [...regions].map(([fork, { join: at, inside }]) => [fork, at, [...inside]]),
  rules,
  tiers: tiers.map(({ tier, when }) => [tier, when.text]),
  fields: [...fields.keys()],
});

it('asked again it answers the same object', () => {
  const diagram = plain().diagram();
  expect(compile(diagram, 'draft')).toBe(compile(diagram, 'draft'));
});
