import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { number, oneOf, sop } from '../../../test/builders/sop.ts';
import { diagrams } from '../../../test/laws/diagram.ts';
import { apply, editsOf, sessions } from '../../../test/laws/edits.ts';
import type { Diagram, TableName } from '../diagram.ts';
import { diagramSchema } from '../diagram.schema.ts';
import { renamePath } from '../feel/rename.ts';
import { freshNode } from '../fresh.ts';
import { repair } from '../repair.ts';
import { fieldsOf, flowsFrom, itemsOf } from '../rows.ts';
import { copyOf, rekeyed } from './copy.ts';
import { edited } from './edits.ts';
import { mayConnect } from './may-connect.ts';

const loan = (): Diagram =>
  sop('Loan model')
    .role('r_dev')
    .role('r_lead')
    .role('r_board')
    .phase('ph_1', 'Gate 1')
    .calendar('cal')
    .intake({ amount: number(0, 100), risk: oneOf('low', 'high') })
    .tier('high', 'form.amount > 50')
    .tier('low', 'true')
    .step('s_build', { R: 'r_dev', edits: ['amount'], evidence: { ev_pkg: 'file' }, phase: 'ph_1' })
    .gate('g_review', {
      A: 'r_lead',
      S: { role: 'r_board', quorum: 2 },
      C: 'r_dev',
      items: {
        c1: 'Tested',
        c2: {
          text: 'Small',
          check: 'form.amount < 90',
          when: 'form.risk = "high"',
          message: 'It is {form.amount}.',
        },
      },
      sla: { minutes: 480, breach: { role: 'r_board' } },
      phase: 'ph_1',
    })
    .decision('d_size')
    .wait('w_go', { kind: 'until', at: 'form.amount', edge: 'start' })
    .notify('n_told', ['requester', 'r_board'], { message: 'Amount {form.amount}, {metrics.x}.' })
    .end('e_ok')
    .end('e_no', { outcome: 'rejected' })
    .path('in', 's_build', 'g_review', 'd_size', 'w_go', 'n_told', 'e_ok')
    .flow('d_size', 'e_ok', { when: 'form.amount < 10' })
    .flow('g_review', 'e_no', 'rejected')
    .rule('two', { kind: 'different', nodes: ['s_build', 'g_review'] })
    .rule('lim', { kind: 'limitation', limits: 'two', control: 'x' })
    .rule('thr', {
      kind: 'onlyThrough',
      nodes: ['e_ok'],
      gate: 'g_review',
      when: 'form.amount > 1',
    })
    .place('s_build', { x: 100, y: 0 })
    .place('g_review', { x: 400, y: 0, pinned: true })
    .place('f_s_build__g_review', { bends: [[350, 20]] })
    .place('f_in__s_build', { bends: [[50, 20]] })
    .assumption('s_build', { touch: 3 })
    .diagram();
const row = <T extends TableName>(d: Diagram, table: T, key: string) =>
  new Map<string, Diagram[T][keyof Diagram[T]]>(Object.entries(d[table])).get(key);
const id = (text: string): never => text as never;
const flows = (d: Diagram): string[] =>
  Object.values(d.flows)
    .map(({ from, to }) => `${from} → ${to}`)
    .toSorted();

test('law 10: an edit leaves nothing for repair to hide, in any session of edits', () => {
  fc.assert(
    fc.property(sessions(diagrams({ depth: 1 })), ({ d }) => {
      expect(repair(d).diagram).toBe(d);
      expect(diagramSchema.parse(d)).toEqual(d);
    }),
    { numRuns: 2000 },
  );
});

test('an edit changes nothing but the rows it speaks of, and never the diagram it was given', () => {
  const pairs = diagrams({ depth: 1 }).chain((d) =>
    fc.record({ d: fc.constant(d), edit: editsOf(d) }),
  );
  fc.assert(
    fc.property(pairs, ({ d, edit }) => {
      const before = JSON.stringify(d);
      apply(d, edit);
      expect(JSON.stringify(d)).toBe(before);
    }),
    { numRuns: 2000 },
  );
});

test('addNode puts a node and its place', () => {
  const node = freshNode('gate', { id: id('g_new'), name: 'New' });
  const d = edited(loan(), 'addNode', { node, at: { x: 5, y: 6 } });
  expect(row(d, 'nodes', 'g_new')).toEqual({
    id: 'g_new',
    kind: 'gate',
    name: 'New',
    rule: 'veto',
  });
  expect(row(d, 'layout', 'g_new')).toEqual({ id: 'g_new', x: 5, y: 6 });
});

