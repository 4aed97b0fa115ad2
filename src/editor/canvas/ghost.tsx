/** What a click would add, drawn faintly where it would stand. */
import { ViewportPortal } from '@xyflow/react';
import type { ReactNode } from 'react';
import { as } from '#model/ids.ts';
import type { NodeId } from '#model/ids.ts';
import { NodeDrawing } from '#ui/diagram/nodes.tsx';
import { roundedPath } from '#ui/diagram/path.ts';
import { useDiagram, useEditorState } from '../context.ts';
import { newNode } from '../kinds.ts';
import { placeBeside } from '../sides.ts';
import classes from './canvas.module.css';
import { boxesOf } from './places.ts';
import { wayToPointer } from './routes.ts';

export function Ghost(): ReactNode {
  const diagram = useDiagram();
  const ghost = useEditorState((state) => state.ghost);
  const source = ghost === null ? undefined : diagram.nodes[ghost.from];
  const box = ghost === null ? undefined : boxesOf(diagram).get(ghost.from);
  if (ghost === null || source === undefined || box === undefined) return null;
  const id = as<NodeId>('ghost');
  const node = newNode(ghost.kind, id);
  const at = placeBeside(diagram, ghost.from, ghost.kind, ghost.side);
  const shown = { ...diagram, nodes: { ...diagram.nodes, [id]: node } };
  const size = boxesOf({ ...shown, layout: { [id]: { id, ...at } } }).get(id);
  const half = { w: (size?.w ?? 0) / 2, h: (size?.h ?? 0) / 2 };
  const end = {
    right: { x: at.x, y: at.y + half.h },
    left: { x: at.x + 2 * half.w, y: at.y + half.h },
    top: { x: at.x + half.w, y: at.y + 2 * half.h },
    bottom: { x: at.x + half.w, y: at.y },
  }[ghost.side];
  return (
    <ViewportPortal>
      <svg className={classes['ghost']}>
        <path d={roundedPath(wayToPointer(source, box, end), 0)} />
        <g transform={`translate(${at.x} ${at.y})`}>
          <NodeDrawing node={node} diagram={shown} />
        </g>
      </svg>
    </ViewportPortal>
  );
}
