import type { ReactNode } from 'react';
import type { Diagram } from '#model/diagram.ts';
import { placedByHand } from '#layout/tree.ts';
import { boxOf } from './geometry.ts';
import { RaciBadge } from './tree.tsx';

/** The dashed lines of roles that were placed by hand, from the pill to what they are assigned to, each with its letter. */
export function Placed({ diagram }: { readonly diagram: Diagram }): ReactNode {
  return Object.values(diagram.assignments).map((row) => {
    if (!placedByHand(diagram, row.role)) return null;
    const role = diagram.nodes[row.role];
    const node = diagram.nodes[row.node];
    const a = role === undefined ? null : boxOf(diagram, role);
    const b = node === undefined ? null : boxOf(diagram, node);
    if (a === null || b === null) return null;
    const below = a.y >= b.y + b.h;
    const from = [a.x + a.w / 2, below ? a.y : a.y + a.h] as const;
    const to = [
      Math.min(Math.max(from[0], b.x + 14), b.x + b.w - 14),
      below ? b.y + b.h : b.y,
    ] as const;
    const middle = (from[1] + to[1]) / 2;
    return (
      <g key={row.id}>
        <path
          d={`M${from[0]} ${from[1]}V${middle}H${to[0]}V${to[1]}`}
          fill="none"
          stroke="var(--cs-node-assign)"
          strokeWidth={1.4}
          strokeDasharray="4 4"
        />
        <RaciBadge letter={row.letter} x={(from[0] + to[0]) / 2} y={middle} />
      </g>
    );
  });
}