test('connect gives a gate the outcome it lacks next, a decision its default, then conditions', () => {
  let d = edited(loan(), 'connect', { id: id('f1'), from: id('g_review'), to: id('s_build') });
  expect(row(d, 'flows', 'f1')?.route).toEqual({ kind: 'outcomes', outcomes: ['returned'] });
  d = edited(d, 'connect', { id: id('f2'), from: id('g_review'), to: id('n_told') });
  expect(row(d, 'flows', 'f2')?.route).toEqual({ kind: 'outcomes', outcomes: ['expired'] });
  d = edited(d, 'connect', { id: id('f3'), from: id('d_size'), to: id('e_no') });
  expect(row(d, 'flows', 'f3')?.route).toEqual({ kind: 'when', when: '' });
  expect(flowsFrom(d, id('d_size')).at(-1)?.id).toBe('f3');
  d = edited(d, 'addNode', { node: freshNode('gate', { id: id('g2'), name: 'G2' }) });
  d = edited(d, 'connect', { id: id('f4'), from: id('g2'), to: id('e_ok') });
  expect(row(d, 'flows', 'f4')?.route).toEqual({
    kind: 'outcomes',
    outcomes: ['approved', 'conditional'],
  });
});

test('connect gives the timers of a wait one flow each', () => {
  const base = sop()
    .wait('w', {
      kind: 'first',
      timers: { t_a: { kind: 'for', duration: 'P1D' }, t_b: { kind: 'for', duration: 'P2D' } },
    })
    .end('e')
    .path('in', 'w')
    .diagram();
  const one = edited(base, 'connect', { id: id('f1'), from: id('w'), to: id('e') });
  const two = edited(one, 'connect', { id: id('f2'), from: id('w'), to: id('e') });
  expect([row(one, 'flows', 'f1')?.route, row(two, 'flows', 'f2')?.route]).toEqual([
    { kind: 'timer', timer: 't_a' },
    { kind: 'timer', timer: 't_b' },
  ]);
});

test.each([
  ['s_build', 'r_dev', /roles are assigned/],
  ['s_build', 's_build', /another node/],
  ['e_ok', 's_build', /stops at an end/],
  ['g_review', 'in', /begins at the intake/],
  ['s_build', 'g_review', /There is a flow already/],
  ['g_review', 'd_size', /add the outcome to it/],
  ['s_build', 'e_ok', /one way out/],
  ['gone', 'e_ok', /is gone/],
])('mayConnect says why not: %s → %s', (from, to, why) => {
  expect(mayConnect(loan(), id(from), id(to))).toMatch(why);
});
test('mayConnect allows a gate its next outcome and a decision another branch', () => {
  expect(mayConnect(loan(), id('g_review'), id('s_build'))).toBe(true);
  expect(mayConnect(loan(), id('d_size'), id('e_ok'))).toBe(true);
});

test('splitFlow keeps the route into the new node and connects behind it', () => {
  const node = freshNode('step', { id: id('s_new'), name: 'Between' });
  const flow = id('f_g_review__d_size__approved_conditional');
  const d = edited(loan(), 'splitFlow', { flow, node, id: id('f_new') });
  expect(row(d, 'flows', flow)).toMatchObject({
    to: 's_new',
    route: { outcomes: ['approved', 'conditional'] },
  });
  expect(row(d, 'flows', 'f_new')).toMatchObject({
    from: 's_new',
    to: 'd_size',
    route: { kind: 'always' },
  });
});
test('splitFlow with an end leads there and no further', () => {
  const node = freshNode('end', { id: id('e_new'), name: 'Stop' });
  const d = edited(loan(), 'splitFlow', { flow: id('f_n_told__e_ok'), node, id: id('f_new') });
  expect(flows(d)).toContain('n_told → e_new');
  expect(row(d, 'flows', 'f_new')).toBeUndefined();
});

test('move keeps bends between nodes moved alike and forgets those of a flow pulled at one end', () => {
  const d = edited(loan(), 'move', {
    places: [
      { id: id('s_build'), x: 110, y: 5 },
      { id: id('g_review'), x: 410, y: 5 },
    ],
  });
  expect(row(d, 'layout', 'f_s_build__g_review')?.bends).toEqual([[360, 25]]);
  expect(row(d, 'layout', 'f_in__s_build')).toBeUndefined();
  expect(row(d, 'layout', 'g_review')).toEqual({ id: 'g_review', x: 410, y: 5, pinned: true });
});

