/** Which panels of the editor are open beside the canvas; one store an open editor, kept for the tab. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Pin } from '#model/comments.ts';
import { session } from '#ui/kept.ts';
import { useEditor } from '../context.ts';
import type { EditorStore } from '../state.ts';

/** What of the comments is open. */
export type Commenting =
  | { readonly show: 'all' }
  | { readonly show: 'thread'; readonly thread: string }
  | { readonly show: 'new'; readonly on: Pin };

interface Panels {
  readonly outline: boolean;
  /** The row whose name is being typed, by its key. */
  readonly naming: string | null;
  readonly comments: Commenting | null;
  /** What came of an export, a paste or a drop; `failed` stays until it is closed. */
  readonly said: {
    readonly text: string;
    readonly failed: boolean;
    /** Nothing failed, but it should be read all the same. */
    readonly shown?: boolean;
  } | null;
}
type PanelStore = StoreApi<Panels>;

const key = 'countersign.outline';
const all = new WeakMap<EditorStore, PanelStore>();

export function panelsOf(editor: EditorStore): PanelStore {
  let store = all.get(editor);
  if (store === undefined) {
    store = createStore<Panels>(() => ({
      outline: session.getItem(key) === 'open',
      naming: null,
      comments: null,
      said: null,
    }));
    all.set(editor, store);
  }
  return store;
}

export function usePanels<T>(pick: (panels: Panels) => T): T {
  return useStore(panelsOf(useEditor().store), pick);
}

export function toggleOutline(editor: EditorStore): void {
  const store = panelsOf(editor);
  const outline = !store.getState().outline;
  store.setState({ outline, naming: null });
  if (outline) session.setItem(key, 'open');
  else session.removeItem(key);
}
