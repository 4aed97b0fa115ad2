/** The canvas: React Flow for viewport, selection and drag; our own drawings, flows and gestures. */
import '@xyflow/react/dist/base.css';
import {
  Background,
  BackgroundVariant,
  ReactFlow,
  SelectionMode,
  useReactFlow,
  useStoreApi,
} from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { as } from '#model/ids.ts';
import type { NodeId } from '#model/ids.ts';
import { useDiagram, useEditor, useEditorState } from '../context.ts';
import { onCanvasKey } from '../keys.ts';
import { select } from '../state.ts';
import classes from './canvas.module.css';
import { Copies } from './copies.tsx';
import { hoverPainted, namePainted, pressPainted } from './crowd-hand.ts';
import { CrowdLayer } from './crowd-layer.tsx';
import { useElements } from './elements.ts';
import { handOf } from './hand.ts';
import { GuideLines } from './guides.tsx';
import { Empty, PointerSays } from './hints.tsx';
import { FlowLayer } from './flow-layer.tsx';
import { Ghost } from './ghost.tsx';
import { Lanes } from './lanes.tsx';
import { Minimap } from './minimap.tsx';
import { nodeList } from './node-list.ts';
import type { Level } from './node-list.ts';
import { NodeView } from './node-view.tsx';
import { wayFinder } from './routes.ts';
import { onLongPress } from './long-press.ts';
import { openMenu } from './menu-at.ts';
import { eyeOf, least } from './view.ts';
import { walkedOn } from './walk-on.ts';

const nodeTypes = { drawn: NodeView };
const noEdges: never[] = [];
const wheelButton = [1];

const onPane = (target: EventTarget): boolean =>
  target instanceof Element && target.classList.contains('react-flow__pane');

