/** An open editor: head, palette, canvas, inspector, problems. */
import { Modal } from '@mantine/core';
import { ReactFlowProvider } from '@xyflow/react';
import { memo, useDeferredValue, useEffect, useMemo } from 'react';
import type { ReactNode } from 'react';
import type { DraftHandle } from '#collab/draft.ts';
import type { Diagram } from '#model/diagram.ts';
import type { Finding } from '#model/finding.ts';
import type { Digest, SopId } from '#model/ids.ts';
import type { NodeId } from '#model/ids.ts';
import { KeyCap } from '#ui/key-cap.tsx';
import { Canvas } from './canvas/canvas.tsx';
import { KindPicker } from './canvas/kind-picker.tsx';
import type { Level } from './canvas/node-list.ts';
import { commandsOf } from './commands.ts';
import { ContextMenu } from './context-menu.tsx';
import { EditorContext, useDiagram, useEditor, useEditorState } from './context.ts';
import type { Editor as Parts } from './context.ts';
import classes from './editor.module.css';
import { Header } from './header.tsx';
import { Inspector } from './inspector/inspector.tsx';
import { shortcuts } from './keys.ts';
import { Says } from './says.tsx';
import { Problems } from './problems/problems.tsx';
import { useFindings } from './problems/use-findings.ts';
import { nodeOfRow } from './row-node.ts';
import { CanvasCorner, OutlinePanel } from './outline/side.tsx';
import { editorStore } from './state.ts';
import { CanvasTools } from './tools/canvas-tools.tsx';
import { Palette } from './tools/palette.tsx';
import { useClipboard } from './use-clipboard.ts';
import { usePaletteCommands } from './use-palette.tsx';

export interface PublishSlot {
  readonly sop: SopId;
  readonly diagram: Diagram;
  readonly onClose: () => void;
}

export interface EditorProps {
  readonly sop: SopId;
  readonly draft: DraftHandle;
  readonly versions: { readonly count: number; readonly newest: Digest | null };
  /** The draft means something else than the newest version; null while unknown. */
  readonly ahead: (diagram: Diagram) => boolean | null;
  /** The dialog of the review room; the app fills it in. */
  readonly publish: (slot: PublishSlot) => ReactNode;
  /** Selected and shown at first. */
  readonly node?: NodeId | null;
}

export function Editor({
  sop,
  draft,
  versions,
  ahead,
  publish,
  node = null,
}: EditorProps): ReactNode {
  const editor = useMemo((): Parts => {
    const store = editorStore();
    if (node !== null) store.setState({ selected: new Set([node]) });
    return { sop, draft, store, commands: commandsOf(draft, store) };
  }, [sop, draft, node]);
  return (
    <EditorContext value={editor}>
      <ReactFlowProvider>
        <Inside versions={versions} ahead={ahead} publish={publish} />
      </ReactFlowProvider>
    </EditorContext>
  );
}

// What hangs on a part of the draft asks for that part itself: a drop among thousands renders the canvas only.
const StillHeader = memo(Header);
const StillCanvas = memo(Canvas);
const StillPalette = memo(Palette);
const StillTools = memo(CanvasTools);
const StillCorner = memo(CanvasCorner);
const StillOutline = memo(OutlinePanel);
const StillInspector = memo(Inspector);
const StillSays = memo(Says);
const StillPicker = memo(KindPicker);
const StillMenu = memo(ContextMenu);
const StillKeys = memo(Keys);
const StillProblems = memo(Problems);

function Inside({
  versions,
  ahead,
  publish,
}: Pick<EditorProps, 'versions' | 'ahead' | 'publish'>): ReactNode {
  const editor = useEditor();
  const { sop, draft, store } = editor;
  const diagram = useDiagram();
  // The digest of the whole is reckoned when typing rests.
  const settled = useDeferredValue(diagram);
  const checked = useFindings(draft, diagram);
  const worst = useWorst(checked.findings, diagram);
  const publishing = useEditorState((state) => state.publishing);
  const inspecting = useEditorState((state) => state.inspecting);
  useClipboard(editor);
  usePaletteCommands(editor);
  useGlobalKeys(editor, checked.findings);
  return (
    <>
      <div className={classes['editor']} data-inspecting={inspecting || undefined}>
        <StillHeader versions={versions} ahead={ahead(settled)} />
        <StillOutline />
        <main aria-label="Canvas">
          <StillCanvas findings={worst} />
          <StillPalette />
          <StillTools />
          <StillCorner
            revision={
              versions.count === 0
                ? 'Draft'
                : `${ahead(settled) === false ? 'Version' : 'Draft ahead of version'} ${versions.count}`
            }
          />
          <StillSays />
        </main>
        <StillInspector />
        <StillProblems checked={checked} />
      </div>
      <StillPicker />
      <StillMenu />
      <StillKeys />
      {publishing &&
        publish({
          sop,
          diagram,
          onClose: () => {
            store.setState({ publishing: false });
          },
        })}
    </>
  );
}

