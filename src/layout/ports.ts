/** Where flows leave and enter a node (LOOK.md §3.1): the outcome glyphs of a gate sit on these points. */
import type { Flow, GateOutcome, Node } from '#model/diagram.ts';
import { seal } from './sizes.ts';

type Side = 'left' | 'top' | 'right' | 'bottom';
/** px from the node's upper left corner. */
export interface Port {
  readonly x: number;
  readonly y: number;
  readonly side: Side;
}

/** A gate's ports: approvals to the right, send-backs upwards, rejections and expiries downwards. */
export const outcomePorts: Readonly<Record<GateOutcome, Port>> = {
  approved: { x: 256, y: 52, side: 'right' },
  conditional: { x: 256, y: 78, side: 'right' },
  returned: { x: 188, y: 0, side: 'top' },
  rejected: { x: 230, y: 104, side: 'bottom' },
  expired: { x: 188, y: 104, side: 'bottom' },
};

/** Where flows enter a gate: left of its seal. */
export const gateEntry: Port = { x: -seal.reach, y: seal.y, side: 'left' };

const rank: readonly GateOutcome[] = ['approved', 'conditional', 'returned', 'rejected', 'expired'];

/** The port a gate's flow leaves by: that of the first of its outcomes; null where the router may choose. */
export function portOf(source: Node, flow: Flow): Port | null {
  if (source.kind !== 'gate' || flow.route.kind !== 'outcomes') return null;
  const outcomes: readonly string[] = flow.route.outcomes;
  const first = rank.find((outcome) => outcomes.includes(outcome));
  return first === undefined ? null : outcomePorts[first];
}
