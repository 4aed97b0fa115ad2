import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { number, sop } from '../../test/builders/sop.ts';
import { diagrams } from '../../test/laws/diagram.ts';
import type { Diagram, TableName } from './diagram.ts';
import { repair } from './repair.ts';

const base = (): Diagram =>
  sop()
    .role('r_a')
    .role('r_b')
    .phase('ph')
    .calendar('cal')
    .intake({ amount: number() })
    .control({ subject: ['fld_amount'] })
    .step('s', { R: 'r_a', edits: ['amount'], phase: 'ph', evidence: { ev: 'file' } })
    .gate('g', {
      A: 'r_a',
      S: 'r_b',
      items: { c: 'Checked' },
      sla: { minutes: 60, breach: { role: 'r_b' } },
    })
    .decision('d')
    .notify('n', ['r_a', 'r_b'])
    .end('e')
    .path('in', 's', 'g', 'd', 'n', 'e')
    .flow('d', 'e', { when: 'form.amount > 1' })
    .place('s', { x: 1, y: 1 })
    .place('f_in__s', { bends: [[1, 1]] })
    .rule('two', { kind: 'different', nodes: ['s', 'g'] })
    .rule('lim', { kind: 'limitation', limits: 'two', control: 'x' })
    .diagram();
/** As another replica's edit leaves it: a row gone, or fields of a row set, and nothing else looked after. */
function without(d: Diagram, table: TableName, ...ids: string[]): Diagram {
  const rows = Object.entries(d[table]).filter(([id]) => !ids.includes(id));
  return { ...d, [table]: Object.fromEntries(rows) };
}
function set(d: Diagram, table: TableName, id: string, fields: object): Diagram {
  const row = Object.entries(d[table]).find(([key]) => key === id)?.[1];
  return { ...d, [table]: { ...d[table], [id]: { ...row, id, ...fields } } };
}
const rules = (d: Diagram): string[] =>
  repair(d).findings.map(({ rule, at }) => `${rule} ${at.id ?? at.field ?? ''}`);
const ids = (d: Diagram, table: TableName): string[] => Object.keys(repair(d).diagram[table]);

test('where nothing is hidden the very same objects come back, without findings', () => {
  const d = base();
  expect(repair(d).diagram).toBe(d);
  expect(repair(d).findings).toEqual([]);
});

test('what hangs on a missing node is hidden, without a finding, and the rest keeps its identity', () => {
  const d = without(base(), 'nodes', 's');
  const { diagram, findings } = repair(d);
  expect(findings).toEqual([]);
  expect(Object.keys(diagram.flows)).not.toContain('f_in__s');
  expect(diagram.evidence).toEqual({});
  expect(Object.keys(diagram.assignments)).toEqual(['a_r_a_g_A', 'a_r_b_g_S']);
  expect(diagram.layout).toEqual({});
  expect(diagram.items).toBe(d.items);
  expect(diagram.control).toBe(d.control);
});

test('a flow whose end became no node that runs is hidden', () => {
  const d = set(base(), 'nodes', 'n', { kind: 'note', text: '' });
  expect(Object.keys(d.flows).filter((id) => !ids(d, 'flows').includes(id))).toEqual([
    'f_d__n__default',
    'f_n__e',
  ]);
});

test('an assignment of a missing role is hidden, and a gate left without A says so', () => {
  const d = without(base(), 'nodes', 'r_a');
  expect(ids(d, 'assignments')).toEqual(['a_r_b_g_S']);
  expect(rules(d)).toEqual(['gate_without_keeper g', 'role_deleted n']);
});

test('a missing phase, and missing fields of subject and edits, read as absent', () => {
  const d = without(without(base(), 'nodes', 'ph'), 'fields', 'fld_amount');
  const { diagram, findings } = repair(d);
  expect(findings).toEqual([]);
  expect(diagram.control.subject).toEqual([]);
  expect(Object.values(diagram.nodes).find(({ id }) => id === 's')).toEqual({
    id: 's',
    kind: 'step',
    name: 's',
    edits: [],
  });
  const again = repair({ ...d, assumptions: {} }).diagram;
  expect(Object.values(again.nodes).find(({ id }) => id === 's')).toBe(
    Object.values(diagram.nodes).find(({ id }) => id === 's'),
  );
});

