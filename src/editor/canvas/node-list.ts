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
  { readonly node: Node; readonly diagram: Diagram; readonly finding: Level | undefined },
  'drawn'
>;

export interface Shown {
  readonly diagram: Diagram;
  readonly selected: ReadonlySet<string>;
  readonly drag: ReadonlyMap<NodeId, Point> | null;
  readonly findings: ReadonlyMap<string, Level>;
}
interface Known {
  readonly data: CanvasNode['data'];
  readonly look: string;
  readonly box: Box;
}

export function nodeList(): (shown: Shown) => CanvasNode[] {
  let known = new Map<NodeId, Known>();
  let last: Pick<Shown, 'diagram' | 'findings'> | null = null;
  let nodes = new Map<NodeId, CanvasNode>();
  return ({ diagram, selected, drag, findings }) => {
    if (last?.diagram !== diagram || last.findings !== findings) {
      known = looked(diagram, findings, known);
      last = { diagram, findings };
    }
    const next = new Map<NodeId, CanvasNode>();
    for (const [id, { data, box }] of known) {
      const { x, y } = drag?.get(id) ?? box;
      const chosen = selected.has(id);
      const before = nodes.get(id);
      const same =
        before !== undefined &&
        before.data === data &&
        before.selected === chosen &&
        before.position.x === x &&
        before.position.y === y;
      next.set(id, same ? before : made(data, { ...box, x, y }, chosen));
    }
    nodes = next;
    return [...next.values()];
  };
}

/** The data of each node: the same object where it is drawn as before. */
function looked(
  diagram: Diagram,
  findings: Shown['findings'],
  before: ReadonlyMap<NodeId, Known>,
): Map<NodeId, Known> {
  const next = new Map<NodeId, Known>();
  for (const [id, box] of ordered(diagram)) {
    const node = diagram.nodes[id];
    if (node === undefined) continue;
    const finding = findings.get(id);
    const look = `${factsOf(diagram, id).key} ${diagram.layout[id]?.hue ?? ''} ${box.w} ${box.h}`;
    const was = before.get(id);
    const same = was?.look === look && was.data.node === node && was.data.finding === finding;
    next.set(id, { look, box, data: same ? was.data : { node, diagram, finding } });
  }
  return next;
}

function made(data: CanvasNode['data'], box: Box, selected: boolean): CanvasNode {
  const row = data.node;
  const behind = row.kind === 'phase';
  return {
    id: row.id,
    type: 'drawn',
    data,
    position: { x: box.x, y: box.y },
    width: box.w,
    height: box.h,
    selected,
    // Phases lie behind the flows, which lie at 1; a phase is taken by its tab or border only.
    zIndex: behind ? 0 : selected ? 3 : 2,
    ...(behind ? { style: { pointerEvents: 'none' as const } } : {}),
    ariaLabel: nodeWords(
      data.diagram,
      row,
      data.finding === undefined ? {} : { finding: data.finding },
    ),
  };
}

/** Phases first, then as a request meets them: the order in which the keyboard walks. */
function ordered(diagram: Diagram): readonly (readonly [NodeId, Box])[] {
  const place = new Map(alongTheFlow(diagram).map((id, at) => [id, at]));
  const rank = (id: NodeId): number =>
    diagram.nodes[id]?.kind === 'phase' ? -1 : (place.get(id) ?? Infinity);
  return [...boxesOf(diagram)].toSorted(([a], [b]) => {
    const x = rank(a);
    const y = rank(b);
    return x === y ? 0 : x - y;
  });
}
