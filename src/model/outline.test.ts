import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sop } from '../../test/builders/sop.ts';
import { templateDiagram, templates } from '../../test/builders/templates.ts';
import { diagrams } from '../../test/laws/diagram.ts';
import type { Diagram, Flow, Node } from './diagram.ts';
import { edited } from './edit/edits.ts';
import { as } from './ids.ts';
import type { FlowId, NodeId } from './ids.ts';
import { freshNode } from './fresh.ts';
import { addBelow, indent, moveDown, moveUp, outdent, removeRow } from './outline-edits.ts';
import type { Apply } from './outline-edits.ts';
import { outlineOf } from './outline.ts';
import type { OutlineRow } from './outline.ts';
import { repair } from './repair.ts';

/** As one reads it: two spaces a level, `→` before a link. */
const drawn = (d: Diagram): string[] =>
  outlineOf(d)
    .filter((row) => row.part !== 'aside')
    .map(({ depth, node, link }) => `${'  '.repeat(depth)}${link ? '→ ' : ''}${node}`);

const rowOf = (d: Diagram, key: string): OutlineRow => {
  const row = outlineOf(d).find((one) => one.key === key);
  if (row === undefined) throw new Error(`${key} is in no row`);
  return row;
};

/** The diagram after an act, and what it answered. */
function acted(
  d: Diagram,
  act: (now: Diagram, apply: Apply) => true | string,
): { readonly d: Diagram; readonly answer: true | string } {
  let now = d;
  const answer = act(d, (name, args) => {
    now = edited(now, name, args);
  });
  return { d: now, answer };
}

const review = (): Diagram =>
  sop('Review')
    .role('r_dev')
    .role('r_lead')
    .intake()
    .step('s_build', { R: 'r_dev' })
    .decision('d_tier')
    .gate('g_risk', { A: 'r_lead' })
    .gate('g_last', { A: 'r_lead' })
    .step('s_mend', { R: 'r_dev' })
    .end('e_ok')
    .end('e_no', { outcome: 'rejected', terminating: true })
    .path('in', 's_build', 'd_tier')
    .flow('d_tier', 'g_risk', { when: 'form.amount > 1' })
    .flow('d_tier', 'g_last')
    .flow('g_risk', 'g_last', 'approved')
    .flow('g_risk', 'e_no', 'rejected')
    .flow('g_last', 'e_ok', 'approved')
    .flow('g_last', 's_mend', 'returned')
    .flow('s_mend', 'g_last')
    .flow('g_last', 'e_no', 'rejected')
    .diagram();

test('the way of a request stands at the left, what branches off beneath the node it leaves', () => {
  expect(drawn(review())).toEqual([
    'in',
    's_build',
    'd_tier',
    '  g_risk',
    '    e_no',
    '  → g_last',
    '  → g_last',
    'g_last',
    '  s_mend',
    '  → g_last',
    '  → e_no',
    'e_ok',
  ]);
});

const same = (these: readonly string[], those: readonly string[]): boolean =>
  these.toSorted().join() === those.toSorted().join();

/** What is wrong with an outline: nothing, of any diagram. */
function faults(d: Diagram): string[] {
  const rows = outlineOf(d);
  const nodes = rows.filter((row) => !row.link).map((row) => row.node);
  const deep = rows.some((row, i) => row.depth > (rows[i - 1]?.depth ?? -1) + 1);
  return [
    ...(same(nodes, Object.keys(d.nodes)) ? [] : ['a node stands not once']),
    ...(same(
      rows.flatMap((row) => row.via ?? []),
      Object.keys(d.flows),
    )
      ? []
      : ['a flow is told not once']),
    ...(new Set(rows.map((row) => row.key)).size === rows.length ? [] : ['two rows have one key']),
    ...(deep ? ['a row stands beneath nothing'] : []),
  ];
}

test.each(templates())('%s: every node stands once, every flow is told once', (template) => {
  expect(faults(templateDiagram(template))).toEqual([]);
});

