/** Copies in the hand while Alt is held: what they are made of stays where it is. */
import { ViewportPortal } from '@xyflow/react';
import type { ReactNode } from 'react';
import { NodeDrawing } from '#ui/diagram/nodes.tsx';
import { useDiagram, useEditorState } from '../context.ts';
import classes from './canvas.module.css';

export function Copies(): ReactNode {
  const diagram = useDiagram();
  const copies = useEditorState((state) => state.copies);
  if (copies === null) return null;
  return (
    <ViewportPortal>
      <svg className={classes['copies']}>
        {[...copies].map(([id, { x, y }]) => {
          const node = diagram.nodes[id];
          return node === undefined ? null : (
            <g key={id} transform={`translate(${x} ${y})`}>
              <NodeDrawing node={node} diagram={diagram} />
            </g>
          );
        })}
      </svg>
    </ViewportPortal>
  );
}
