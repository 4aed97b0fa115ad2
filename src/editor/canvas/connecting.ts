/** A flow drawn by hand: from a node's ring to another node, or to empty canvas, where the list of kinds opens. */
import { mayConnect } from '#model/edit/may-connect.ts';
import type { Diagram } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';
import type { Editor } from '../context.ts';
import type { Point } from '../state.ts';
import { boxesOf, nodeAt } from './places.ts';

/** px the pointer may move and it is still a click. */
const still = 5;

/** Follows the pointer until it is let go; Esc ends it without a trace. */
export function startConnecting(editor: Editor, from: NodeId, start: Point): void {
  const { store, commands, draft } = editor;
  const view = commands.view();
  if (view === null) return;
  const track = (event: PointerEvent): void => {
    const at = view.toDiagram({ x: event.clientX, y: event.clientY });
    const diagram = draft.diagram();
    const over = nodeAt(diagram, boxesOf(diagram), at, from);
    store.setState({
      connecting: {
        from,
        at,
        over,
        verdict: over === null ? null : verdictOn(diagram, from, over),
      },
    });
  };
  const stop = (): void => {
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
    if (!moved || connecting === null)
      store.setState({
        picking: { screen, at: view.toDiagram(screen), from, change: null, beside: true },
      });
    else if (connecting.over === null)
      store.setState({ picking: { screen, at: connecting.at, from, change: null } });
    else if (connecting.verdict === true) commands.connect(from, connecting.over);
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

/** true, or in words why these two can't be joined. A role joins what it can be assigned to. */
function verdictOn(diagram: Diagram, from: NodeId, to: NodeId): true | string {
  const ends = [diagram.nodes[from], diagram.nodes[to]];
  const role = ends.find((node) => node?.kind === 'role');
  if (role === undefined) return mayConnect(diagram, from, to);
  const other = ends.find((node) => node !== role);
  return other?.kind === 'gate' || other?.kind === 'step'
    ? true
    : 'A role is assigned to a gate or a step';
}
