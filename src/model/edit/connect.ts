import type { Diagram, Flow, Node, Route } from '../diagram.ts';
import type { FlowId, NodeId } from '../ids.ts';
import { between } from '../order.ts';
import { routeFor } from '../route.ts';
import { flowsFrom, runs } from '../rows.ts';
import { now, put } from './tables.ts';
import type { DraftDiagram } from './tables.ts';

export interface Connection {
  readonly id: FlowId;
  readonly from: NodeId;
  readonly to: NodeId;
  /** Absent: what the source lacks next, see routeFor. */
  readonly route?: Route;
  readonly label?: string;
}

/** Draws a flow, last in order. Whether it makes sense is asked of mayConnect; only what runs can be connected. */
export function connect(d: DraftDiagram, { id, from, to, route, label }: Connection): void {
  const diagram = now(d);
  const source = diagram.nodes[from];
  const target = diagram.nodes[to];
  if (source === undefined || target === undefined) return;
  if (!runs(source.kind) || !runs(target.kind)) return;
  const others = flowsFrom(diagram, from);
  const flow: Flow = {
    id,
    from,
    to,
    order: lastOrder(diagram, from),
    route:
      route ??
      routeFor(source, [...others.map((other) => other.route), ...passedOver(source, target)]),
    ...(label === undefined ? {} : { label }),
  };
  put(d, 'flows', flow);
}

/** What is sent back goes on; at an end it could not, so a new flow to an end never takes that outcome. */
const passedOver = (source: Node, target: Node): readonly Route[] =>
  source.kind === 'gate' && target.kind === 'end'
    ? [{ kind: 'outcomes', outcomes: ['returned'] }]
    : [];

/** The order key behind all flows out of a node. */
const lastOrder = (diagram: Diagram, from: NodeId): string =>
  between(flowsFrom(diagram, from).at(-1)?.order ?? null, null);