test('setPlaces takes over what layout reckoned, and pins stay', () => {
  const places = [
    { id: id('g_review'), x: 1, y: 2 },
    { id: id('f_in__s_build'), bends: [[7, 8]] as const },
    { id: id('gone'), x: 0, y: 0 },
  ];
  const d = edited(loan(), 'setPlaces', { places });
  expect(row(d, 'layout', 'g_review')).toEqual({ id: 'g_review', x: 1, y: 2, pinned: true });
  expect(row(d, 'layout', 'f_in__s_build')?.bends).toEqual([[7, 8]]);
  expect(row(d, 'layout', 'f_s_build__g_review')).toBeUndefined();
  expect(Object.keys(d.layout)).not.toContain('gone');
});

test('rename names a node and labels a flow', () => {
  let d = edited(loan(), 'rename', { id: id('s_build'), name: 'Build it' });
  d = edited(d, 'rename', { id: id('f_in__s_build'), name: 'at once' });
  expect(row(d, 'nodes', 's_build')?.name).toBe('Build it');
  expect(row(d, 'flows', 'f_in__s_build')?.label).toBe('at once');
  d = edited(d, 'rename', { id: id('f_in__s_build'), name: '' });
  expect(row(d, 'flows', 'f_in__s_build')).not.toHaveProperty('label');
});

test('setNode, setRow and setControl set fields, delete what is undefined, and refuse what no row may be', () => {
  let d = edited(loan(), 'setNode', {
    id: id('g_review'),
    set: { sla: undefined, rule: 'majority' },
  });
  expect(row(d, 'nodes', 'g_review')).toMatchObject({ rule: 'majority' });
  expect(row(d, 'nodes', 'g_review')).not.toHaveProperty('sla');
  d = edited(d, 'setRow', {
    table: 'items',
    id: 'g_review_c2',
    set: { check: undefined, guidance: '' },
  });
  expect(row(d, 'items', 'g_review_c2')).not.toHaveProperty('check');
  expect(row(d, 'items', 'g_review_c2')).not.toHaveProperty('guidance');
  d = edited(d, 'setControl', { set: { title: 'New', owner: 'r_lead' } });
  expect(d.control).toMatchObject({ title: 'New', owner: 'r_lead' });
  expect(() => edited(d, 'setNode', { id: id('g_review'), set: { name: undefined } })).toThrow(
    'name',
  );
  expect(() => edited(d, 'setNode', { id: id('g_review'), set: { kind: 'step' } })).toThrow(
    'changeKind',
  );
  expect(edited(d, 'setNode', { id: id('gone'), set: { name: 'x' } })).toBe(d);
});

test('a rule set to another kind loses what the former kind had', () => {
  const d = edited(loan(), 'setRow', {
    table: 'rules',
    id: 'two',
    set: { kind: 'atMost', gates: 1 },
  });
  expect(row(d, 'rules', 'two')).toEqual({ id: 'two', kind: 'atMost', gates: 1 });
});

test('putRow adds a row that its schema takes, without undefined members', () => {
  const added = {
    id: id('fld_x'),
    order: 'a5',
    key: 'x',
    label: 'X',
    help: undefined,
    required: false,
    type: { kind: 'time' },
  };
  const d = edited(loan(), 'putRow', { table: 'fields', row: added as never });
  expect(fieldsOf(d).at(-1)).toEqual({
    id: 'fld_x',
    order: 'a5',
    key: 'x',
    label: 'X',
    required: false,
    type: { kind: 'time' },
  });
  expect(() => edited(d, 'putRow', { table: 'fields', row: { id: 'y' } as never })).toThrow(
    'fields/y',
  );
  expect(
    edited(d, 'putRow', { table: 'assumptions', row: { n: 1 }, id: 'sop' }).assumptions['sop'],
  ).toEqual({ n: 1 });
});

test('removeRow of a field takes it out of subject and edits, and leaves expressions to be mended', () => {
  const base = edited(loan(), 'setControl', { set: { subject: ['fld_amount', 'fld_risk'] } });
  const d = edited(base, 'removeRow', { table: 'fields', id: 'fld_amount' });
  expect(d.control.subject).toEqual(['fld_risk']);
  expect(row(d, 'nodes', 's_build')).toMatchObject({ edits: [] });
  expect(row(d, 'items', 'g_review_c2')?.check).toBe('form.amount < 90');
});
test('removeRow of a rule takes its limitation along', () => {
  expect(Object.keys(edited(loan(), 'removeRow', { table: 'rules', id: 'two' }).rules)).toEqual([
    'thr',
  ]);
});

