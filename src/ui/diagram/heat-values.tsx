/** Figures of a forecast beneath nodes that have no room for them, in the same size on the screen at every zoom. */
import type { ReactNode } from 'react';
import type { Node } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';
import type { Box } from './geometry.ts';
import { Line } from './frame.tsx';
import type { Level, NodeState } from './state.ts';

/** px on the screen. */
const size = { full: 13, compact: 11, overview: 10.5 } as const;

export function HeatValues({
  nodes,
  states,
  level,
}: {
  readonly nodes: readonly { readonly node: Node; readonly box: Box }[];
  readonly states: { readonly [node in NodeId]: NodeState } | undefined;
  readonly level: Level;
}): ReactNode {
  const px = size[level.detail] / (level.detail === 'full' ? 1 : level.zoom);
  return nodes.map(({ node, box }) => {
    const heat = states?.[node.id]?.heat;
    // Seen whole, gates and cards print it themselves; a wait carries its name beneath.
    const prints = level.detail === 'full' && node.kind !== 'wait';
    // What is nothing is left out where there is least room.
    const nothing = level.detail === 'overview' && /^0[ .0]*[^\d]*$/.test(heat?.value ?? '');
    if (heat === undefined || prints || nothing) return null;
    const above = node.kind === 'wait' && level.detail !== 'overview';
    return (
      <g key={node.id} transform={`translate(${box.x} ${box.y})`} aria-hidden>
        <Line
          x={box.w / 2}
          y={above ? -px * 0.5 : box.h + px * 1.1}
          kind="outside"
          fill="var(--cs-text-primary)"
          size={px}
          middle
        >
          {heat.value}
        </Line>
      </g>
    );
  });
}
