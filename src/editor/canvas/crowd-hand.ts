/** The mouse on a painted diagram: what has no element of its own is found by its place, clicked, named and dragged all the same. */
import type { NodeId } from '#model/ids.ts';
import type { Editor } from '../context.ts';
import { say, select } from '../state.ts';
import type { Point } from '../state.ts';
import { edgeScroll } from './edge-scroll.ts';
import { flowAt } from './hand.ts';
import type { Hand } from './hand.ts';
import { boxesOf, nodeAt } from './places.ts';

/** px of the screen within which a thing is hit; and within which a press is a click. */
const reach = 4;
const still = 3;

/** The node there, or the flow. */
export function paintedAt(
  editor: Editor,
  screen: Point,
): { node: NodeId } | { flow: string } | null {
  const { commands, draft } = editor;
  const view = commands.view();
  if (view === null) return null;
  const diagram = draft.diagram();
  const at = view.toDiagram(screen);
  const px = view.toDiagram({ x: screen.x + 1, y: screen.y }).x - at.x;
  const boxes = boxesOf(diagram);
  const node =
    nodeAt(diagram, boxes, at, { reach: 0 }) ?? nodeAt(diagram, boxes, at, { reach: reach * px });
  if (node !== null) return { node };
  const flow = flowAt(view.ways(), at, reach * px);
  return flow === null ? null : { flow };
}

/** Notes the node under the pointer. */
export function hoverPainted(
  editor: Editor,
  event: { readonly clientX: number; readonly clientY: number; readonly buttons: number },
): void {
  if (event.buttons !== 0) return;
  const { store } = editor;
  const found = paintedAt(editor, { x: event.clientX, y: event.clientY });
  const hovered = found !== null && 'node' in found ? found.node : null;
  if (store.getState().hovered !== hovered) store.setState({ hovered });
}

/** Comes near to the node there, and types its name; false: there is none. */
export function namePainted(editor: Editor, screen: Point): boolean {
  const { store, commands } = editor;
  const found = paintedAt(editor, screen);
  if (found === null) return false;
  if ('node' in found) {
    select(store, [found.node]);
    commands.view()?.fit([found.node]);
    commands.name();
  }
  return true;
}

/** Takes what lies under a press; false: nothing does. */
export function pressPainted(
  editor: Editor,
  hand: Hand,
  event: { readonly clientX: number; readonly clientY: number; readonly shiftKey: boolean },
): boolean {
  const { store, commands, draft } = editor;
  const view = commands.view();
  const start = { x: event.clientX, y: event.clientY };
  const found = paintedAt(editor, start);
  if (view === null || found === null) return false;
  const { selected } = store.getState();
  const id = 'node' in found ? found.node : found.flow;
  const chosen = selected.has(id);
  if (event.shiftKey)
    select(store, chosen ? [...selected].filter((one) => one !== id) : [...selected, id]);
  else if (!chosen) select(store, [id]);
  const box = 'node' in found ? boxesOf(draft.diagram()).get(found.node) : undefined;
  if (!('node' in found) || box === undefined) return true;
  say(store, commands.named(found.node));
  const from = view.toDiagram(start);
  let dragging = false;
  const scroll = edgeScroll(view, (screen) => {
    carry(screen);
  });
  const carry = (screen: Point): void => {
    const at = view.toDiagram(screen);
    hand.carry(new Map([[found.node, { x: box.x + at.x - from.x, y: box.y + at.y - from.y }]]));
  };
  const move = ({ clientX: x, clientY: y }: PointerEvent): void => {
    if (!dragging && Math.hypot(x - start.x, y - start.y) <= still) return;
    if (!dragging) hand.onStart();
    dragging = true;
    scroll.at({ x, y });
    carry({ x, y });
  };
  const stop = (): void => {
    scroll.stop();
    removeEventListener('pointermove', move);
    removeEventListener('pointerup', drop);
    removeEventListener('pointercancel', callOff);
  };
  const drop = (): void => {
    stop();
    if (dragging) hand.onStop();
    // A click on one of several chooses it alone.
    else if (chosen && !event.shiftKey) select(store, [id]);
  };
  const callOff = (): void => {
    stop();
    store.setState({ drag: null, copies: null, splits: null, guides: null });
  };
  addEventListener('pointermove', move);
  addEventListener('pointerup', drop);
  addEventListener('pointercancel', callOff);
  return true;
}
