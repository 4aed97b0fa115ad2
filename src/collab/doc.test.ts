import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Doc, applyUpdate, encodeStateAsUpdate, encodeStateVector } from 'yjs';
import { blankDiagram } from '#model/blank.ts';
import type { Diagram } from '#model/diagram.ts';
import { edited, edits } from '#model/edit/edits.ts';
import type { EditName, Edits } from '#model/edit/edits.ts';
import { as } from '#model/ids.ts';
import type { AssignmentId, FlowId, ItemId, NodeId, RoleId } from '#model/ids.ts';
import { repair } from '#model/repair.ts';
import { diagrams } from '../../test/laws/diagram.ts';
import { mirror } from './doc.ts';
import type { Mirror } from './doc.ts';
import { Gesture } from './gesture.ts';
import { roots } from './roots.ts';
import { updateOf } from './seed.ts';
import { undoOf } from './undo.ts';

const node = (id: string): NodeId => as<NodeId>(id);

interface Replica {
  readonly doc: Doc;
  readonly shown: Mirror;
  readonly undo: ReturnType<typeof undoOf>;
  readonly edit: <N extends EditName>(name: N, args: Edits[N]) => void;
}
function replica(...updates: readonly Uint8Array[]): Replica {
  const doc = new Doc();
  for (const update of updates) applyUpdate(doc, update, 'store');
  const shown = mirror(doc, () => undefined);
  const undo = undoOf(doc);
  const edit: Replica['edit'] = (name, args) => {
    undo.begin(undefined);
    const recipe: (
      d: Parameters<(typeof edits)[typeof name]>[0],
      args: Edits[typeof name],
    ) => void = edits[name];
    shown.write(
      (draft) => {
        recipe(draft, args);
      },
      new Gesture(name, null),
    );
  };
  return { doc, shown, undo, edit };
}
const sync = (from: Replica, to: Replica): void => {
  applyUpdate(to.doc, encodeStateAsUpdate(from.doc, encodeStateVector(to.doc)), 'tab');
};

const start = blankDiagram({ title: 'Release', zone: 'UTC' });
const intake = node(Object.keys(start.nodes)[0] ?? '');
const gate = { id: node('g'), kind: 'gate', name: 'Review', rule: 'veto' } as const;