test('changeKind from gate to step keeps work and fits the routes', () => {
  const d = edited(loan(), 'changeKind', { id: id('g_review'), kind: 'step' });
  expect(row(d, 'nodes', 'g_review')).toEqual({
    id: 'g_review',
    kind: 'step',
    name: 'g_review',
    phase: 'ph_1',
  });
  expect(itemsOf(d, id('g_review'))).toHaveLength(2);
  expect(flowsFrom(d, id('g_review')).map(({ route }) => route.kind)).toEqual(['always', 'always']);
});
test('changeKind to an end drops what leads on, to a note all flows and work', () => {
  const end = edited(loan(), 'changeKind', { id: id('d_size'), kind: 'end' });
  expect(flowsFrom(end, id('d_size'))).toEqual([]);
  const note = edited(loan(), 'changeKind', { id: id('g_review'), kind: 'note' });
  expect(flows(note).join()).not.toContain('g_review');
  expect(Object.values(note.assignments).map(({ node }) => node)).not.toContain('g_review');
  expect(itemsOf(note, id('g_review'))).toEqual([]);
});
test('changeKind of a phase frees its nodes, of a role its edges', () => {
  const phase = edited(loan(), 'changeKind', { id: id('ph_1'), kind: 'note' });
  expect(row(phase, 'nodes', 's_build')).not.toHaveProperty('phase');
  const role = edited(loan(), 'changeKind', { id: id('r_dev'), kind: 'note' });
  expect(Object.values(role.assignments).map((edge) => edge.role)).not.toContain('r_dev');
});

test('assignRole: a second A replaces the first, the same letter again changes the edge', () => {
  let d = edited(loan(), 'assignRole', {
    id: id('a_new'),
    role: id('r_board'),
    node: id('g_review'),
    letter: 'A',
  });
  const keepers = Object.values(d.assignments).filter(
    ({ letter, node }) => letter === 'A' && node === 'g_review',
  );
  expect(keepers.map(({ role }) => role)).toEqual(['r_board']);
  d = edited(d, 'assignRole', {
    id: id('a_2'),
    role: id('r_board'),
    node: id('g_review'),
    letter: 'S',
    quorum: { kind: 'all' },
  });
  expect(row(d, 'assignments', 'a_2')).toBeUndefined();
  expect(row(d, 'assignments', 'a_r_board_g_review_S')?.quorum).toEqual({ kind: 'all' });
  expect(
    edited(d, 'assignRole', {
      id: id('a_3'),
      role: id('s_build'),
      node: id('g_review'),
      letter: 'R',
    }),
  ).toBe(d);
});
test('unassign takes an edge away', () => {
  const d = edited(loan(), 'unassign', { id: id('a_r_dev_g_review_C') });
  expect(Object.keys(d.assignments)).not.toContain('a_r_dev_g_review_C');
});

test('deleteThings takes along all that hangs on a node', () => {
  const d = edited(loan(), 'deleteThings', { nodes: [id('s_build')], flows: [] });
  expect(JSON.stringify(d)).not.toContain('s_build');
  expect(Object.keys(d.rules)).toEqual(['thr']); // a set of one says nothing; its limitation goes with it
});
test('deleteThings keeps the assurance of a deleted gate and the escalation to a deleted role, and repair says so', () => {
  const gate = edited(loan(), 'deleteThings', { nodes: [id('g_review')], flows: [] });
  expect(repair(gate).findings.map(({ rule }) => rule)).toEqual(['gate_deleted']);
  const role = edited(loan(), 'deleteThings', { nodes: [id('r_board')], flows: [] });
  expect(repair(role).findings.map(({ rule, at }) => `${rule} ${at.id}`)).toEqual([
    'role_deleted g_review',
    'role_deleted n_told',
  ]);
});
test('deleteThings heals a gap that has one way in and one way out, on the route that led there', () => {
  const d = edited(loan(), 'deleteThings', {
    nodes: [id('w_go'), id('n_told')],
    flows: [],
    heal: id('f_heal'),
  });
  expect(row(d, 'flows', 'f_heal')).toMatchObject({
    from: 'd_size',
    to: 'e_ok',
    route: { kind: 'default' },
  });
  const gap = edited(loan(), 'deleteThings', {
    nodes: [id('g_review')],
    flows: [],
    heal: id('f_heal'),
  });
  expect(row(gap, 'flows', 'f_heal')).toBeUndefined(); // two ways out
  const same = edited(loan(), 'deleteThings', {
    nodes: [id('s_build')],
    flows: [],
    heal: id('f_in__s_build'),
  });
  expect(row(same, 'flows', 'f_in__s_build')).toMatchObject({ from: 'in', to: 'g_review' });
});

