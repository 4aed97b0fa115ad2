/** What the context menu is about: what lies under the pointer, or what is selected. */
import type { Editor } from '../context.ts';
import { select } from '../state.ts';
import type { Point } from '../state.ts';
import { paintedAt } from './crowd-hand.ts';
import { boxesOf } from './places.ts';

/** By the pointer, or by its key (then the pointer's place is of no meaning and the selected node's is taken). */
export function openMenu(
  editor: Editor,
  event: {
    readonly clientX: number;
    readonly clientY: number;
    readonly target: EventTarget | null;
    readonly button: number;
  },
): void {
  const { store, commands, draft } = editor;
  const view = commands.view();
  if (view === null) return;
  const { selected } = store.getState();
  const byKey = event.button !== 2;
  const [chosen] = [...selected];
  const at = { x: event.clientX, y: event.clientY };
  const on = byKey ? (chosen ?? null) : (under(event.target) ?? painted(editor, at));
  const [node] = commands.selectedNodes();
  const box = node === undefined ? undefined : boxesOf(draft.diagram()).get(node);
  const middle =
    box === undefined
      ? view.toScreen(view.center())
      : view.toScreen({ x: box.x + box.w / 2, y: box.y + box.h / 2 });
  const screen = byKey ? middle : at;
  if (on !== null && !selected.has(on)) select(store, [on]);
  if (on === null && !byKey) select(store, []);
  store.setState({ menu: { screen, at: view.toDiagram(screen), on }, picking: null });
}

/** Of a large diagram what lies there is not always an element. */
function painted(editor: Editor, screen: Point): string | null {
  const found = paintedAt(editor, screen);
  if (found === null) return null;
  if ('flow' in found) return found.flow;
  const drawn = document.querySelector(`.react-flow__node[data-id="${CSS.escape(found.node)}"]`);
  return drawn === null ? found.node : null;
}

/** The id of the node or flow there. */
function under(target: EventTarget | null): string | null {
  if (!(target instanceof Element)) return null;
  const flow = target.closest<SVGElement>('[data-flow]')?.dataset['flow'];
  return flow ?? target.closest<HTMLElement>('.react-flow__node')?.dataset['id'] ?? null;
}
