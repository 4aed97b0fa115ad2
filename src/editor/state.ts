/** What is not the draft: selection, hover, gestures in flight. One store an open editor (ARCHITECTURE.md). */
import type { NodeKind } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';

export interface Point {
  readonly x: number;
  readonly y: number;
}
/** Of a node. */
export type Side = 'top' | 'right' | 'bottom' | 'left';
export interface Guides {
  readonly x: number | null;
  readonly y: number | null;
  /** Equal gaps between neighbours, as lines across them. */
  readonly gaps: readonly { readonly from: Point; readonly to: Point }[];
}
/** A flow or an assignment on its way from a node to the pointer. */
interface Connecting {
  readonly from: NodeId;
  /** Of the node it leaves. */
  readonly side: Side;
  /** Of the diagram. */
  readonly at: Point;
  readonly over: NodeId | null;
  /** true, or why these two can't be joined; null over empty canvas. */
  readonly verdict: true | string | null;
}
/** The list of kinds, open at a point. */
export interface Picking {
  /** Of the window. */
  readonly screen: Point;
  /** Of the diagram: where the new node goes. */
  readonly at: Point;
  readonly from: NodeId | null;
  /** Instead of adding, this node's kind is changed. */
  readonly change: NodeId | null;
  /** Of `from`, where the flow was drawn. */
  readonly side?: Side;
  /** The new node goes beside `from`, in the chain, not to `at`; what is drawn already is offered too. */
  readonly beside?: boolean;
}
/** The node that a click would add. */
interface Ghost {
  readonly from: NodeId;
  readonly side: Side;
  readonly kind: NodeKind;
}
/** What can be done here, open at a point. */
interface Menu {
  /** Of the window. */
  readonly screen: Point;
  /** Of the diagram. */
  readonly at: Point;
  /** The node, flow or assignment it is about; null: the canvas. */
  readonly on: string | null;
}

export interface EditorState {
  readonly tool: 'select' | 'pan';
  /** Ids of nodes, flows and assignments; one kind of thing at a time but nodes. */
  readonly selected: ReadonlySet<string>;
  /** The node under the pointer: its assignments are shown. */
  readonly hovered: string | null;
  /** Nodes in the hand, where they are now; null between drags. */
  readonly drag: ReadonlyMap<NodeId, Point> | null;
  /** Copies in the hand (Alt is held); what they are made of stays where it is. */
  readonly copies: ReadonlyMap<NodeId, Point> | null;
  /** Lines of alignment, px of the diagram. */
  readonly guides: Guides | null;
  /** The flow a node in the hand would split. */
  readonly splits: string | null;
  readonly connecting: Connecting | null;
  readonly picking: Picking | null;
  readonly ghost: Ghost | null;
  readonly menu: Menu | null;
  /** For who listens: what just happened. */
  readonly spoken: string;
  /** For everybody: what a deletion left open, with a way back, or why nothing happened. */
  readonly notice: { readonly text: string; readonly undo: boolean } | null;
  /** The node or flow whose label is being typed on the canvas. */
  readonly naming: string | null;
  /** A kind carried from the palette. */
  readonly carrying: { readonly kind: NodeKind; readonly screen: Point } | null;
  /** The finding chosen in the problems panel. */
  readonly finding: number | null;
  /** The node a chosen finding is about: the others step back. */
  readonly lit: NodeId | null;
  readonly problemsOpen: boolean;
  /** The inspector's section to open and the row to show, by row id. */
  readonly reveal: string | null;
  /** The sample request whose values expressions show; counts on through the list. */
  readonly sample: number;
  /** Lanes by role are shown: how the flow runs through them. */
  readonly lanes: 'LR' | 'TB' | null;
  readonly publishing: boolean;
  readonly keysShown: boolean;
  /** In a narrow window, where the inspector comes over the canvas: it is open. */
  readonly inspecting: boolean;
}
export type EditorStore = StoreApi<EditorState>;

const nothing: ReadonlySet<string> = new Set();

export function editorStore(): EditorStore {
  return createStore<EditorState>(() => ({
    tool: 'select',
    selected: nothing,
    hovered: null,
    drag: null,
    copies: null,
    guides: null,
    splits: null,
    connecting: null,
    picking: null,
    ghost: null,
    menu: null,
    spoken: '',
    notice: null,
    naming: null,
    carrying: null,
    finding: null,
    lit: null,
    problemsOpen: false,
    reveal: null,
    sample: 0,
    lanes: null,
    publishing: false,
    keysShown: false,
    inspecting: false,
  }));
}

export function select(store: EditorStore, ids: Iterable<string>): void {
  store.setState({ selected: new Set(ids), naming: null, ghost: null, lit: null });
}

/** Says it to who listens; the same twice is said twice. */
export function say(store: EditorStore, words: string): void {
  store.setState(({ spoken }) => ({ spoken: spoken === words ? `${words}\u00a0` : words }));
}
