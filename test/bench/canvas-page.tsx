/**
 * This editor behind the contract of a canvas benchmark (see test/bench/plug.mjs): `window.__bench`. A diagram is stored
 * as a draft in the database, outside the clock; `load` opens that draft and shows the editor, as the app does.
 */
import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { openDraft } from '#collab/draft.ts';
import type { DraftHandle } from '#collab/draft.ts';
import { updateOf } from '#collab/seed.ts';
import { Editor } from '#editor/editor.tsx';
import { sizeOf } from '#layout/sizes.ts';
import { as } from '#model/ids.ts';
import type { NodeId, SopId } from '#model/ids.ts';
import { Database } from '#store/database.ts';
import { addUpdate } from '#store/updates.ts';
import { SamplesContext } from '#ui/samples.tsx';
import { cssVariables, theme } from '#ui/theme.ts';
import { WorkspaceProvider } from '#ui/workspace.tsx';
import { sopOf, stretch } from './canvas-drawing.ts';
import type { Spec } from './canvas-drawing.ts';

const db = new Database('bench-canvas');
const sop = as<SopId>('sop_bench');
const root = createRoot(document.querySelector('#root') ?? document.body);
let draft: DraftHandle | null = null;

const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);
const canvas = (): HTMLElement | null => document.querySelector('main [data-tool]');

/** Of what is seen: where the diagram's origin is, px of the window, and the zoom. */
function look(): { x: number; y: number; zoom: number } {
  const viewport = document.querySelector('.react-flow__viewport');
  const matrix = new DOMMatrix(viewport === null ? '' : getComputedStyle(viewport).transform);
  const { left = 0, top = 0 } = canvas()?.getBoundingClientRect() ?? {};
  return { x: matrix.e + left, y: matrix.f + top, zoom: matrix.a };
}
/** The same in two frames: nothing glides any more. */
async function still(): Promise<void> {
  for (let same = 0, last = ''; same < 3;) {
    await frame();
    const now = JSON.stringify(look());
    same = now === last ? same + 1 : 0;
    last = now;
  }
}

function key(name: string, more: KeyboardEventInit = {}): void {
  const init = { key: name, code: `Digit${name}`, bubbles: true, cancelable: true, ...more };
  canvas()?.dispatchEvent(new KeyboardEvent('keydown', init));
}

/** The middle of a node on the window, by its place in the draft. */
function centerOf(name: string): { x: number; y: number } {
  const diagram = draft?.diagram();
  const node = diagram?.nodes[as<NodeId>(name)];
  const place = diagram?.layout[as<NodeId>(name)];
  if (node === undefined) return { x: Number.NaN, y: Number.NaN };
  const { w, h } = sizeOf(node);
  const { x, y, zoom } = look();
  return { x: x + ((place?.x ?? 0) + w / 2) * zoom, y: y + ((place?.y ?? 0) + h / 2) * zoom };
}

const bench = {
  async prepare(_n: number, spec: Spec): Promise<void> {
    await addUpdate(db, sop, updateOf(sopOf(spec)));
  },
  async load(): Promise<void> {
    draft = await openDraft(db, sop, null);
    root.render(
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables}>
        <WorkspaceProvider database={db}>
          <SamplesContext value={() => Promise.resolve([])}>
            <Editor
              sop={sop}
              draft={draft}
              versions={{ count: 0, newest: null }}
              ahead={() => null}
              publish={() => null}
            />
          </SamplesContext>
        </WorkspaceProvider>
      </MantineProvider>,
    );
    while (document.querySelector('.react-flow__viewport') === null) await frame();
  },
  /** The drawing stands still, and what was drawn is stored. */
  async ready(): Promise<void> {
    while (draft?.saved() !== 'saved') await frame();
    await still();
  },
  async fit(): Promise<void> {
    key('1');
    await still();
  },
  async zoom100(id: string): Promise<void> {
    key('0', { ctrlKey: true });
    await still();
    const pane = document.querySelector('.react-flow__pane');
    for (let turn = 0; turn < 20; turn += 1) {
      const { left = 0, top = 0, width = 0, height = 0 } = canvas()?.getBoundingClientRect() ?? {};
      const at = centerOf(id);
      const [dx, dy] = [at.x - left - width / 2, at.y - top - height / 2];
      if (Math.hypot(dx, dy) < 2) return;
      const turned = { deltaX: dx, deltaY: dy, bubbles: true, cancelable: true };
      pane?.dispatchEvent(new WheelEvent('wheel', turned));
      await still();
    }
  },
  centerOf,
  scale: (): number => look().zoom * stretch,
  /** Shows the diagram, with a node of it chosen: what the keystrokes go into. */
  async choose(id: string): Promise<void> {
    await bench.zoom100(id);
    const { x, y } = centerOf(id);
    const target = document.elementFromPoint(x, y);
    for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
      target?.dispatchEvent(
        new PointerEvent(type, { clientX: x, clientY: y, bubbles: true, cancelable: true }),
      );
    await still();
  },
};
Object.assign(window, { ['__bench']: bench, canvasBench: bench });
