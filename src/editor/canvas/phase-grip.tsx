/** Where a phase is taken: its tab and its border; the lower right corner makes the frame larger or smaller. */
import { useState } from 'react';
import type { PointerEvent, ReactNode } from 'react';
import type { NodeId } from '#model/ids.ts';
import { useEditor } from '../context.ts';
import classes from './canvas.module.css';
import { hold } from './hold.ts';

/** px, least size of a frame. */
const least = { w: 160, h: 96 };

interface Size {
  readonly w: number;
  readonly h: number;
}

export function PhaseGrip({ id, w, h }: Size & { readonly id: NodeId }): ReactNode {
  const { commands, draft } = useEditor();
  const [pulled, setPulled] = useState<Size | null>(null);
  const start = (event: PointerEvent): void => {
    const view = commands.view();
    const place = draft.diagram().layout[id];
    if (view === null || event.button !== 0 || place?.x === undefined || place.y === undefined)
      return;
    event.stopPropagation();
    const { x, y } = { x: place.x, y: place.y };
    let size: Size | null = null;
    hold(
      event,
      ({ clientX, clientY }) => {
        const at = view.toDiagram({ x: clientX, y: clientY });
        size = { w: Math.max(least.w, at.x - x), h: Math.max(least.h, at.y - y) };
        setPulled(size);
      },
      (dropped) => {
        setPulled(null);
        if (dropped && size !== null) commands.resize(id, size);
      },
    );
  };
  return (
    <g className={classes['grip']}>
      <rect className={classes['tab']} width={w} height={28} />
      <rect className={classes['border']} width={w} height={h} rx={14} />
      {pulled !== null && (
        <rect className={classes['pulled']} width={pulled.w} height={pulled.h} rx={14} />
      )}
      <path
        className={`${classes['corner']} nodrag`}
        d={`M${w - 6} ${h - 20}L${w - 20} ${h - 6}M${w - 6} ${h - 12}L${w - 12} ${h - 6}`}
        onPointerDown={start}
      />
      <rect
        className={`${classes['cornerHit']} nodrag`}
        x={w - 24}
        y={h - 24}
        width={26}
        height={26}
        onPointerDown={start}
      />
    </g>
  );
}