/** The worst finding of each node, by id; the same map while nothing of it changed. Hints are not shown on the canvas. */
function useWorst(
  findings: ReturnType<typeof useFindings>['findings'],
  diagram: Diagram,
): ReadonlyMap<string, Level> {
  const { nodes, flows, assignments, items, evidence } = diagram;
  const key = useMemo(() => {
    const list = findings.flatMap(({ level, at }) => {
      const node = nodeOfRow(diagram, at.id ?? '');
      return level === 'hint' || node === null ? [] : [`${node} ${level}`];
    });
    return list.toSorted().join('|');
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- whose row it is depends on these tables, not on the rest
  }, [findings, nodes, flows, assignments, items, evidence]);
  return useMemo(() => {
    const worst = new Map<string, Level>();
    for (const entry of key === '' ? [] : key.split('|')) {
      const at = entry.lastIndexOf(' ');
      const level = entry.slice(at + 1) === 'error' ? 'error' : 'warning';
      if (level === 'error' || !worst.has(entry.slice(0, at))) worst.set(entry.slice(0, at), level);
    }
    return worst;
  }, [key]);
}

/** Keys that work wherever the focus is: undo outside fields that undo themselves, and the next problem. */
function useGlobalKeys({ commands, store }: Parts, findings: readonly Finding[]): void {
  useEffect(() => {
    const problems = findings.length;
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const mod = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      if (event.key === 'F8' && problems > 0) {
        const { finding } = store.getState();
        const next =
          ((finding ?? (event.shiftKey ? problems : -1)) + (event.shiftKey ? -1 : 1) + problems) %
          problems;
        store.setState({ finding: next, problemsOpen: true });
        const found = findings[next];
        if (found !== undefined) commands.show(found.at, true);
      } else if (mod && (key === 'z' || key === 'y')) {
        if (key === 'y' || event.shiftKey) commands.redo();
        else commands.undo();
      } else if (event.key === '?' && !inField(event.target)) store.setState({ keysShown: true });
      else if (event.key === 'F6') nextRegion(event.shiftKey, store);
      else if (event.key === 'Escape' && inInspector(event.target)) {
        store.setState({ inspecting: false });
        commands.view()?.focus();
      } else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => {
      removeEventListener('keydown', press);
    };
  }, [commands, store, findings]);
}

const inField = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input, textarea, select, [contenteditable="true"], [role="dialog"]') !== null;
const inInspector = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('aside') !== null;

/** From part to part of the editor, as F6 goes through the parts of a window. */
function nextRegion(back: boolean, store: Parts['store']): void {
  const parts = [
    document.querySelector<HTMLElement>('main [data-tool]'),
    document.querySelector<HTMLElement>('aside input, aside button'),
    document.querySelector<HTMLElement>('section[aria-label="Problems"] button'),
    document.querySelector<HTMLElement>('header input'),
  ].filter((part) => part !== null);
  const homes = ['main', 'aside', 'section[aria-label="Problems"]', 'header'];
  const at = homes.findIndex((home) => document.activeElement?.closest(home) !== null);
  const part = parts[(at + (back ? -1 : 1) + parts.length) % parts.length];
  store.setState({ inspecting: part !== undefined && part.closest('aside') !== null });
  requestAnimationFrame(() => part?.focus());
}

function Keys(): ReactNode {
  const { store } = useEditor();
  const opened = useEditorState((state) => state.keysShown);
  return (
    <Modal
      opened={opened}
      title="Keys of the canvas"
      size="md"
      onClose={() => {
        store.setState({ keysShown: false });
      }}
    >
      <div className={classes['keys']}>
        {shortcuts.map(([keys, does]) => [
          <KeyCap key={keys} keys={keys} />,
          <span key={does}>{does}</span>,
        ])}
      </div>
    </Modal>
  );
}
