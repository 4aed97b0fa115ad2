/** Undo of one person's own gestures, exact, one step a gesture; others' edits stay. */
import { UndoManager } from 'yjs';
import type { Doc } from 'yjs';
import { Gesture } from './gesture.ts';
import { roots, tableNames } from './roots.ts';

export interface Undo {
  /** Call before each gesture; edits with the same `stroke` (a field being typed in) stay one step. */
  readonly begin: (stroke: string | undefined) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly canUndo: () => boolean;
  readonly canRedo: () => boolean;
  readonly stop: () => void;
}

export function undoOf(doc: Doc): Undo {
  const all = roots(doc);
  const manager = new UndoManager([all.control, ...tableNames.map((table) => all[table])], {
    trackedOrigins: new Set([Gesture]),
    captureTimeout: 2 ** 31,
  });
  let current: string | undefined;
  return {
    begin: (stroke) => {
      if (stroke === undefined || stroke !== current) manager.stopCapturing();
      current = stroke;
    },
    undo: () => {
      current = undefined;
      manager.undo();
    },
    redo: () => {
      current = undefined;
      manager.redo();
    },
    canUndo: () => manager.canUndo(),
    canRedo: () => manager.canRedo(),
    stop: () => {
      manager.destroy();
    },
  };
}
