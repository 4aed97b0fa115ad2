/** From a `Diagram` to what the lane layout reckons with, and back. */
import { sorted } from '#model/order.ts';
import type { Diagram, Flow, Node } from '#model/diagram.ts';
import type { FlowId, NodeId } from '#model/ids.ts';
import { as } from '#model/ids.ts';
import { bandsOf } from './bands.ts';
import type { Bends, LaneDiagram, LaneEdge, LaneNode, Spot } from './graph.ts';
import { inMarkId, inMarks, isLink, markSize, markRoom, outStub } from './links.ts';
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
  const nodes = Object.values(diagram.nodes)
    .filter((node) => !unmoved.has(node.kind))
    // The same picture however the rows are kept.
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((node) => laneNode(diagram, node, bands.get(node.id) ?? 'path'));
  return [...nodes, ...marksOf(diagram, bands)];
}

/** The marks from which links enter their targets. */
function marksOf(diagram: Diagram, bands: ReadonlyMap<NodeId, string>): readonly LaneNode[] {
  const marks = new Map<string, LaneNode>();
  for (const flow of Object.values(diagram.flows)) {
    const target = diagram.nodes[flow.to];
    if (!isLink(diagram, flow.id) || target === undefined) continue;
    const id = inMarkId(flow.to);
    marks.set(id, mark(id, bands.get(flow.to) ?? 'below', null, target.phase));
  }
  return [...marks.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

const mark = (
  id: string,
  band: string,
  name: NonNullable<LaneNode['name']> | null,
  phase: string | undefined,
): LaneNode => ({
  id,
  kind: 'link',
  w: markSize,
  h: markSize,
  role: band,
  name,
  ...(phase === undefined ? {} : { phase }),
});

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
  const marks = markRoom(diagram, node.id);
  const wide = Math.max(marks.right, ...rows.map((row) => row.x + row.w));
  const high = Math.max(marks.below, treeHeight(rows.length));
  return {
    ...base,
    skirt: { x: seal.reach, w: high === 0 ? 0 : wide, h: high },
    ...(marks.above === 0
      ? {}
      : { name: { side: 'above', lines: [], w: w + overhang(node), h: marks.above } }),
  };
}

/** Flows in drawn order, so that the first flow out of a node is looked at first. */
export function laneEdges(diagram: Diagram): readonly LaneEdge[] {
  const into = new Map<string, LaneEdge>();
  const edges = sorted(Object.values(diagram.flows)).flatMap((flow) => {
    const source = diagram.nodes[flow.from];
    if (source === undefined || diagram.nodes[flow.to] === undefined) return [];
    const edge = laneEdge(diagram, source, flow);
    if (!isLink(diagram, flow.id)) return [edge];
    const id = inMarkId(flow.to);
    into.set(id, { id, source: id, target: flow.to });
    return [];
  });
  return [...edges, ...into.values()];
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

/**
 * The whole diagram as the router sees it: every node that stands somewhere, placed roles and the marks of links as mere
 * obstacles. Links are not routed: `stubs` are their ways.
 */
export function routable(diagram: Diagram): {
  readonly lanes: LaneDiagram;
  readonly at: { readonly [id: string]: Spot };
  readonly stubs: ReadonlyMap<FlowId, Bends>;
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
  const stubs = new Map<FlowId, Bends>();
  for (const flow of Object.values(diagram.flows)) {
    const own = isLink(diagram, flow.id) ? outStub(diagram, flow) : null;
    if (own !== null) stubs.set(flow.id, own);
  }
  // Those at the sources stand within what their gates take.
  for (const { at: middle, target } of inMarks(diagram)) {
    const id = inMarkId(target);
    nodes.push(mark(id, '', null, undefined));
    at[id] = { x: middle.x - markSize / 2, y: middle.y - markSize / 2 };
  }
  const standing = new Set(nodes.map((node) => node.id));
  const edges = laneEdges(diagram).filter(
    ({ id, source, target }) =>
      standing.has(source) && standing.has(target) && !stubs.has(as<FlowId>(id)),
  );
  return { lanes: { nodes, edges }, at, stubs };
}

export function bendsOf(points: readonly Spot[]): Bends {
  return points.map(({ x, y }) => [x, y] as const);
}
