/** The painting of a large diagram under the canvas, below zoom 0.35; nodes under the pointer, chosen or in the hand are drawn above it. */
import { useStore } from '@xyflow/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import type { Diagram } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { NodeId } from '#model/ids.ts';
import { useEditor, useEditorState } from '../context.ts';
import classes from './canvas.module.css';
import { crowded, paint, paintingOf } from './crowd.ts';
import type { CanvasNode } from './node-list.ts';
import { boxesOf, nodeAt } from './places.ts';
import type { Ways } from './routes.ts';

/** The nodes that are elements of their own: all, or in a crowd those that somebody has to do with. */
export function useCrowd(
  diagram: Diagram,
  nodes: CanvasNode[],
  frame: RefObject<HTMLDivElement | null>,
): { readonly crowd: boolean; readonly shown: CanvasNode[] } {
  const { commands } = useEditor();
  const far = useStore(({ transform }) => transform[2] < 0.35);
  const crowd = far && nodes.length > crowded;
  const [under, setUnder] = useState<string | null>(null);
  useEffect(() => {
    const element = frame.current;
    if (!crowd || element === null) return undefined;
    const follow = (event: PointerEvent): void => {
      const view = commands.view();
      if (view === null || event.buttons !== 0) return;
      const at = view.toDiagram({ x: event.clientX, y: event.clientY });
      setUnder(nodeAt(diagram, boxesOf(diagram), at));
    };
    element.addEventListener('pointermove', follow);
    return () => {
      element.removeEventListener('pointermove', follow);
    };
  }, [crowd, commands, diagram, frame]);
  const drag = useEditorState((state) => state.drag);
  const shown = useMemo(
    () =>
      crowd
        ? nodes.filter(
            ({ id, selected }) =>
              id === under || selected === true || drag?.has(as<NodeId>(id)) === true,
          )
        : nodes,
    [crowd, nodes, under, drag],
  );
  return { crowd, shown };
}

export function CrowdLayer({
  diagram,
  ways,
}: {
  readonly diagram: Diagram;
  readonly ways: Ways;
}): ReactNode {
  const element = useRef<HTMLCanvasElement>(null);
  const drag = useEditorState((state) => state.drag);
  const held = drag === null ? '' : [...drag.keys()].join();
  const painting = useMemo(
    () =>
      paintingOf(
        diagram,
        ways,
        new Set(held === '' ? [] : held.split(',').map((id) => as<NodeId>(id))),
      ),
    [diagram, ways, held],
  );
  const [x, y, zoom] = useStore(({ transform }) => transform);
  const w = useStore(({ width }) => width);
  const h = useStore(({ height }) => height);
  useEffect(() => {
    if (element.current !== null) paint(element.current, painting, { x, y, zoom, w, h });
  }, [painting, x, y, zoom, w, h]);
  return <canvas ref={element} className={classes['crowd']} aria-hidden />;
}