test('paste adds a copy under new ids, shifted, with the approvers that stay behind', () => {
  let n = 0;
  const clip = rekeyed(
    copyOf(loan(), [id('in'), id('s_build'), id('g_review')]),
    (prefix) => `${prefix}_${(n += 1)}`,
  );
  const d = edited(loan(), 'paste', { diagram: clip, dx: 10, dy: 20 });
  const copies = Object.values(d.nodes).filter((node) => loan().nodes[node.id] === undefined);
  expect(copies.map(({ kind }) => kind).toSorted()).toEqual(['gate', 'step']); // no second intake
  const gate = copies.find(({ kind }) => kind === 'gate');
  expect(Object.values(d.assignments).filter(({ node }) => node === gate?.id)).toHaveLength(3);
  expect(row(d, 'layout', gate?.id ?? '')).toMatchObject({ x: 410, y: 20 });
  expect(repair(d)).toEqual({ diagram: d, findings: [] });
});
test('paste into another SOP leaves out roles and phases that are not there', () => {
  const clip = rekeyed(copyOf(loan(), [id('g_review')]), (prefix) => `${prefix}_1`);
  const d = edited(sop().diagram(), 'paste', { diagram: clip, dx: 0, dy: 0 });
  expect(row(d, 'nodes', 'g_1')).not.toHaveProperty('phase');
  expect(d.assignments).toEqual({});
  expect(repair(d).diagram).toBe(d);
});

const order = (d: Diagram): string[] => itemsOf(d, id('g_review')).map(({ text }) => text);
test('reorder moves a row before another, and keys equal rows anew', () => {
  let d = edited(loan(), 'reorder', { table: 'items', id: 'g_review_c2', before: 'g_review_c1' });
  expect(order(d)).toEqual(['Small', 'Tested']);
  d = edited(d, 'reorder', { table: 'items', id: 'g_review_c2', before: null });
  expect(order(d)).toEqual(['Tested', 'Small']);
  for (const [i, key] of ['c1', 'c2', 'c3'].entries())
    d = edited(d, 'putRow', {
      table: 'items',
      row: {
        id: id(`g_review_${key}`),
        node: id('g_review'),
        order: 'a0',
        text: `${i}`,
        required: true,
        waivable: false,
        clauses: [],
      },
    });
  expect(order(d)).toEqual(['0', '1', '2']);
  expect(
    order(edited(d, 'reorder', { table: 'items', id: 'g_review_c3', before: 'g_review_c2' })),
  ).toEqual(['0', '2', '1']);
});

test('renameKey rewrites every expression and message that reads the field', () => {
  const d = edited(loan(), 'renameKey', {
    field: id('fld_amount'),
    key: 'cost',
    renamed: renamePath,
  });
  const text = JSON.stringify({ ...d, fields: {}, layout: {} });
  expect(text).not.toContain('form.amount');
  expect(text.match(/form\.cost/g)).toHaveLength(7);
  expect(row(d, 'fields', 'fld_amount')?.key).toBe('cost');
  expect(row(d, 'nodes', 'n_told')).toMatchObject({ message: 'Amount {form.cost}, {metrics.x}.' });
  expect(row(d, 'items', 'g_review_c2')?.when).toBe('form.risk = "high"');
});

test('mend applies what a finding proposes', () => {
  const broken = edited(loan(), 'putRow', {
    table: 'assignments',
    row: { id: id('a_second'), role: id('r_board'), node: id('g_review'), letter: 'A' },
  });
  const [finding] = repair(broken).findings;
  if (finding?.mend === undefined) throw new Error('no mend');
  expect(repair(edited(broken, 'mend', finding.mend)).findings).toEqual([]);
  expect(() => edited(broken, 'mend', { edit: 'toString', args: {} })).toThrow('no edit');
});

test('every mend of repair can be applied and takes its finding away', () => {
  fc.assert(
    fc.property(sessions(diagrams({ depth: 1 })), ({ d }) => {
      for (const { mend, rule, at } of repair(d).findings) {
        if (mend === undefined) continue;
        const mended = repair(edited(d, 'mend', mend));
        expect(mended.findings).not.toContainEqual(expect.objectContaining({ rule, at }));
      }
    }),
    { numRuns: 2000 },
  );
});
