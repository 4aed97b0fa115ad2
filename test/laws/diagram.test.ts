import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '#engine/compile.ts';
import { diagramSchema } from '#model/diagram.schema.ts';
import type { Diagram } from '#model/diagram.ts';
import { repair } from '#model/repair.ts';
import { flowsFrom, flowsTo, nodesOf, runs } from '#model/rows.ts';
import { crowded, diagrams, forms, staffed } from './diagram.ts';

/** The nodes from which one of `goals` can be reached, or that can be reached from them. */
function closure(d: Diagram, goals: readonly string[], way: 'from' | 'to'): Set<string> {
  const seen = new Set(goals);
  for (let grown = true; grown;) {
    const before = seen.size;
    for (const { from, to } of Object.values(d.flows)) {
      if (way === 'from' && seen.has(from)) seen.add(to);
      if (way === 'to' && seen.has(to)) seen.add(from);
    }
    grown = seen.size > before;
  }
  return seen;
}

test('random diagrams have no loose end and no finding, every node can be reached and can end', () => {
  fc.assert(
    fc.property(diagrams({ subprocess: true }), (d) => {
      expect(diagramSchema.parse(d)).toEqual(d);
      expect(repair(d)).toEqual({ diagram: d, findings: [] });
      expect(compile(d, 'draft').faults).toEqual([]);
      const flowing = Object.values(d.nodes).filter((node) => runs(node.kind));
      const ends = nodesOf(d, 'end').map(({ id }) => id);
      const reached = closure(d, ['in'], 'from');
      const ending = closure(d, ends, 'to');
      for (const { id } of flowing)
        expect([id, reached.has(id), ending.has(id)]).toEqual([id, true, true]);
      for (const { id } of nodesOf(d, 'parallel'))
        expect(Math.min(flowsFrom(d, id).length, flowsTo(d, id).length)).toBe(1);
      for (const { id } of nodesOf(d, 'decision'))
        expect(flowsFrom(d, id).filter(({ route }) => route.kind === 'default')).toHaveLength(1);
    }),
    { numRuns: 300 },
  );
});

test('random diagrams use every kind of node, flow and assignment', () => {
  const seen = new Set<string>();
  for (const d of fc.sample(diagrams({ subprocess: true }), { numRuns: 200, seed: 1 })) {
    for (const node of Object.values(d.nodes)) seen.add(node.kind);
    for (const { route } of Object.values(d.flows)) seen.add(`by ${route.kind}`);
    for (const { letter } of Object.values(d.assignments)) seen.add(letter);
  }
  const nodes = 'intake step gate decision parallel wait notify subprocess end';
  const around = 'role phase note document A S R C I';
  const routes = ['by always', 'by outcomes', 'by when', 'by default', 'by timer'];
  expect(seen).toEqual(new Set([...nodes.split(' '), ...around.split(' '), ...routes]));
});

test('random forms fill what is required, and every role is staffed', () => {
  const pairs = diagrams().chain((d) =>
    fc.record({ d: fc.constant(d), form: forms(d), few: crowded(d) }),
  );
  fc.assert(
    fc.property(pairs, ({ d, form, few }) => {
      const required = Object.values(d.fields).filter((field) => field.required);
      expect(Object.keys(form)).toEqual(expect.arrayContaining(required.map(({ key }) => key)));
      const groups = nodesOf(d, 'role').flatMap(({ group }) => group ?? []);
      for (const group of groups) {
        expect(staffed(d).groups[group]?.members).toHaveLength(4);
        expect(few.groups[group]?.members.length).toBeGreaterThan(1);
      }
    }),
    { numRuns: 50 },
  );
});
