/** An open editor in the browser, and the hands of who draws in it: pointer and keys as a page receives them. */
import { MantineProvider } from '@mantine/core';
import { onTestFinished } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react/pure';
import { soon } from './soon.ts';
import { openDraft } from '#collab/draft.ts';
import type { DraftHandle } from '#collab/draft.ts';
import { updateOf } from '#collab/seed.ts';
import { Editor } from '#editor/editor.tsx';
import type { Diagram } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { SopId } from '#model/ids.ts';
import type { Sample } from '#model/sample.ts';
import { Database } from '#store/database.ts';
import { addUpdate } from '#store/updates.ts';
import { SamplesContext } from '#ui/samples.tsx';
import { cssVariables, theme } from '#ui/theme.ts';
import { WorkspaceProvider } from '#ui/workspace.tsx';

const sop = as<SopId>('sop_drawn');

export interface Place {
  readonly x: number;
  readonly y: number;
}
export interface Opened {
  readonly draft: DraftHandle;
  /** Leaves the page and its database. */
  readonly close: () => Promise<void>;
}

/** Opens a diagram; with samples whose values expressions show. */
export async function openEditor(
  diagram: Diagram,
  samples: readonly Sample[] = [],
): Promise<Opened> {
  await page.viewport(1440, 900);
  const db = new Database(`test-${crypto.randomUUID()}`);
  await addUpdate(db, sop, updateOf(diagram));
  const draft = await openDraft(db, sop, null);
  const shown = await render(
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables}>
      <WorkspaceProvider database={db}>
        <SamplesContext value={() => Promise.resolve(samples)}>
          <Editor
            sop={sop}
            draft={draft}
            versions={{ count: 0, newest: null }}
            ahead={() => null}
            publish={() => <p>Publishing</p>}
          />
        </SamplesContext>
      </WorkspaceProvider>
    </MantineProvider>,
  );
  await soon(() => {
    if (document.querySelector('.react-flow__node, main canvas') === null)
      throw new Error('nothing is drawn');
  });
  return {
    draft,
    close: async () => {
      await shown.unmount();
      await draft.close();
      await db.delete();
    },
  };
}

/** The same for one test, whose end closes it. */
export async function editing(diagram: Diagram): Promise<DraftHandle> {
  const { draft, close } = await openEditor(diagram);
  onTestFinished(close);
  return draft;
}

/** The node as it is drawn. */
export function element(id: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(`.react-flow__node[data-id="${id}"]`);
  if (found === null) throw new Error(`${id} is not on the canvas`);
  return found;
}
/** Middle of a node on the screen. */
export function at(id: string): Place {
  const { left, top, width, height } = element(id).getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

export function pointer(type: string, target: Element, { x, y }: Place, init = {}): void {
  const shared = {
    bubbles: true,
    cancelable: true,
    clientX: x,
    clientY: y,
    button: 0,
    buttons: 1,
    pointerId: 1,
    isPrimary: true,
    view: window,
    ...init,
  };
  target.dispatchEvent(new PointerEvent(`pointer${type}`, shared));
  target.dispatchEvent(new MouseEvent(`mouse${type}`, shared));
}

/** Drags from a place by so many px of the screen; `before` is called with the thing still in the hand. */
export async function drag(
  target: Element,
  start: Place,
  [dx, dy]: readonly [number, number],
  init: object = {},
  before?: () => void | Promise<void>,
): Promise<void> {
  pointer('down', target, start, init);
  for (const share of [0.2, 0.6, 1]) {
    pointer('move', target, { x: start.x + dx * share, y: start.y + dy * share }, init);
    await new Promise(requestAnimationFrame);
  }
  await before?.();
  pointer('up', target, { x: start.x + dx, y: start.y + dy }, { ...init, buttons: 0 });
}

/** A key where the focus is: "ctrl shift z", "alt ArrowRight". */
export function press(keys: string): void {
  const parts = keys.split(' ');
  const key = parts.at(-1) ?? '';
  const code = /^[a-z]$/i.test(key)
    ? `Key${key.toUpperCase()}`
    : /^\d$/.test(key)
      ? `Digit${key}`
      : key;
  (document.activeElement ?? document.body).dispatchEvent(
    new KeyboardEvent('keydown', {
      key,
      code,
      ctrlKey: parts.includes('ctrl'),
      shiftKey: parts.includes('shift'),
      altKey: parts.includes('alt'),
      bubbles: true,
      cancelable: true,
    }),
  );
}