/** Stands inside React Flow's provider. */
export function Canvas({ findings }: { readonly findings: ReadonlyMap<string, Level> }): ReactNode {
  const editor = useEditor();
  const { store, commands } = editor;
  const diagram = useDiagram();
  const selected = useEditorState((state) => state.selected);
  const drag = useEditorState((state) => state.drag);
  const tool = useEditorState((state) => state.tool);
  const [list] = useState(nodeList);
  const [find] = useState(wayFinder);
  const frame = useRef<HTMLDivElement>(null);
  /** A press that gives the focus chooses by itself, perhaps to what is chosen already. */
  const pointing = useRef(false);
  /** A press took a node that glided on since: what lies there at the release says nothing. */
  const taken = useRef(false);
  const ways = find(diagram);
  const { crowd, among } = useElements(diagram);
  const nodes = list({ diagram, among, selected, drag, findings });
  const flow = useReactFlow();
  const inner = useStoreApi();
  const { draft } = editor;
  const eye = useMemo(() => eyeOf(flow, inner, draft, find), [flow, inner, draft, find]);
  const hand = useMemo(() => handOf(editor, find), [editor, find]);
  // The same function always: a new one would render every node again, with each letter typed and each step of a drag.
  const choosing = useCallback(
    ({ shiftKey }: { readonly shiftKey: boolean }, { id }: { readonly id: string }) => {
      // One of several, clicked, is chosen alone.
      if (!shiftKey && store.getState().selected.size > 1) select(store, [id]);
    },
    [store],
  );
  const naming = useCallback(
    (_event: unknown, { id }: { readonly id: string }) => {
      select(store, [id]);
      commands.name();
    },
    [store, commands],
  );

  useEffect(() => {
    commands.attach(eye);
    return () => {
      commands.attach(null);
    };
  }, [commands, eye]);
  useEffect(() => hand.listen(), [hand]);
  useEffect(
    () =>
      frame.current === null
        ? undefined
        : onLongPress(frame.current, ({ clientX, clientY, target }) => {
            openMenu(editor, { clientX, clientY, target, button: 2 });
          }),
    [editor],
  );

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the canvas, whose nodes take the focus
    <div
      ref={frame}
      className={classes['canvas']}
      data-tool={tool}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (among !== null && walkedOn(event, editor)) event.preventDefault();
        else onCanvasKey(event, editor);
      }}
      onPointerMove={(event) => {
        eye.follow({ x: event.clientX, y: event.clientY });
        if (crowd) hoverPainted(editor, event);
      }}
      onPointerLeave={() => {
        eye.follow(null);
      }}
      onPointerDownCapture={(event) => {
        pointing.current = true;
        const under =
          event.target instanceof Element
            ? event.target.closest<HTMLElement>('.react-flow__node')?.dataset['id']
            : undefined;
        taken.current = eye.hold() && event.button === 0 && under !== undefined;
        if (taken.current && under !== undefined) select(store, [under]);
        for (const end of ['pointerup', 'pointercancel'])
          addEventListener(end, () => (pointing.current = false), { once: true, capture: true });
        const typing =
          event.target instanceof HTMLElement && event.target.matches('input, textarea');
        if (!typing) frame.current?.focus({ preventScroll: true });
        // On a painted diagram everything is the pane's: what a press takes, the pane needn't see.
        if (!crowd || tool === 'pan' || event.button !== 0 || !onPane(event.target)) return;
        taken.current = pressPainted(editor, hand, event);
        if (taken.current) event.stopPropagation();
      }}
      onWheelCapture={eye.hold}
      onDoubleClick={({ target, clientX: x, clientY: y }) => {
        if (!onPane(target) || tool === 'pan') return;
        if (crowd && namePainted(editor, { x, y })) return;
        const screen = { x, y };
        const at = eye.toDiagram(screen);
        store.setState({ picking: { screen, at, from: null, change: null } });
      }}
      onContextMenu={(event) => {
        if (event.target instanceof HTMLElement && event.target.matches('input, textarea')) return;
        event.preventDefault();
        // A finger has its own way: not every browser knows it.
        const { nativeEvent } = event;
        if (nativeEvent instanceof PointerEvent && nativeEvent.pointerType === 'touch') return;
        openMenu(editor, event);
      }}
      onFocusCapture={({ target }) => {
        // The keyboard reached a node: it is selected, as if clicked.
        const id = target.classList.contains('react-flow__node') ? target.dataset['id'] : undefined;
        if (id !== undefined && !pointing.current && target.matches(':focus-visible')) {
          select(store, [id]);
          eye.reveal(as<NodeId>(id));
        }
      }}
    >
      {crowd && <CrowdLayer diagram={diagram} ways={ways} />}
      <ReactFlow
        nodes={nodes}
        edges={noEdges}
        nodeTypes={nodeTypes}
        onInit={() => {
          eye.openOn(commands.selectedNodes()[0] ?? null);
          // Keys of the canvas work at once, unless somebody is in a field already.
          if (document.activeElement === document.body) eye.focus();
        }}
        onNodesChange={hand.onNodesChange}
        onNodeDragStart={hand.onStart}
        onNodeDragStop={hand.onStop}
        onSelectionDragStart={hand.onStart}
        onSelectionDragStop={hand.onStop}
        onSelectionStart={hand.onMarquee}
        onSelectionEnd={hand.onMarqueeEnd}
        onNodeClick={choosing}
        onNodeDoubleClick={naming}
        onPaneClick={({ shiftKey }) => {
          if (!taken.current && !shiftKey) select(store, []);
        }}
        panOnDrag={tool === 'pan' ? true : wheelButton}
        selectionOnDrag={tool === 'select'}
        panOnScroll
        panOnScrollSpeed={1}
        selectionMode={SelectionMode.Partial}
        minZoom={least}
        maxZoom={3}
        zoomOnDoubleClick={false}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode="Shift"
        disableKeyboardA11y
        elevateNodesOnSelect={false}
        nodesConnectable={false}
        nodeDragThreshold={4}
        onlyRenderVisibleElements={among !== null}
        proOptions={{ hideAttribution: true }}
      >
        <Background
          variant={BackgroundVariant.Dots}
          gap={20}
          size={2.2}
          color="var(--cs-canvas-dot)"
        />
        <Lanes diagram={diagram} />
        <FlowLayer diagram={diagram} ways={ways} crowd={crowd} />
        <GuideLines />
        <Ghost />
        <Copies />
      </ReactFlow>
      <PointerSays />
      <Empty />
      <Minimap diagram={diagram} />
    </div>
  );
}
