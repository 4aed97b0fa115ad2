/** A draft opened in this tab: the one way to change a diagram that is being drawn (ARCHITECTURE.md). */
import { blankDiagram } from '#model/blank.ts';
import type { Diagram } from '#model/diagram.ts';
import { edits } from '#model/edit/edits.ts';
import type { Edits } from '#model/edit/edits.ts';
import type { Finding } from '#model/finding.ts';
import type { PersonId, SopId } from '#model/ids.ts';
import type { Database } from '#store/database.ts';
import { getSop } from '#store/sops.ts';
import type { Draft } from 'immer';
import { Doc } from 'yjs';
import { mirror } from './doc.ts';
import type { Mirror } from './doc.ts';
import { Gesture } from './gesture.ts';
import { provide } from './provider.ts';
import type { Provider, SaveState } from './provider.ts';
import { updateOf } from './seed.ts';
import { joinTabs } from './tabs.ts';
import { undoOf } from './undo.ts';

/** One edit of model/edit by name, with its arguments. */
export type Edit = <N extends keyof Edits>(name: N, args: Edits[N]) => void;

export interface DraftHandle {
  /** Immutable; the same object until something shown changes. */
  readonly diagram: () => Diagram;
  /** Of reading and repair only; the problems panel has the rest. */
  readonly findings: () => readonly Finding[];
  /** Called after every change of the diagram, of `saved` and of what can be undone. */
  readonly subscribe: (listener: () => void) => () => void;
  /** One edit, one undo step named `gesture`. Edits in a row with the same `stroke` are one step (typing in a field). */
  readonly edit: <N extends keyof Edits>(
    gesture: string,
    name: N,
    args: Edits[N],
    stroke?: string,
  ) => void;
  /** Several edits as one step; each sees what the one before did. */
  readonly group: (gesture: string, run: (edit: Edit) => void, stroke?: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly canUndo: () => boolean;
  readonly canRedo: () => boolean;
  readonly saved: () => SaveState;
  /** Writes what isn't yet written, then lets go. Asked twice, it closes once. */
  readonly close: () => Promise<void>;
}

/** Drafts being closed, by workspace and SOP. */
const leaving = new Map<string, Promise<void>>();

/**
 * Opens the draft of an SOP; one that has none yet starts blank. `person` says who draws: it is asked at each gesture,
 * since a tab may change whom it acts as.
 */
export async function openDraft(
  db: Database,
  sop: SopId,
  person: PersonId | null | (() => PersonId | null),
): Promise<DraftHandle> {
  const key = `${db.name}/${sop}`;
  // Left a moment ago in this tab: what was drawn last is being written.
  await leaving.get(key);
  const doc = new Doc();
  const who = typeof person === 'function' ? person : () => person;
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const provider = await provide({
    db,
    sop,
    doc,
    seed: async () => updateOf(await firstDiagram(db, sop)),
    changed: tell,
  });
  const shown = await mirrored(doc, tell, provider);
  const undo = undoOf(doc);
  const leave = joinTabs(db.name, sop, doc);

  const run = <N extends keyof Edits>(gesture: Gesture, name: N, args: Edits[N]): void => {
    const recipe: (draft: Draft<Diagram>, args: Edits[N]) => void = edits[name];
    shown.write((draft) => {
      recipe(draft, args);
    }, gesture);
  };
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    listeners.clear();
    await provider.close();
    leave();
    undo.stop();
    shown.stop();
    doc.destroy();
  };
  return {
    diagram: shown.diagram,
    findings: shown.findings,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    edit: (gesture, name, args, stroke) => {
      undo.begin(stroke);
      run(new Gesture(gesture, who()), name, args);
    },
    group: (gesture, each, stroke) => {
      undo.begin(stroke);
      const origin = new Gesture(gesture, who());
      each((name, args) => {
        run(origin, name, args);
      });
    },
    undo: undo.undo,
    redo: undo.redo,
    canUndo: undo.canUndo,
    canRedo: undo.canRedo,
    saved: provider.state,
    close: () => {
      if (closing !== undefined) return closing;
      closing = close();
      leaving.set(key, closing);
      void closing.then(() => leaving.get(key) === closing && leaving.delete(key));
      return closing;
    },
  };
}

/** A draft this program can't read is let go as it is. */
async function mirrored(doc: Doc, changed: () => void, provider: Provider): Promise<Mirror> {
  try {
    return mirror(doc, changed);
  } catch (error) {
    await provider.close();
    throw error;
  }
}

async function firstDiagram(db: Database, sop: SopId): Promise<Diagram> {
  const known = await getSop(db, sop);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return blankDiagram({ title: known?.title ?? 'Untitled SOP', zone: timeZone });
}
