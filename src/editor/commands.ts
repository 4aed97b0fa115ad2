/** What a person can do to the drawing; keys, palette, menus and the canvas all call these. Each is one undo step. */
import type { DraftHandle } from '#collab/draft.ts';
import { as } from '#model/ids.ts';
import type { AssignmentId, FlowId } from '#model/ids.ts';
import { plural } from '#ui/format.ts';
import { boxesOf } from './canvas/places.ts';
import { addingOf } from './commands/add.ts';
import { clippingOf } from './commands/clip.ts';
import { deskOf } from './commands/desk.ts';
import type { View } from './commands/desk.ts';
import { placingOf } from './commands/place.ts';
import { newFlowId } from './ids.ts';
import { leftBehind } from './left-behind.ts';
import { nodeOfRow } from './row-node.ts';
import { say, select } from './state.ts';
import type { EditorStore } from './state.ts';
import { neighbour } from './walk.ts';
import type { Walk } from './walk.ts';
import { whereIs } from './where-is.ts';

export type Commands = ReturnType<typeof commandsOf>;

export function commandsOf(draft: DraftHandle, store: EditorStore) {
  let view: View | null = null;
  const desk = deskOf(draft, store, () => view);
  const { diagram, selectedIds, selectedNodes, named } = desk;
  const { takeIn, add, addBeside, addOnFlow, connect } = addingOf(desk);

  return {
    view: (): View | null => view,
    /** The canvas came on screen, or left it (null). */
    attach: (shown: View | null): void => {
      view = shown;
    },
    selectedNodes,
    named,
    add,
    addBeside,
    addOnFlow,
    connect,
    ...placingOf(desk, { takeIn }),
    ...clippingOf(desk),

    select: (ids: Iterable<string>) => {
      select(store, ids);
    },

    remove: (): void => {
      const ids = selectedIds();
      const nodes = selectedNodes();
      const flows = [...ids].map((id) => as<FlowId>(id)).filter((id) => id in diagram().flows);
      const edges = [...ids]
        .map((id) => as<AssignmentId>(id))
        .filter((id) => id in diagram().assignments);
      const count = nodes.length + flows.length + edges.length;
      if (count === 0) return;
      const [first] = nodes;
      const what = count === 1 && first !== undefined ? named(first) : plural(count, 'thing');
      const open = leftBehind(diagram(), nodes);
      draft.group('Delete', (edit) => {
        for (const id of edges) edit('unassign', { id });
        if (nodes.length + flows.length > 0)
          edit('deleteThings', { nodes, flows, heal: nodes.length > 0 ? newFlowId() : null });
      });
      select(store, []);
      say(store, `${what} deleted`);
      store.setState({
        notice:
          open === null ? null : { text: `${what} deleted. Left behind: ${open}.`, undo: true },
      });
      view?.focus();
    },

    selectAll: (): void => {
      select(store, boxesOf(diagram()).keys());
    },

    undo: (): void => {
      if (draft.canUndo()) say(store, 'Undone');
      draft.undo();
      store.setState({ notice: null });
    },
    redo: (): void => {
      if (draft.canRedo()) say(store, 'Done again');
      draft.redo();
    },

    /** From a node along its flows: forward, back, or to the neighbour branch. */
    walk: (direction: Walk): void => {
      const [at] = selectedNodes();
      const next = at === undefined ? undefined : neighbour(diagram(), at, direction);
      const target =
        next ?? (at === undefined ? boxesOf(diagram()).keys().next().value : undefined);
      if (target === undefined) return;
      select(store, [target]);
      view?.reveal(target);
      say(store, named(target));
    },

    /** Opens the list of kinds at the one selected node, to change its kind in place. */
    pickKind: (): void => {
      const [only, more] = selectedNodes();
      const box = only === undefined ? undefined : boxesOf(diagram()).get(only);
      if (only === undefined || more !== undefined || box === undefined || view === null) return;
      const screen = view.toScreen({ x: box.x, y: box.y + box.h + 8 });
      store.setState({ picking: { screen, at: box, from: null, change: only } });
    },

    /** Opens the list of what may come after the one selected node: kinds, and what is drawn already. */
    pickNext: (): void => {
      const [only, more] = selectedNodes();
      const box = only === undefined ? undefined : boxesOf(diagram()).get(only);
      if (only === undefined || more !== undefined || box === undefined || view === null) return;
      view.reveal(only);
      const screen = view.toScreen({ x: box.x + box.w + 12, y: box.y });
      store.setState({ picking: { screen, at: box, from: only, change: null, beside: true } });
    },

    /** Types the label of the one selected thing, on the canvas. */
    name: (): void => {
      const [only, more] = [...selectedIds()];
      if (only === undefined || more !== undefined) return;
      // Out of sight, the field would take every key and nobody would see it.
      const [node] = selectedNodes();
      if (node !== undefined) view?.reveal(node);
      store.setState({ naming: only });
    },

    /**
     * Shows where a finding is, or any row: selects and scrolls to it, and opens its place in the inspector. `lit`: the
     * other nodes step back until something else is selected.
     */
    show: (at: { table: string; id?: string | undefined }, lit = false): void => {
      const { target, reveal } = whereIs(diagram(), at);
      select(store, target === null ? [] : [target]);
      store.setState({ reveal });
      const node = target === null ? null : nodeOfRow(diagram(), target);
      if (node === null) return;
      view?.reveal(node);
      if (lit) store.setState({ lit: node });
    },
  };
}
