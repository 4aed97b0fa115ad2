/** From a `Diagram` to what the lane layout reckons with, and back. */
import { sorted } from '#model/order.ts';
import type { Diagram, Flow, Node } from '#model/diagram.ts';
import type { FlowId, NodeId } from '#model/ids.ts';
import { as } from '#model/ids.ts';
import { bandsOf } from './bands.ts';
import type { LaneDiagram, LaneEdge, LaneNode, Spot } from './graph.ts';
import { flowLabel, nameOutside } from './names.ts';
import { portOf } from './ports.ts';
import { seal, sizeOf, sizes } from './sizes.ts';
import { placedByHand, treeHeight, treeOf } from './tree.ts';
import { textWidth } from './text.ts';

const unmoved = new Set<Node['kind']>(['role', 'phase']);

/** How far a node's box reaches left of its place: a gate's seal. */
export function overhang(node: Node): number {
  return node.kind === 'gate' ? seal.reach : 0;
}

/** All nodes that take room but phases and roles in trees; `role` is the band. */
export function laneNodes(diagram: Diagram): readonly LaneNode[] {
  const bands = bandsOf(diagram);
  return (
    Object.values(diagram.nodes)
      .filter((node) => !unmoved.has(node.kind))
      // The same picture however the rows are kept.
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map((node) => laneNode(diagram, node, bands.get(node.id) ?? 'path'))
  );
}

function laneNode(diagram: Diagram, node: Node, band: string): LaneNode {
  const { w, h } = sizeOf(node);
  const base: LaneNode = {
    id: node.id,
    kind: node.kind,
    w: w + overhang(node),
    h,
    role: band,
    name: nameOutside(node),
    ...(node.phase === undefined ? {} : { phase: node.phase }),
  };
  if (node.kind !== 'gate') return base;
  const rows = treeOf(diagram, node.id);
  const wide = Math.max(0, ...rows.map((row) => row.x + row.w));
  return { ...base, skirt: { x: seal.reach, w: wide, h: treeHeight(rows.length) } };
}

/** Flows in drawn order, so that the first flow out of a node is looked at first. */
export function laneEdges(diagram: Diagram): readonly LaneEdge[] {
  return sorted(Object.values(diagram.flows)).flatMap((flow) => {
    const source = diagram.nodes[flow.from];
    return source === undefined || diagram.nodes[flow.to] === undefined
      ? []
      : [laneEdge(diagram, source, flow)];
  });
}

function laneEdge(diagram: Diagram, source: Node, flow: Flow): LaneEdge {
  const label = flowLabel(diagram, flow);
  const outcome = outcomeOf(source, flow);
  const port = portOf(source, flow);
  const mono = flow.label === undefined && flow.route.kind === 'when';
  return {
    id: flow.id,
    source: flow.from,
    target: flow.to,
    ...(label === null || label === '' ? {} : { label, plate: plateSize(label, mono) }),
    ...(outcome === null ? {} : { outcome }),
    ...(port === null ? {} : { port: edgePort(port.x, port.y, port.side) }),
  };
}

/** Size of the plate a flow's label stands on: 20 px high, FEEL in the mono face. */
function plateSize(label: string, mono: boolean): { readonly w: number; readonly h: number } {
  return { w: (mono ? label.length * 7 : textWidth(label, 12)) + 16, h: 20 };
}

function edgePort(x: number, y: number, side: string): NonNullable<LaneEdge['port']> {
  const { w, h } = sizes.gate;
  const along = x + seal.reach - (w + seal.reach) / 2;
  if (side === 'right') return { side: 'E', off: y - h / 2 };
  return { side: side === 'top' ? 'N' : 'S', off: along };
}

function outcomeOf(source: Node, flow: Flow): string | null {
  if (flow.route.kind === 'outcomes') return flow.route.outcomes[0] ?? null;
  if (flow.route.kind === 'default' && source.kind === 'decision') return 'default';
  return null;
}

/** The whole diagram as the router sees it: every node that stands somewhere, placed roles as mere obstacles. */
export function routable(diagram: Diagram): {
  readonly lanes: LaneDiagram;
  readonly at: { readonly [id: string]: Spot };
} {
  const nodes: LaneNode[] = [];
  const at: { [id: string]: Spot } = {};
  const put = (node: Node, lane: LaneNode): void => {
    const place = diagram.layout[node.id];
    if (place?.x === undefined || place.y === undefined) return;
    nodes.push(lane);
    at[node.id] = { x: place.x - overhang(node), y: place.y };
  };
  for (const lane of laneNodes(diagram)) {
    const node = diagram.nodes[as<NodeId>(lane.id)];
    if (node) put(node, lane);
  }
  for (const node of Object.values(diagram.nodes)) {
    if (node.kind !== 'role' || !placedByHand(diagram, node.id)) continue;
    put(node, { id: node.id, kind: 'role', ...sizeOf(node), name: null });
  }
  const standing = new Set(nodes.map((node) => node.id));
  const edges = laneEdges(diagram).filter(
    (edge) => standing.has(edge.source) && standing.has(edge.target),
  );
  return { lanes: { nodes, edges }, at };
}

export type Bends = readonly (readonly [number, number])[];
export function bendsOf(points: readonly Spot[]): Bends {
  return points.map(({ x, y }) => [x, y] as const);
}
export type Routes = ReadonlyMap<FlowId, Bends>;
