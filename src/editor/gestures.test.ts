/** Random gestures through the very commands that keys, menus and canvas call: undo all, redo all, byte by byte. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Doc } from 'yjs';
import { mirror } from '#collab/doc.ts';
import type { DraftHandle } from '#collab/draft.ts';
import { Gesture } from '#collab/gesture.ts';
import { undoOf } from '#collab/undo.ts';
import { fill } from '#collab/write.ts';
import { canonical } from '#model/canonical.ts';
import type { Diagram, NodeKind } from '#model/diagram.ts';
import { edits } from '#model/edit/edits.ts';
import { runs } from '#model/rows.ts';
import { as } from '#model/ids.ts';
import type { FlowId, NodeId } from '#model/ids.ts';
import { sop } from '../../test/builders/sop.ts';
import { boxesOf } from './canvas/places.ts';
import { commandsOf } from './commands.ts';
import { paletteOrder } from './kinds.ts';
import { editorStore, select } from './state.ts';

/** A draft in memory: what openDraft makes, without storage and other tabs. */
function drawn(start: Diagram): DraftHandle & { readonly remote: (run: () => void) => void } {
  const doc = new Doc();
  fill(doc, start, 'seed');
  const shown = mirror(doc, () => undefined);
  const undo = undoOf(doc);
  let origin: unknown = null;
  return {
    diagram: shown.diagram,
    findings: shown.findings,
    subscribe: () => () => true,
    edit: (gesture, name, args, stroke) => {
      if (origin === null) undo.begin(stroke);
      shown.write(
        (draft) => {
          edits[name](draft, args);
        },
        origin ?? new Gesture(gesture, null),
      );
    },
    group: (gesture, each) => {
      if (origin === null) undo.begin(undefined);
      const by = origin ?? new Gesture(gesture, null);
      each((name, args) => {
        shown.write((draft) => {
          edits[name](draft, args);
        }, by);
      });
    },
    undo: undo.undo,
    redo: undo.redo,
    canUndo: undo.canUndo,
    canRedo: undo.canRedo,
    saved: () => 'saved',
    close: async () => undefined,
    remote: (run) => {
      origin = 'another tab';
      run();
      origin = null;
    },
  };
}

const start = (): Diagram =>
  sop('Small')
    .role('r_dev', { name: 'Developer' })
    .role('r_lead', { name: 'Lead' })
    .intake({})
    .step('s', { name: 'Build', R: 'r_dev' })
    .gate('g', { name: 'Review', A: 'r_lead', items: { c: 'Tested' } })
    .end('e_ok', { name: 'Released' })
    .path('in', 's', 'g', 'e_ok')
    .flow('g', 's', 'returned')
    .diagram();

const kindList = paletteOrder.filter((kind): kind is NodeKind => kind !== null);
const some = fc.nat(1000);
const near = fc.integer({ min: -300, max: 300 });
const point = fc.record({ x: near, y: near });
const gesture = fc.oneof(
  fc.record({ do: fc.constant('select' as const), which: fc.array(some, { maxLength: 4 }) }),
  fc.record({ do: fc.constant('add' as const), kind: fc.constantFrom(...kindList) }),
  fc.record({ do: fc.constant('addAt' as const), kind: fc.constantFrom(...kindList), at: point }),
  fc.record({
    do: fc.constant('beside' as const),
    side: fc.constantFrom('top' as const, 'right' as const, 'bottom' as const, 'left' as const),
  }),
  fc.record({ do: fc.constant('onFlow' as const), kind: fc.constantFrom(...kindList), flow: some }),
  fc.record({ do: fc.constant('connect' as const), from: some, to: some }),
  fc.record({ do: fc.constant('move' as const), by: point, split: fc.option(some) }),
  fc.record({ do: fc.constant('nudge' as const), by: point }),
  fc.record({
    do: fc.constant('arrange' as const),
    how: fc.constantFrom(
      ...(['left', 'center', 'right', 'top', 'middle', 'bottom'] as const),
      ...(['spreadAcross', 'spreadDown'] as const),
    ),
  }),
  fc.record({ do: fc.constantFrom('remove' as const, 'duplicate' as const, 'paste' as const) }),
  fc.record({ do: fc.constantFrom('pin' as const, 'undo' as const, 'redo' as const) }),
  fc.record({ do: fc.constant('resize' as const), w: fc.nat(900), h: fc.nat(500), which: some }),
  fc.record({ do: fc.constant('rename' as const), name: fc.string({ unit: 'grapheme' }) }),
  fc.record({ do: fc.constant('kind' as const), kind: fc.constantFrom(...kindList) }),
);
type Act = typeof gesture extends fc.Arbitrary<infer G> ? G : never;

const nth = <T>(list: readonly T[], at: number): T | undefined => list[at % list.length];

