/** What every part of an open editor reaches for: the draft, the editor's own state, and the commands. */
import type { DraftHandle } from '#collab/draft.ts';
import type { Diagram } from '#model/diagram.ts';
import type { Finding } from '#model/finding.ts';
import type { SopId } from '#model/ids.ts';
import { createContext, use, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { Commands } from './commands.ts';
import type { EditorState, EditorStore } from './state.ts';

export interface Editor {
  readonly sop: SopId;
  readonly draft: DraftHandle;
  readonly store: EditorStore;
  readonly commands: Commands;
}
export const EditorContext = createContext<Editor | null>(null);
/** Live findings of the draft; empty until first checked. */
export const FindingsContext = createContext<readonly Finding[]>([]);

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

export function useEditorState<T>(pick: (state: EditorState) => T): T {
  return useStore(useEditor().store, pick);
}
