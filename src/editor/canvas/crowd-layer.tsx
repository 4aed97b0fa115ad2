/** The painting of a large diagram under the canvas, below zoom 0.35, and above it what is chosen, pointed at or in the hand. */
import { useStore } from '@xyflow/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Diagram } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { FlowId, NodeId } from '#model/ids.ts';
import { useEditor, useEditorState } from '../context.ts';
import { select } from '../state.ts';
import classes from './canvas.module.css';
import { begun, paint, painter, shapeOf } from './crowd.ts';
import type { Look } from './crowd.ts';
import { boxesOf, overlap } from './places.ts';
import type { Box } from './places.ts';
import type { Ways } from './routes.ts';
import { useScheme } from './scheme.ts';

interface Shown {
  readonly diagram: Diagram;
  readonly ways: Ways;
}

export function CrowdLayer({ diagram, ways }: Shown): ReactNode {
  const element = useRef<HTMLCanvasElement>(null);
  const [made] = useState(painter);
  const drag = useEditorState((state) => state.drag);
  const held = drag === null ? '' : [...drag.keys()].join();
  const painting = useMemo(
    () =>
      made(diagram, ways, new Set(held === '' ? [] : held.split(',').map((id) => as<NodeId>(id)))),
    [made, diagram, ways, held],
  );
  const look = useLook();
  useEffect(() => {
    if (element.current !== null) paint(element.current, painting, look);
  }, [painting, look]);
  return (
    <>
      <canvas ref={element} className={classes['crowd']} aria-hidden />
      <Marked diagram={diagram} ways={ways} />
    </>
  );
}

function useLook(): Look {
  const [x, y, zoom] = useStore(({ transform }) => transform);
  const w = useStore(({ width }) => width);
  const h = useStore(({ height }) => height);
  const scheme = useScheme();
  return useMemo(() => ({ x, y, zoom, w, h, scheme }), [x, y, zoom, w, h, scheme]);
}

/** What is chosen, pointed at or in the hand, painted above the rest. */
function Marked({ diagram, ways }: Shown): ReactNode {
  const element = useRef<HTMLCanvasElement>(null);
  const selected = useEditorState((state) => state.selected);
  const hovered = useEditorState((state) => state.hovered);
  const drag = useEditorState((state) => state.drag);
  const look = useLook();
  useChosenByFrame(diagram);
  useEffect(() => {
    const ready = element.current === null ? null : begun(element.current, look);
    if (ready === null) return;
    const { context, ink } = ready;
    const boxes = boxesOf(diagram);
    const shape = (id: string): Path2D | null => {
      const node = diagram.nodes[as<NodeId>(id)];
      const box = boxes.get(as<NodeId>(id));
      if (node === undefined || box === undefined) return null;
      return shapeOf(node, { ...box, ...drag?.get(as<NodeId>(id)) });
    };
    const line = (px: number): void => {
      context.lineWidth = px / look.zoom;
    };
    context.fillStyle = ink('--cs-node-fill');
    context.strokeStyle = ink('--cs-node-line');
    for (const id of drag?.keys() ?? []) {
      const path = shape(id);
      if (path === null) continue;
      context.fill(path);
      context.stroke(path);
    }
    context.strokeStyle = ink('--cs-focus');
    line(2);
    for (const id of selected) {
      const path = shape(id);
      const way = ways.get(as<FlowId>(id));
      if (path !== null) context.stroke(path);
      else if (way !== undefined) context.stroke(lineOf(way));
    }
    const pointed = hovered === null || selected.has(hovered) ? null : shape(hovered);
    line(1.5);
    if (pointed !== null) context.stroke(pointed);
  }, [diagram, ways, selected, hovered, drag, look]);
  return <canvas ref={element} className={classes['crowd']} aria-hidden />;
}

function lineOf(points: readonly (readonly [number, number])[]): Path2D {
  const path = new Path2D();
  for (const [x, y] of points) path.lineTo(x, y);
  return path;
}

const nothing: ReadonlySet<string> = new Set();
/** React Flow draws the frame, but knows none of the nodes in it. */
function useChosenByFrame(diagram: Diagram): void {
  const { store } = useEditor();
  const frame = useStore(({ userSelectionRect }) => userSelectionRect);
  const transform = useStore((state) => state.transform);
  const before = useRef<ReadonlySet<string> | null>(null);
  const adds = useStore(({ multiSelectionActive }) => multiSelectionActive);
  useEffect(() => {
    if (frame === null) {
      before.current = null;
      return;
    }
    if (frame.width === 0 && frame.height === 0) return;
    const start = before.current ?? (adds ? store.getState().selected : nothing);
    before.current = start;
    const [x, y, zoom] = transform;
    const area = {
      x: (frame.x - x) / zoom,
      y: (frame.y - y) / zoom,
      w: frame.width / zoom,
      h: frame.height / zoom,
    };
    const chosen = new Set(start);
    for (const id of inFrame(diagram, area)) chosen.add(id);
    const { selected } = store.getState();
    if (chosen.size !== selected.size || [...chosen].some((id) => !selected.has(id)))
      select(store, chosen);
  }, [frame, transform, diagram, store, adds]);
}

/** The frame takes what stands in it, not the phases around. */
function inFrame(diagram: Diagram, area: Box): readonly NodeId[] {
  const found: NodeId[] = [];
  for (const [id, box] of boxesOf(diagram))
    if (overlap(box, area) && diagram.nodes[id]?.kind !== 'phase') found.push(id);
  return found;
}
