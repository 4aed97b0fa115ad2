/** Where everything of a diagram stands: places, ways, and the frame around it all. */
import type { Diagram, Node } from '#model/diagram.ts';
import type { FlowId, NodeId } from '#model/ids.ts';
import { isLink, outStub } from '#layout/links.ts';
import { nameGap, nameOutside } from '#layout/names.ts';
import { seal, sizeOf } from '#layout/sizes.ts';
import { treeHeight, treeOf } from '#layout/tree.ts';
import type { Points } from './path.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** The box of a node that stands somewhere; null for one without a place. */
export function boxOf(diagram: Diagram, node: Node): Box | null {
  const place = diagram.layout[node.id];
  if (place?.x === undefined || place.y === undefined) return null;
  const size = sizeOf(node);
  const sized = node.kind === 'phase' ? { w: place.w ?? size.w, h: place.h ?? size.h } : size;
  return { x: place.x, y: place.y, ...sized };
}

/** Nodes with a place: phases first, for they stand behind everything. */
export function placedNodes(
  diagram: Diagram,
): readonly { readonly node: Node; readonly box: Box }[] {
  const placed = Object.values(diagram.nodes).flatMap((node) => {
    const box = boxOf(diagram, node);
    return box === null ? [] : [{ node, box }];
  });
  return placed.toSorted((a, b) => rank(a.node) - rank(b.node));
}
const rank = (node: Node): number =>
  node.kind === 'phase' ? 0 : node.kind === 'note' || node.kind === 'document' ? 1 : 2;

/** The ways that are stored, and a plain elbow for a flow that has none: cheap, for thumbnails. */
export function storedPaths(diagram: Diagram): ReadonlyMap<FlowId, Points> {
  const paths = new Map<FlowId, Points>();
  for (const flow of Object.values(diagram.flows)) {
    const stub = isLink(diagram, flow.id) ? outStub(diagram, flow) : null;
    const bends = stub ?? diagram.layout[flow.id]?.bends;
    if (bends !== undefined && bends.length >= 2) {
      paths.set(flow.id, bends);
      continue;
    }
    const from = boxAt(diagram, flow.from);
    const to = boxAt(diagram, flow.to);
    if (from === null || to === null) continue;
    const a = [from.x + from.w, from.y + from.h / 2] as const;
    const b = [to.x, to.y + to.h / 2] as const;
    const middle = (a[0] + b[0]) / 2;
    paths.set(flow.id, [a, [middle, a[1]], [middle, b[1]], b]);
  }
  return paths;
}
function boxAt(diagram: Diagram, id: NodeId): Box | null {
  const node = diagram.nodes[id];
  return node === undefined ? null : boxOf(diagram, node);
}

/** The frame around all that is drawn, px; null for a diagram in which nothing stands anywhere. */
export function boundsOf(diagram: Diagram, paths: ReadonlyMap<FlowId, Points>): Box | null {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let low = -Infinity;
  const take = (x: number, y: number): void => {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    low = Math.max(low, y);
  };
  for (const { node, box } of placedNodes(diagram)) {
    const outside = nameOutside(node);
    const above = outside?.side === 'above' ? outside.h + nameGap : 0;
    const below = outside?.side === 'below' ? outside.h + nameGap : 0;
    const wide = Math.max(0, ((outside?.w ?? 0) - box.w) / 2);
    const tree = node.kind === 'gate' ? treeHeight(treeOf(diagram, node.id).length) : 0;
    const reach = node.kind === 'gate' ? seal.reach : 0;
    take(box.x - Math.max(wide, reach), box.y - above);
    take(box.x + box.w + wide, box.y + box.h + Math.max(below, tree));
  }
  for (const points of paths.values()) for (const [x, y] of points) take(x, y);
  return left === Infinity ? null : { x: left, y: top, w: right - left, h: low - top };
}
