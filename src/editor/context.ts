/** What every part of an open editor reaches for: the draft, the editor's own state, and the commands. */
import type { DraftHandle } from '#collab/draft.ts';
import type { Diagram } from '#model/diagram.ts';
import type { SopId } from '#model/ids.ts';
import { createContext, use, useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { shallow } from 'zustand/shallow';
import type { Commands } from './commands.ts';
import type { EditorState, EditorStore } from './state.ts';

export interface Editor {
  readonly sop: SopId;
  readonly draft: DraftHandle;
  readonly store: EditorStore;
  readonly commands: Commands;
}
export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = use(EditorContext);
  if (editor === null) throw new Error('A part of the editor stands outside its page.');
  return editor;
}

/** The draft's diagram; renders again whenever it changes. */
export function useDiagram(): Diagram {
  const { draft } = useEditor();
  return useSyncExternalStore(draft.subscribe, draft.diagram);
}

/** A part of the draft's state; `pick` returns a value that stays the same object while it didn't change. */
export function useDraft<T>(pick: (draft: Editor['draft']) => T): T {
  const { draft } = useEditor();
  return useSyncExternalStore(draft.subscribe, () => pick(draft));
}

/**
 * What a part of the editor needs of the diagram: it renders again only when that changed, members compared one by one.
 * (A field of the inspector is typed in at 60 Hz; the other sections needn't know.)
 */
export function usePart<T>(pick: (diagram: Diagram) => T): T {
  const { draft } = useEditor();
  const [kept] = useState(keeper<T>);
  return useSyncExternalStore(draft.subscribe, () => kept(pick(draft.diagram())));
}

function keeper<T>(): (next: T) => T {
  let last: { readonly value: T } | null = null;
  return (next) => {
    if (last === null || !shallow(last.value, next)) last = { value: next };
    return last.value;
  };
}

export function useEditorState<T>(pick: (state: EditorState) => T): T {
  return useStore(useEditor().store, pick);
}
