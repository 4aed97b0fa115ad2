/** One node on the canvas: its drawing, the rings flows are drawn from, its label while it is typed. */
import type { NodeProps } from '@xyflow/react';
import { memo, useState } from 'react';
import type { ReactNode } from 'react';
import type { Diagram, Node } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';
import { NodeDrawing } from '#ui/diagram/nodes.tsx';
import { OverviewNode } from '#ui/diagram/overview.tsx';
import { factsOf } from '#ui/diagram/facts.ts';
import { sizeOf } from '#layout/sizes.ts';
import { useEditor, useEditorState } from '../context.ts';
import { usualAt } from '../sides.ts';
import { select } from '../state.ts';
import classes from './canvas.module.css';
import { startConnecting } from './connecting.ts';
import { LabelEditor } from './label-editor.tsx';
import { useLevel } from './level.ts';
import type { CanvasNode } from './node-list.ts';
import { PhaseGrip } from './phase-grip.tsx';
import type { Box } from './places.ts';

const states = new Map<
  string,
  { hover: boolean; selected: boolean; finding?: 'error' | 'warning' }
>();
/** The same object for the same state, so that drawings compare by identity. */
function stateOf(hover: boolean, selected: boolean, finding: 'error' | 'warning' | undefined) {
  const key = `${hover} ${selected} ${finding}`;
  let state = states.get(key);
  if (state === undefined) {
    state = { hover, selected, ...(finding === undefined ? {} : { finding }) };
    states.set(key, state);
  }
  return state;
}

export const NodeView = memo(function NodeView({
  id,
  data,
  selected,
}: NodeProps<CanvasNode>): ReactNode {
  const { node, finding } = data;
  const { store, draft } = useEditor();
  // Not of the data: a node that looks as before would keep an old diagram alive.
  const diagram = draft.diagram();
  const level = useLevel();
  const [hover, setHover] = useState(false);
  const naming = useEditorState((state) => state.naming === id);
  const target = useEditorState(
    (state) => state.connecting?.over === id && state.connecting.verdict === true,
  );
  const stepsBack = useEditorState((state) => state.lit !== null && state.lit !== id);
  const box = boxFor(node, diagram);
  const state = stateOf(hover || target, selected, finding);
  const joins = node.kind !== 'phase' && node.kind !== 'note' && node.kind !== 'document';
  return (
    <div
      className={classes['node']}
      data-kind={node.kind}
      data-selected={selected || undefined}
      data-back={(stepsBack && node.kind !== 'phase') || undefined}
      onPointerEnter={() => {
        setHover(true);
        store.setState({ hovered: id });
      }}
      onPointerLeave={() => {
        setHover(false);
        store.setState({ hovered: null });
      }}
    >
      <svg className={classes['drawing']}>
        {level.detail === 'overview' ? (
          <OverviewNode node={node} box={box} diagram={diagram} state={state} zoom={level.zoom} />
        ) : (
          <NodeDrawing node={node} diagram={diagram} state={state} level={level} />
        )}
        {node.kind === 'gate' && level.detail === 'full' && (
          <TreeTargets node={node.id} diagram={diagram} />
        )}
        {node.kind === 'phase' && <PhaseGrip id={node.id} w={box.w} h={box.h} />}
      </svg>
      {joins && (hover || selected) && <Rings id={node.id} />}
      {naming && <LabelEditor node={node} />}
    </div>
  );
});

function boxFor(node: Node, diagram: Diagram): Box {
  const place = diagram.layout[node.id];
  const size = sizeOf(node);
  return { x: 0, y: 0, w: place?.w ?? size.w, h: place?.h ?? size.h };
}

/** The pills under a gate: each is its assignment. */
function TreeTargets({
  node,
  diagram,
}: {
  readonly node: NodeId;
  readonly diagram: Diagram;
}): ReactNode {
  const { store } = useEditor();
  const chosen = useEditorState((state) => state.selected);
  return factsOf(diagram, node).tree.map((branch) => (
    <rect
      key={branch.assignment}
      className={classes['pill']}
      data-selected={chosen.has(branch.assignment) || undefined}
      x={branch.x - 30}
      y={branch.y - 2}
      width={branch.w + 32}
      height={branch.h + 4}
      rx={18}
      onPointerDown={(event) => {
        event.stopPropagation();
      }}
      onClick={(event) => {
        event.stopPropagation();
        select(store, [branch.assignment]);
      }}
    >
      <title>{branch.name}</title>
    </rect>
  ));
}

const sides = ['top', 'right', 'bottom', 'left'] as const;
const words = { top: 'above', right: 'the right', bottom: 'below', left: 'the left' };

function Rings({ id }: { readonly id: NodeId }): ReactNode {
  const editor = useEditor();
  const { store, draft } = editor;
  return sides.map((side) => (
    <button
      key={side}
      type="button"
      tabIndex={-1}
      className={`${classes['ring']} nodrag nopan`}
      data-side={side}
      aria-label={`Connect from ${words[side]}`}
      title="Drag to connect, click to add"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.stopPropagation();
        event.preventDefault();
        startConnecting(editor, id, side, { x: event.clientX, y: event.clientY });
      }}
      onPointerEnter={({ buttons }) => {
        const kind = usualAt(draft.diagram(), id, side);
        if (kind !== null && buttons === 0) store.setState({ ghost: { from: id, side, kind } });
      }}
      onPointerLeave={() => {
        store.setState({ ghost: null });
      }}
    />
  ));
}