describe('a draft as Y.Doc', () => {
  it('gives back the diagram it was seeded with', () => {
    fc.assert(
      fc.property(diagrams(), (diagram) => {
        expect(replica(updateOf(diagram)).shown.diagram()).toEqual(diagram);
      }),
      { numRuns: 200 },
    );
  });

  it('shows what the pure edit gives', () => {
    fc.assert(
      fc.property(diagrams(), fc.array(steps, { maxLength: 8 }), (diagram, choices) => {
        const one = replica(updateOf(diagram));
        let pure = diagram;
        for (const [at, choice] of choices.entries()) {
          const step = stepOn(pure, choice, `x${at}`);
          if (step === null) continue;
          run(one, step);
          pure = repair(apply(pure, step)).diagram;
          expect(one.shown.diagram()).toEqual(pure);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('keeps rows, tables and the diagram that did not change', () => {
    const one = replica(updateOf(start));
    one.edit('addNode', { node: gate, at: { x: 0, y: 0 } });
    const before = one.shown.diagram();
    one.edit('rename', { id: gate.id, name: 'Technical review' });
    const after = one.shown.diagram();
    expect(after).not.toBe(before);
    expect(after.layout).toBe(before.layout);
    expect(after.nodes[intake]).toBe(before.nodes[intake]);
    one.edit('rename', { id: gate.id, name: 'Technical review' });
    expect(one.shown.diagram()).toBe(after);
  });

  it('leaves an unreadable row out, says so, and keeps it', () => {
    const one = replica(updateOf(start));
    one.edit('addNode', { node: gate });
    const row = roots(one.doc).nodes.get('g');
    if (row instanceof Object && 'set' in row && typeof row.set === 'function')
      row.set('rule', 'coin');
    expect(one.shown.diagram().nodes[gate.id]).toBeUndefined();
    expect(one.shown.findings()).toContainEqual(
      expect.objectContaining({
        rule: 'unreadable_row',
        at: { table: 'nodes', id: 'g', field: 'rule' },
      }),
    );
    expect(roots(one.doc).nodes.has('g')).toBe(true);
  });

  it('refuses a draft of a newer program', () => {
    const doc = new Doc();
    roots(doc).meta.set('format', 2);
    expect(() => mirror(doc, () => undefined)).toThrow('newer');
  });
});

describe('several people at once', () => {
  it('three replicas that got the same edits in any order show equal diagrams', () => {
    fc.assert(
      fc.property(
        diagrams({ depth: 1 }),
        fc.array(fc.tuple(fc.nat(2), steps), { minLength: 3, maxLength: 14 }),
        fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { maxLength: 6 }),
        (diagram, choices, meetings) => {
          const seed = updateOf(diagram);
          const all = [replica(seed), replica(seed), replica(seed)];
          for (const [at, [who, choice]] of choices.entries()) {
            const one = all[who];
            const step = one === undefined ? null : stepOn(one.shown.diagram(), choice, `x${at}`);
            if (one !== undefined && step !== null) run(one, step);
            const [from, to] = meetings[at] ?? [0, 0];
            const [a, b] = [all[from], all[to]];
            if (a !== undefined && b !== undefined && a !== b) sync(a, b);
          }
          for (const a of all) for (const b of all) if (a !== b) sync(a, b);
          for (const a of all) for (const b of all) if (a !== b) sync(a, b);
          const [first, ...others] = all.map((one) => one.shown.diagram());
          for (const other of others) expect(other).toEqual(first);
          // Repair has nothing left to hide.
          expect(first === undefined ? first : repair(first).diagram).toBe(first);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('keeps what two people type into one description', () => {
    const seed = updateOf({
      ...start,
      nodes: { [gate.id]: { ...gate, description: 'Who signs what' }, ...start.nodes },
    });
    const [a, b] = [replica(seed), replica(seed)];
    a.edit('setNode', { id: gate.id, set: { description: 'Who signs what, and when' } });
    b.edit('setNode', { id: gate.id, set: { description: 'Note: Who signs what' } });
    sync(a, b);
    sync(b, a);
    expect(a.shown.diagram().nodes[gate.id]?.description).toBe('Note: Who signs what, and when');
    expect(b.shown.diagram()).toEqual(a.shown.diagram());
  });

  it('keeps two fields of one row that two people changed', () => {
    const seed = updateOf(edited(start, 'addNode', { node: gate }));
    const [a, b] = [replica(seed), replica(seed)];
    a.edit('rename', { id: gate.id, name: 'Legal' });
    b.edit('setNode', { id: gate.id, set: { rule: 'majority' } });
    sync(a, b);
    sync(b, a);
    expect(a.shown.diagram().nodes[gate.id]).toEqual({ ...gate, name: 'Legal', rule: 'majority' });
  });

  it('hides a flow to a node another person deleted, and brings it back with the undo', () => {
    const seed = updateOf(edited(start, 'addNode', { node: gate }));
    const [a, b] = [replica(seed), replica(seed)];
    a.edit('deleteThings', { nodes: [gate.id], flows: [] });
    b.edit('connect', { id: as<FlowId>('f'), from: intake, to: gate.id });
    sync(b, a);
    expect(a.shown.diagram().flows).toEqual({});
    a.undo.undo();
    expect(Object.keys(a.shown.diagram().flows)).toEqual(['f']);
  });
});

describe('undo', () => {
  it('is exact, step by step back and forth again', () => {
    fc.assert(
      fc.property(
        diagrams(),
        fc.array(steps, { minLength: 1, maxLength: 8 }),
        (diagram, choices) => {
          const one = replica(updateOf(diagram));
          const stages = [one.shown.diagram()];
          for (const [at, choice] of choices.entries()) {
            const step = stepOn(one.shown.diagram(), choice, `x${at}`);
            if (step === null) continue;
            const before = one.shown.diagram();
            run(one, step);
            if (one.shown.diagram() !== before) stages.push(one.shown.diagram());
          }
          for (const stage of stages.toReversed().slice(1)) {
            one.undo.undo();
            expect(one.shown.diagram()).toEqual(stage);
          }
          expect(one.undo.canUndo()).toBe(false);
          for (const stage of stages.slice(1)) {
            one.undo.redo();
            expect(one.shown.diagram()).toEqual(stage);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('takes back only what this person did', () => {
    const seed = updateOf(edited(start, 'addNode', { node: gate }));
    const [a, b] = [replica(seed), replica(seed)];
    a.edit('rename', { id: gate.id, name: 'Legal' });
    b.edit('setNode', { id: gate.id, set: { rule: 'majority' } });
    sync(b, a);
    a.undo.undo();
    expect(a.shown.diagram().nodes[gate.id]).toEqual({ ...gate, rule: 'majority' });
    expect(a.undo.canUndo()).toBe(false);
  });

  it('takes typing in one field as one step', () => {
    const one = replica(updateOf(edited(start, 'addNode', { node: gate })));
    for (const name of ['R', 'Re', 'Rev']) {
      one.undo.begin('typing');
      one.shown.write(
        (draft) => {
          edits.rename(draft, { id: gate.id, name });
        },
        new Gesture('Rename', null),
      );
    }
    one.undo.undo();
    expect(one.shown.diagram().nodes[gate.id]?.name).toBe('Review');
  });
});

/** One edit chosen by numbers, so that it fits whatever diagram it meets. */
type Choice = readonly [number, number, number, string];
const steps: fc.Arbitrary<Choice> = fc.tuple(
  fc.nat(11),
  fc.nat(),
  fc.nat(),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);
type Step = { [N in EditName]: readonly [N, Edits[N]] }[EditName];

function run(one: Replica, [name, args]: Step): void {
  one.undo.begin(undefined);
  one.shown.write(
    (draft) => {
      (edits[name] as (d: typeof draft, a: typeof args) => void)(draft, args);
    },
    new Gesture(name, null),
  );
}
const apply = (diagram: Diagram, [name, args]: Step): Diagram =>
  edited(diagram, name, args as never);

function stepOn(d: Diagram, [kind, i, j, word]: Choice, fresh: string): Step | null {
  const nodes = Object.values(d.nodes);
  const a = nodes[i % nodes.length];
  const b = nodes[j % nodes.length];
  const flows = Object.values(d.flows);
  const flow = flows[i % Math.max(1, flows.length)];
  const item = Object.values(d.items)[i % Math.max(1, Object.keys(d.items).length)];
  if (a === undefined || b === undefined) return null;
  const step = { id: node(`n_${fresh}`), kind: 'step', name: word } as const;
  switch (kind) {
    case 0:
      return ['addNode', { node: step, at: { x: i % 500, y: j % 500 } }];
    case 1:
      return ['connect', { id: as<FlowId>(`f_${fresh}`), from: a.id, to: b.id }];
    case 2:
      return ['rename', { id: a.id, name: word }];
    case 3:
      return ['setNode', { id: a.id, set: { description: word } }];
    case 4:
      return ['deleteThings', { nodes: [a.id], flows: [], heal: as<FlowId>(`h_${fresh}`) }];
    case 5:
      return flow === undefined
        ? null
        : ['splitFlow', { flow: flow.id, node: step, id: as<FlowId>(`s_${fresh}`) }];
    case 6:
      return ['move', { places: [{ id: a.id, x: i % 900, y: j % 900 }] }];
    case 7:
      return [
        'changeKind',
        { id: a.id, kind: (['step', 'note', 'wait', 'document'] as const)[j % 4] ?? 'step' },
      ];
    case 8:
      return ['setControl', { set: { purpose: word, title: word } }];
    case 9:
      return item === undefined
        ? null
        : [
            'setRow',
            { table: 'items', id: item.id, set: { guidance: word, required: j % 2 === 0 } },
          ];
    case 10:
      return [
        'putRow',
        {
          table: 'items',
          row: {
            id: as<ItemId>(`i_${fresh}`),
            node: a.id,
            order: 'a0',
            text: word,
            required: true,
            waivable: false,
            clauses: [],
          },
        },
      ];
    default: {
      const role = nodes.find((one) => one.kind === 'role');
      return role === undefined
        ? null
        : [
            'assignRole',
            {
              id: as<AssignmentId>(`a_${fresh}`),
              role: as<RoleId>(role.id),
              node: a.id,
              letter: 'A',
            },
          ];
    }
  }
}