test('so it is in every diagram, also where flows are missing', () => {
  fc.assert(
    fc.property(diagrams(), fc.nat(), fc.nat(), (d, a, b) => {
      expect(faults(d)).toEqual([]);
      const flows = Object.keys(d.flows).map((id) => as<FlowId>(id));
      const nodes = Object.keys(d.nodes).map((id) => as<NodeId>(id));
      const broken = edited(d, 'deleteThings', {
        flows: flows.slice(a % flows.length, (a % flows.length) + 3),
        nodes: [nodes[b % nodes.length] ?? as<NodeId>('')],
      });
      expect(faults(broken)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('5,000 forks, each in a branch of the one before, are no deeper than the stack', () => {
  const drawing = sop('Deep').intake();
  const d = drawing.diagram();
  const nodes: { [id: string]: Node } = { ...d.nodes };
  const flows: { [id: string]: Flow } = {};
  const flow = (id: string, from: string, to: string): void => {
    const ends = { from: as<NodeId>(from), to: as<NodeId>(to) };
    flows[id] = { id: as<FlowId>(id), ...ends, order: 'a0', route: { kind: 'always' } };
  };
  for (let at = 0; at < 5_000; at += 1) {
    const fork = freshNode('parallel', { id: as<NodeId>(`p${at}`), name: '' });
    const step = freshNode('step', { id: as<NodeId>(`s${at}`), name: '' });
    Object.assign(nodes, { [fork.id]: fork, [step.id]: step });
    flow(`f${at}`, at === 0 ? 'in' : `p${at - 1}`, fork.id);
    flow(`g${at}`, fork.id, step.id);
  }
  const deep = { ...d, nodes, flows };
  expect(faults(deep)).toEqual([]);
  expect(outlineOf(deep).at(-1)?.depth).toBeLessThan(5_000);
});

/** What a diagram says, without the ids of its flows. */
const meant = (d: Diagram): string[] =>
  Object.values(d.flows)
    .map(({ from, to, route, order }) => JSON.stringify([from, to, route, order]))
    .toSorted();

type Act = (now: Diagram, apply: Apply) => true | string;
/** What an act leaves wrong; one that is refused leaves the diagram as it was. */
function wrong(d: Diagram, act: Act): string[] {
  const { answer, d: after } = acted(d, act);
  if (answer !== true) return after === d ? [] : [`refused, but changed: ${answer}`];
  return faults(after);
}

test('whatever is done to a row, the outline stays whole, and what is refused changes nothing', () => {
  fc.assert(
    fc.property(diagrams(), fc.nat(), (d, n) => {
      const rows = outlineOf(d);
      const row = rows[n % rows.length];
      if (row === undefined) return;
      expect(wrong(d, (now, apply) => moveDown(now, row, apply))).toEqual([]);
      expect(wrong(d, (now, apply) => moveUp(now, row, apply))).toEqual([]);
      expect(wrong(d, (now, apply) => indent(now, row, as<FlowId>('f_n'), apply))).toEqual([]);
      expect(wrong(d, (now, apply) => outdent(now, row, apply))).toEqual([]);
      const moved = acted(d, (now, apply) => moveDown(now, row, apply)).d;
      expect(repair(moved).findings).toEqual(repair(d).findings);
      expect(wrong(d, (now, apply) => removeRow(now, row, as<FlowId>('f_n'), apply))).toEqual([]);
    }),
    { numRuns: 120 },
  );
});

test('what is moved down and up again stands where it stood', () => {
  let moves = 0;
  fc.assert(
    fc.property(diagrams(), fc.nat(), (d, n) => {
      const rows = outlineOf(d);
      const row = rows[n % rows.length];
      if (row === undefined) return true;
      const down = acted(d, (now, apply) => moveDown(now, row, apply));
      if (down.answer !== true) return true;
      moves += 1;
      // Of branches that meet, the first shows what they share: the row is then known by its flow.
      const again = outlineOf(down.d).find((one) =>
        row.follows ? one.key === row.key : one.via === row.via,
      );
      const up = acted(down.d, (now, apply) =>
        again === undefined ? 'gone' : moveUp(now, again, apply),
      );
      return up.answer === true && drawn(up.d).join() === drawn(d).join();
    }),
    { numRuns: 200 },
  );
  expect(moves).toBeGreaterThan(20);
});

test('what follows a decision becomes its branch, and follows it again', () => {
  const d = sop('Chain')
    .intake()
    .decision('d')
    .step('s')
    .step('t')
    .end('e')
    .path('in', 'd')
    .flow('d', 's')
    .path('s', 't', 'e')
    .diagram();
  const inwards = acted(d, (now, apply) => indent(now, rowOf(now, 's'), as<FlowId>('f_n'), apply));
  expect(inwards.answer).toBe(true);
  expect(drawn(inwards.d)).toEqual(['in', 'd', '  → t', '  s', '  → t', 't', 'e']);
  const back = acted(inwards.d, (now, apply) => outdent(now, rowOf(now, 's'), apply));
  expect(back.answer).toBe(true);
  expect(meant(back.d)).toEqual(meant(d));
});

test('a step does not branch: the answer says what would', () => {
  const d = review();
  const { answer, d: after } = acted(d, (now, apply) =>
    indent(now, rowOf(now, 'd_tier'), as<FlowId>('f_n'), apply),
  );
  expect(answer).toContain('a decision, a fork or a gate branches');
  expect(after).toBe(d);
});

test('a new node stands below, in the chain; behind an end nothing goes on', () => {
  const d = review();
  const node = freshNode('step', { id: as<NodeId>('s_new'), name: 'New' });
  const added = acted(d, (now, apply) =>
    addBelow(now, rowOf(now, 'g_last'), { node, flow: as<FlowId>('f_n') }, apply),
  );
  expect(added.answer).toBe(true);
  expect(drawn(added.d).slice(-2)).toEqual(['s_new', 'e_ok']);
  const behind = acted(d, (now, apply) =>
    addBelow(now, rowOf(now, 'e_ok'), { node, flow: as<FlowId>('f_n') }, apply),
  );
  expect(behind.answer).toBe('A request stops at an end: nothing leaves it.');
  expect(behind.d).toBe(d);
});

test('a deleted gate closes its chain along its approval; a deleted link takes its flow only', () => {
  const d = review();
  const gone = acted(d, (now, apply) =>
    removeRow(now, rowOf(now, 'g_last'), as<FlowId>('f_h'), apply),
  );
  expect(
    Object.values(gone.d.flows).some(({ from, to }) => from === 'd_tier' && to === 'e_ok'),
  ).toBe(false);
  const risk = acted(d, (now, apply) =>
    removeRow(now, rowOf(now, 'g_risk'), as<FlowId>('f_h'), apply),
  );
  expect(Object.values(risk.d.flows).filter(({ from }) => from === 'd_tier')).toHaveLength(2);
  const link = outlineOf(d).find((row) => row.link);
  if (link === undefined) throw new Error('There is a link.');
  const cut = acted(d, (now, apply) => removeRow(now, link, as<FlowId>('f_h'), apply));
  expect(Object.keys(cut.d.flows)).toHaveLength(Object.keys(d.flows).length - 1);
  expect(Object.keys(cut.d.nodes)).toHaveLength(Object.keys(d.nodes).length);
});
