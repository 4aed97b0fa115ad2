/**
 * The diagram as React Flow's nodes. A node that looks as before is the same object, so React Flow and React leave it
 * alone: an edit or a drag renders what it touches, not the canvas.
 */
import type { Node as FlowNode } from '@xyflow/react';
import type { Diagram, Node } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';
import { alongTheFlow } from '#model/rows.ts';
import { factsOf } from '#ui/diagram/facts.ts';
import { nodeWords } from '#ui/diagram/nodes.tsx';
import type { Point } from '../state.ts';
import { boxesOf } from './places.ts';
import type { Box } from './places.ts';

export type Level = 'error' | 'warning';
export type CanvasNode = FlowNode<
  { readonly node: Node; readonly finding: Level | undefined; readonly look: string },
  'drawn'
>;

export interface Shown {
  readonly diagram: Diagram;
  /** The nodes that are elements of their own now; null: all. */
  readonly among: ReadonlySet<NodeId> | null;
  readonly selected: ReadonlySet<string>;
  readonly drag: ReadonlyMap<NodeId, Point> | null;
  readonly findings: ReadonlyMap<string, Level>;
}

export function nodeList(): (shown: Shown) => CanvasNode[] {
  let known: Pick<Shown, 'diagram' | 'findings' | 'among'> | null = null;
  let looks: readonly Look[] = [];
  let nodes = new Map<NodeId, CanvasNode>();
  return ({ diagram, among, selected, drag, findings }) => {
    if (known?.diagram !== diagram || known.findings !== findings || known.among !== among) {
      looks = looked(diagram, among, findings, nodes);
      known = { diagram, findings, among };
    }
    const next = new Map<NodeId, CanvasNode>();
    for (const { data, box } of looks) {
      const { id } = data.node;
      const { x, y } = drag?.get(id) ?? box;
      const chosen = selected.has(id);
      const before = nodes.get(id);
      const same =
        before !== undefined &&
        before.data === data &&
        before.selected === chosen &&
        before.position.x === x &&
        before.position.y === y;
      next.set(id, same ? before : made(diagram, data, { ...box, x, y }, chosen));
    }
    nodes = next;
    return [...next.values()];
  };
}

interface Look {
  readonly data: CanvasNode['data'];
  readonly box: Box;
}

/** The data of each node: the same object where it is drawn as before. It holds no diagram, or old ones would live on in it. */
function looked(
  diagram: Diagram,
  among: Shown['among'],
  findings: Shown['findings'],
  before: ReadonlyMap<NodeId, CanvasNode>,
): readonly Look[] {
  return ordered(diagram, among).flatMap(([id, box]) => {
    const node = diagram.nodes[id];
    if (node === undefined) return [];
    const finding = findings.get(id);
    const look = `${factsOf(diagram, id).key} ${diagram.layout[id]?.hue ?? ''} ${box.w} ${box.h}`;
    const was = before.get(id)?.data;
    const same = was?.look === look && was.node === node && was.finding === finding;
    return { box, data: same ? was : { node, finding, look } };
  });
}

function made(diagram: Diagram, data: CanvasNode['data'], box: Box, selected: boolean): CanvasNode {
  const { node, finding } = data;
  const behind = node.kind === 'phase';
  return {
    id: node.id,
    type: 'drawn',
    data,
    position: { x: box.x, y: box.y },
    width: box.w,
    height: box.h,
    selected,
    // Phases lie behind the flows, which lie at 1; a phase is taken by its tab or border only.
    zIndex: behind ? 0 : selected ? 3 : 2,
    ...(behind ? { style: { pointerEvents: 'none' as const } } : {}),
    ariaLabel: nodeWords(diagram, node, finding === undefined ? {} : { finding }),
  };
}

/** Phases first, then as a request meets them: the order in which the keyboard walks. */
export function ordered(
  diagram: Diagram,
  among: ReadonlySet<NodeId> | null,
): readonly (readonly [NodeId, Box])[] {
  const places = placesOf(alongTheFlow(diagram));
  const rank = (id: NodeId): number =>
    diagram.nodes[id]?.kind === 'phase' ? -1 : (places.get(id) ?? Infinity);
  const boxes = boxesOf(diagram);
  const some =
    among === null
      ? [...boxes]
      : [...among].flatMap((id) => {
          const box = boxes.get(id);
          return box === undefined ? [] : [[id, box] as const];
        });
  return some.toSorted(([a], [b]) => {
    const x = rank(a);
    const y = rank(b);
    return x === y ? 0 : x - y;
  });
}

const known = new WeakMap<readonly NodeId[], ReadonlyMap<NodeId, number>>();
function placesOf(order: readonly NodeId[]): ReadonlyMap<NodeId, number> {
  let places = known.get(order);
  if (places === undefined) {
    places = new Map(order.map((id, at) => [id, at]));
    known.set(order, places);
  }
  return places;
}
