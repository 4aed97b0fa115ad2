/** What every command reaches for: the draft, the editor's own state, and the canvas on screen. */
import type { DraftHandle } from '#collab/draft.ts';
import type { Diagram } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { NodeId } from '#model/ids.ts';
import type { Ways } from '../canvas/routes.ts';
import { kinds } from '../kinds.ts';
import type { EditorStore, Point } from '../state.ts';

/** What the canvas on screen can do; null until it is there. */
export interface View {
  readonly toDiagram: (screen: Point) => Point;
  readonly toScreen: (point: Point) => Point;
  readonly center: () => Point;
  /** Of the diagram; null while the pointer is elsewhere. */
  readonly pointer: () => Point | null;
  /** Shows these nodes, or all. */
  readonly fit: (ids?: readonly NodeId[]) => void;
  /** Moves just so far that the node can be seen. */
  readonly reveal: (id: NodeId) => void;
  readonly zoom: () => number;
  readonly zoomBy: (factor: number) => void;
  readonly zoomTo: (zoom: number) => void;
  /** Moves what is seen, px of the screen. */
  readonly panBy: (by: Point) => void;
  /** The canvas' place on the screen. */
  readonly frame: () => { left: number; top: number; right: number; bottom: number } | null;
  /** Nodes glide to their next places. */
  readonly glide: () => void;
  readonly focus: () => void;
  /** How all flows run now. */
  readonly ways: () => Ways;
}

export interface Desk {
  readonly draft: DraftHandle;
  readonly store: EditorStore;
  readonly diagram: () => Diagram;
  readonly view: () => View | null;
  readonly selectedIds: () => ReadonlySet<string>;
  readonly selectedNodes: () => NodeId[];
  /** As it is spoken of: its name, else what it is. */
  readonly named: (id: NodeId) => string;
}

export function deskOf(draft: DraftHandle, store: EditorStore, view: () => View | null): Desk {
  const diagram = (): Diagram => draft.diagram();
  const selectedIds = (): ReadonlySet<string> => store.getState().selected;
  return {
    draft,
    store,
    diagram,
    view,
    selectedIds,
    selectedNodes: () =>
      [...selectedIds()].map((id) => as<NodeId>(id)).filter((id) => id in diagram().nodes),
    named: (id) => {
      const node = diagram().nodes[id];
      if (node === undefined) return '';
      return node.name.trim() === '' ? kinds[node.kind].word : node.name;
    },
  };
}