/** How a person does it: by the editor's commands on what is selected. */
function doing(draft: DraftHandle): (act: Act) => void {
  const store = editorStore();
  const commands = commandsOf(draft, store);
  const ids = (): NodeId[] => Object.values(draft.diagram().nodes).map(({ id }) => id);
  const flows = (): FlowId[] => Object.values(draft.diagram().flows).map(({ id }) => id);
  return (act) => {
    const [only] = commands.selectedNodes();
    switch (act.do) {
      case 'select':
        return select(
          store,
          act.which.flatMap((at) => nth([...ids(), ...flows()], at) ?? []),
        );
      case 'add':
        if (act.kind !== 'intake') commands.add(act.kind);
        return undefined;
      case 'addAt':
        if (act.kind !== 'intake') commands.add(act.kind, { at: act.at });
        return undefined;
      case 'beside':
        return commands.addBeside(act.side);
      case 'onFlow': {
        const flow = nth(flows(), act.flow);
        if (flow !== undefined && runs(act.kind) && act.kind !== 'intake')
          commands.addOnFlow(act.kind, flow, { x: 10, y: 20 });
        return undefined;
      }
      case 'connect': {
        const from = nth(ids(), act.from);
        const to = nth(ids(), act.to);
        if (from !== undefined && to !== undefined) commands.connect(from, to);
        return undefined;
      }
      case 'move': {
        const boxes = boxesOf(draft.diagram());
        const places = new Map(
          commands.selectedNodes().flatMap((id) => {
            const box = boxes.get(id);
            return box === undefined ? [] : [[id, { x: box.x + act.by.x, y: box.y + act.by.y }]];
          }),
        );
        const loose =
          places.size === 1 &&
          !Object.values(draft.diagram().flows).some(
            ({ from, to }) => from === only || to === only,
          );
        const split = act.split === null || !loose ? undefined : nth(flows(), act.split);
        if (places.size > 0) commands.move(places, split ?? null);
        return undefined;
      }
      case 'nudge':
        return commands.nudge(act.by.x, act.by.y);
      case 'arrange':
        return commands.arrange(act.how);
      case 'remove':
        return commands.remove();
      case 'duplicate':
        return commands.duplicate();
      case 'paste': {
        const text = commands.copy();
        if (text !== null) commands.paste(text);
        return undefined;
      }
      case 'pin':
        return commands.pin();
      case 'undo':
        return commands.undo();
      case 'redo':
        return commands.redo();
      case 'resize': {
        const phases = Object.values(draft.diagram().nodes).filter(({ kind }) => kind === 'phase');
        const phase = nth(phases, act.which);
        if (phase !== undefined) commands.resize(phase.id, act);
        return undefined;
      }
      case 'rename':
        if (only !== undefined) draft.edit('Rename', 'rename', { id: only, name: act.name });
        return undefined;
      case 'kind':
        if (only !== undefined)
          draft.edit('Change kind', 'changeKind', { id: only, kind: act.kind });
        return undefined;
    }
  };
}

const text = (draft: DraftHandle): string => canonical(draft.diagram());

describe('gestures', () => {
  it('all undone leave the draft they found, all done again the one they made', () => {
    const first = start();
    fc.assert(
      fc.property(fc.array(gesture, { minLength: 1, maxLength: 24 }), (acts) => {
        const draft = drawn(first);
        const before = text(draft);
        const act = doing(draft);
        for (const one of acts) act(one);
        while (draft.canRedo()) draft.redo();
        const end = text(draft);
        while (draft.canUndo()) draft.undo();
        expect(text(draft)).toBe(before);
        while (draft.canRedo()) draft.redo();
        expect(text(draft)).toBe(end);
      }),
      { numRuns: 700 },
    );
  });

  it('are each one step: what was done last, and only that, is undone', () => {
    const first = start();
    fc.assert(
      fc.property(fc.array(gesture, { minLength: 1, maxLength: 8 }), (acts) => {
        const draft = drawn(first);
        const act = doing(draft);
        for (const one of acts) {
          const before = text(draft);
          act(one);
          if (one.do === 'undo' || one.do === 'redo' || one.do === 'nudge') continue;
          if (text(draft) === before) continue;
          draft.undo();
          expect(text(draft)).toBe(before);
          draft.redo();
        }
      }),
      { numRuns: 150 },
    );
  });

  it('at one label of two tabs: the later stands, and undo takes back only what is one’s own', () => {
    const draft = drawn(start());
    const gate = as<NodeId>('g');
    const name = (): string | undefined => draft.diagram().nodes[gate]?.name;
    const rename = (to: string): void => {
      draft.edit('Rename', 'rename', { id: gate, name: to });
    };
    draft.remote(() => {
      rename('Theirs');
    });
    rename('Mine');
    expect(name()).toBe('Mine');
    draft.undo();
    expect(name()).toBe('Theirs');
    draft.redo();
    draft.remote(() => {
      rename('Theirs again');
    });
    draft.undo();
    expect(name()).toBe('Theirs again');
  });

  it('of others stay when one undoes all of one’s own', () => {
    const draft = drawn(start());
    const act = doing(draft);
    const before = text(draft);
    const gate = as<NodeId>('g');
    act({ do: 'add', kind: 'note' });
    draft.remote(() => {
      draft.edit('Rename', 'rename', { id: gate, name: 'Legal review' });
    });
    act({ do: 'addAt', kind: 'gate', at: { x: 5, y: 900 } });
    while (draft.canUndo()) draft.undo();
    expect(draft.diagram().nodes[gate]?.name).toBe('Legal review');
    draft.remote(() => {
      draft.edit('Rename', 'rename', { id: gate, name: 'Review' });
    });
    expect(text(draft)).toBe(before);
  });
});
