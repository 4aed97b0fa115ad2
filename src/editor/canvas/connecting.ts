/** A flow drawn by hand: from a node's ring to another node, or to empty canvas, where the list of kinds opens. */
import type { NodeId } from '#model/ids.ts';
import type { Editor } from '../context.ts';
import { mayJoin } from '../sides.ts';
import type { Point, Side } from '../state.ts';
import { edgeScroll } from './edge-scroll.ts';
import { boxesOf, nodeAt } from './places.ts';

/** px the pointer may move and it is still a click. */
const still = 5;

/** Follows the pointer until it is let go; Esc ends it without a trace. A click adds what usually stands there. */
export function startConnecting(editor: Editor, from: NodeId, side: Side, start: Point): void {
  const { store, commands, draft } = editor;
  const view = commands.view();
  if (view === null) return;
  store.setState({ ghost: null });
  const scroll = edgeScroll(view, (screen) => {
    follow(screen);
  });
  const track = (event: PointerEvent): void => {
    const screen = { x: event.clientX, y: event.clientY };
    scroll.at(screen);
    follow(screen);
  };
  const follow = (screen: Point): void => {
    const at = view.toDiagram(screen);
    const diagram = draft.diagram();
    const over = nodeAt(diagram, boxesOf(diagram), at, { but: from });
    store.setState({
      connecting: {
        from,
        side,
        at,
        over,
        verdict: over === null ? null : mayJoin(diagram, from, over),
      },
    });
  };
  const stop = (): void => {
    scroll.stop();
    removeEventListener('pointermove', track);
    removeEventListener('pointerup', drop);
    removeEventListener('pointercancel', stop);
    removeEventListener('keydown', escape, true);
    store.setState({ connecting: null });
  };
  const drop = (event: PointerEvent): void => {
    const { connecting } = store.getState();
    stop();
    const screen = { x: event.clientX, y: event.clientY };
    const moved = Math.hypot(screen.x - start.x, screen.y - start.y) > still;
    if (!moved || connecting === null) {
      commands.addBeside(side, from);
      view.focus();
    } else if (connecting.over === null)
      store.setState({ picking: { screen, at: connecting.at, from, change: null, side } });
    else if (connecting.verdict === true) commands.connect(from, connecting.over, side);
  };
  const escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    stop();
  };
  addEventListener('pointermove', track);
  addEventListener('pointerup', drop);
  addEventListener('pointercancel', stop);
  addEventListener('keydown', escape, true);
}