test('a limitation of a rule that is gone is hidden', () => {
  expect(ids(without(base(), 'rules', 'two'), 'rules')).toEqual([]);
});

test('a missing role in an escalation, a notification, as owner or requesters is kept, with an error', () => {
  const gone = without(base(), 'nodes', 'r_b');
  const d = { ...gone, control: { ...gone.control, owner: 'r_b', requesters: 'r_b' } } as Diagram;
  expect(rules(d)).toEqual([
    'role_deleted g',
    'role_deleted n',
    'role_deleted owner',
    'role_deleted requesters',
  ]);
  const gate = Object.values(repair(d).diagram.nodes).find(({ id }) => id === 'g');
  expect(gate).toMatchObject({ sla: { breach: { kind: 'escalate', role: 'r_b' } } });
  expect(repair(d).findings.map(({ mend }) => mend?.edit)).toEqual([
    'setNode',
    'setNode',
    'setControl',
    undefined,
  ]);
});

test.each([
  [
    'a route that does not fit its source',
    set(base(), 'nodes', 'g', { kind: 'step' }),
    ['route_misfit f_g__d__approved_conditional'],
  ],
  [
    'a flow out of what became an end',
    set(base(), 'nodes', 'd', {
      kind: 'end',
      outcome: 'completed',
      terminating: false,
      issues: false,
    }),
    ['route_misfit f_d__n__default', 'route_misfit f_d__e__when_0'],
  ],
  [
    'two intakes',
    set(base(), 'nodes', 'in2', { kind: 'intake', name: 'Second' }),
    ['two_intakes in2'],
  ],
  [
    'one outcome on two flows',
    set(base(), 'flows', 'z', {
      from: 'g',
      to: 'e',
      order: 'a9',
      route: { kind: 'outcomes', outcomes: ['approved', 'rejected'] },
    }),
    ['outcome_twice z'],
  ],
  [
    'two defaults',
    set(base(), 'flows', 'z', { from: 'd', to: 'e', order: 'a9', route: { kind: 'default' } }),
    ['two_defaults z'],
  ],
  [
    'two A at a gate',
    set(base(), 'assignments', 'z', { role: 'r_b', node: 'g', letter: 'A' }),
    ['two_keepers z'],
  ],
  [
    'the same field key twice',
    set(base(), 'fields', 'z', {
      order: 'a9',
      key: 'amount',
      label: 'Z',
      required: false,
      type: { kind: 'time' },
    }),
    ['key_twice z'],
  ],
])('%s: kept, with an error and a mend', (_what, d, expected) => {
  expect(rules(d)).toEqual(expected);
  expect(repair(d).diagram).toBe(d);
  expect(
    repair(d).findings.every(({ level, mend }) => level === 'error' && mend !== undefined),
  ).toBe(true);
});

test('equal order keys are legal', () => {
  const d = set(base(), 'flows', 'f_d__e__when_0', { order: 'a0' });
  expect(repair(d)).toEqual({ diagram: d, findings: [] });
});

test('law 10: repair of what was repaired is itself, whatever rows are lost', () => {
  const tables: TableName[] = ['nodes', 'flows', 'assignments', 'fields', 'rules', 'calendars'];
  fc.assert(
    fc.property(
      diagrams({ depth: 1 }),
      fc.array(fc.tuple(fc.constantFrom(...tables), fc.nat()), { maxLength: 6 }),
      (d, losses) => {
        let left = d;
        for (const [table, n] of losses) {
          const keys = Object.keys(left[table]);
          left = without(left, table, keys[n % Math.max(1, keys.length)] ?? '');
        }
        const once = repair(left).diagram;
        const copy = { ...once }; // so that nothing is remembered
        const twice = repair(copy);
        expect(twice.diagram).toBe(copy);
        expect(twice.findings).toEqual(repair(once).findings);
      },
    ),
    { numRuns: 2000 },
  );
});
