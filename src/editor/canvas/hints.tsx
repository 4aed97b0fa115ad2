/** What the canvas says beside the pointer, and while there is next to nothing on it. */
import type { ReactNode } from 'react';
import { KeyCap } from '#ui/key-cap.tsx';
import { useDraft, useEditor, useEditorState } from '../context.ts';
import classes from './canvas.module.css';
import { boxesOf } from './places.ts';

/** Why a flow in the hand can't be dropped here. */
export function PointerSays(): ReactNode {
  const { commands } = useEditor();
  const connecting = useEditorState((state) => state.connecting);
  const at = connecting === null ? undefined : commands.view()?.toScreen(connecting.at);
  if (connecting === null || at === undefined || typeof connecting.verdict !== 'string')
    return null;
  return (
    <output className={classes['says']} style={{ left: at.x + 14, top: at.y + 14 }}>
      {connecting.verdict}
    </output>
  );
}

export function Empty(): ReactNode {
  const bare = useDraft((draft) => boxesOf(draft.diagram()).size <= 1);
  if (!bare) return null;
  return (
    <div className={classes['empty']}>
      Drag from the intake, or press <KeyCap keys="G" /> for a gate
    </div>
  );
}
