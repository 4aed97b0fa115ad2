/** Which nodes are elements of their own: all of a small diagram, of a large one those near the window, of a crowd none. */
import { useStore } from '@xyflow/react';
import { useMemo } from 'react';
import type { Diagram } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { NodeId } from '#model/ids.ts';
import { useEditorState } from '../context.ts';
import { crowded } from './crowd.ts';
import { boxesOf, overlap } from './places.ts';
import { small, useAround } from './seen.ts';

export interface Elements {
  /** The diagram is painted (crowd-layer.tsx). */
  readonly crowd: boolean;
  /** null: all. */
  readonly among: ReadonlySet<NodeId> | null;
}

export function useElements(diagram: Diagram): Elements {
  const boxes = boxesOf(diagram);
  const far = useStore(({ transform }) => transform[2] < 0.35);
  const crowd = far && boxes.size > crowded;
  const around = useAround(boxes.size > small);
  const naming = useEditorState((state) => state.naming);
  const drag = useEditorState((state) => state.drag);
  const near = useMemo(() => {
    if (around === null) return null;
    const ids = new Set<NodeId>();
    if (!crowd) for (const [id, box] of boxes) if (overlap(box, around)) ids.add(id);
    // Its label is being typed.
    if (naming !== null) ids.add(as<NodeId>(naming));
    return ids;
  }, [boxes, around, crowd, naming]);
  const among = useMemo(() => {
    if (near === null || around === null || crowd || drag === null) return near;
    const carried: NodeId[] = [];
    for (const [id, at] of drag) {
      const box = boxes.get(id);
      if (box !== undefined && !near.has(id) && overlap({ ...box, ...at }, around))
        carried.push(id);
    }
    return carried.length === 0 ? near : new Set([...near, ...carried]);
  }, [near, around, crowd, drag, boxes]);
  return { crowd, among };
}
