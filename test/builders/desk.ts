/** One opened editor for all tests of a file: what they look at, and how each takes back what it did. */
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { userEvent } from 'vitest/browser';
import { canonical } from '#model/canonical.ts';
import type { Diagram, Node } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { NodeId } from '#model/ids.ts';
import type { Sample } from '#model/sample.ts';
import { element, openEditor, press } from './editor.tsx';
import type { Opened, Place } from './editor.tsx';
import { soon } from './soon.ts';

interface Desk {
  readonly opened: () => Opened;
  readonly diagram: () => Diagram;
  /** The nodes that were not there at first; at least one. */
  readonly added: () => Node;
  /** "s → g" of each flow. */
  readonly flows: () => string[];
  readonly place: (id: string) => Place;
  /** What who listens was told last. */
  readonly said: () => string;
  readonly canvas: () => HTMLElement;
  /** Ids of the nodes selected on the canvas. */
  readonly chosen: () => string[];
  readonly select: (...ids: string[]) => Promise<void>;
  /** One undo takes it all back, to the last byte. */
  readonly takenBack: () => Promise<void>;
  readonly ring: (id: string, side: string) => Promise<HTMLElement>;
}

const canvas = (): HTMLElement =>
  document.querySelector<HTMLElement>('[data-tool]') ?? document.body;
const chosen = (): string[] =>
  [...document.querySelectorAll<HTMLElement>('.react-flow__node.selected')].map(
    (node) => node.dataset['id'] ?? '',
  );

export function deskWith(start: Diagram, samples: readonly Sample[] = []): Desk {
  let opened: Opened | null = null;
  const open = (): Opened => {
    if (opened === null) throw new Error('the editor is not open yet');
    return opened;
  };
  const diagram = (): Diagram => open().draft.diagram();

  beforeAll(async () => {
    opened = await openEditor(start, samples);
  });
  afterEach(async () => {
    press('Escape');
    while (open().draft.canUndo()) open().draft.undo();
    canvas().focus();
    press('Escape');
    await soon(() => {
      if (chosen().length > 0) throw new Error('something is still selected');
    });
  });
  afterAll(async () => {
    await open().close();
  });

  return {
    opened: open,
    diagram,
    canvas,
    chosen,
    added: () => {
      const [node] = Object.values(diagram().nodes).filter(
        ({ id }) => start.nodes[id] === undefined,
      );
      if (node === undefined) throw new Error('nothing was added');
      return node;
    },
    flows: () => Object.values(diagram().flows).map(({ from, to }) => `${from} → ${to}`),
    place: (id) => {
      const { x = 0, y = 0 } = diagram().layout[as<NodeId>(id)] ?? {};
      return { x, y };
    },
    said: () => document.querySelector('output[aria-label="What happened"]')?.textContent ?? '',
    select: async (...ids) => {
      for (const [i, id] of ids.entries())
        await userEvent.click(element(id), i === 0 ? {} : { modifiers: ['Shift'] });
      await soon(() => {
        expect(chosen().toSorted()).toEqual(ids.toSorted());
      });
      canvas().focus();
    },
    takenBack: async () => {
      canvas().focus();
      press('ctrl z');
      await soon(() => {
        expect(canonical(diagram())).toBe(canonical(start));
      });
    },
    ring: async (id, side) => {
      element(id).firstElementChild?.dispatchEvent(
        new PointerEvent('pointerover', { bubbles: true }),
      );
      return soon(() => {
        const found = element(id).querySelector<HTMLElement>(`[data-side="${side}"]`);
        if (found === null) throw new Error('no ring');
        return found;
      });
    },
  };
}
