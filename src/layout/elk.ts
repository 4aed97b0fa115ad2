/**
 * Nodes placed by ELK's layered method, for diagrams without phases: as a graph to hand over, and its answer as places.
 * ELK itself runs elsewhere (it is large, and asynchronous); ways are always our own router's, so ports and trees hold.
 */
import type { Diagram, Place } from '#model/diagram.ts';
import { crossings, throughNodes } from './crossings.ts';
import type { LaneNode, Spot } from './graph.ts';
import { dearer } from './kept-order.ts';
import { laneEdges, laneNodes } from './lane-diagram.ts';
import { layoutAt } from './layout.ts';

export interface ElkGraph {
  id: string;
  layoutOptions: Record<string, string>;
  children: {
    id: string;
    width: number;
    height: number;
    ports: { id: string; x: number; y: number; width: number; height: number }[];
    layoutOptions: Record<string, string>;
  }[];
  edges: { id: string; sources: string[]; targets: string[] }[];
}
/** Of ELK's answer, what is read. */
export interface ElkAnswer {
  readonly children?: readonly { readonly id: string; readonly x?: number; readonly y?: number }[];
}

/** Whether ELK may do better: no phases to keep, nothing pinned, and crossings to avoid. */
export function worthElk(diagram: Diagram, ours: readonly Place[]): boolean {
  const phases = Object.values(diagram.nodes).some((node) => node.kind === 'phase');
  const pinned = Object.values(diagram.layout).some((place) => place.pinned === true);
  const links = Object.values(diagram.layout).some((place) => place.link === true);
  return !phases && !pinned && !links && crossings(diagram, ours) > 0;
}

const port = (id: string, x: number, y: number) => ({ id, x, y, width: 0, height: 0 });

/** The diagram as ELK takes it: names and trees count as part of their node, gates have ports. */
export function elkGraph(diagram: Diagram): ElkGraph {
  const nodes = laneNodes(bare(diagram));
  return {
    id: 'diagram',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.edgeRouting': 'ORTHOGONAL',
      'elk.spacing.nodeNode': '36',
      'elk.layered.spacing.nodeNodeBetweenLayers': '60',
      'elk.layered.spacing.edgeNodeBetweenLayers': '20',
      'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
      'elk.randomSeed': '1',
    },
    children: nodes.map((node) => {
      const { left, top, w, h } = around(node);
      const ports = laneEdges(diagram).flatMap((edge) => {
        if (edge.source !== node.id || edge.port === undefined) return [];
        const { side, off } = edge.port;
        const x = side === 'E' ? w : left + node.w / 2 + off;
        const y = side === 'E' ? top + node.h / 2 + off : side === 'N' ? 0 : h;
        return [port(`${edge.id} out`, x, y)];
      });
      const gate = node.skirt !== undefined;
      return {
        id: node.id,
        width: w,
        height: h,
        ports: gate ? [port(`${node.id} in`, 0, top + node.h / 2), ...ports] : [],
        layoutOptions: { 'elk.portConstraints': gate ? 'FIXED_POS' : 'FREE' },
      };
    }),
    edges: laneEdges(diagram).map((edge) => {
      const gate = nodes.some(({ id, skirt }) => id === edge.target && skirt !== undefined);
      return {
        id: edge.id,
        sources: [edge.port === undefined ? edge.source : `${edge.id} out`],
        targets: [gate ? `${edge.target} in` : edge.target],
      };
    }),
  };
}

/** Ours, or what ELK made of it where that crosses less and puts no flow through a node. */
export function better(
  diagram: Diagram,
  ours: readonly Place[],
  answer: ElkAnswer,
): readonly Place[] {
  const nodes = new Map(laneNodes(bare(diagram)).map((node) => [node.id, node]));
  const at: { [id: string]: Spot } = {};
  for (const { id, x = 0, y = 0 } of answer.children ?? []) {
    const node = nodes.get(id);
    if (node === undefined) continue;
    const { left, top } = around(node);
    at[id] = { x: Math.round(x + left), y: Math.round(y + top) };
  }
  const theirs = layoutAt(diagram, at).places;
  if (throughNodes(diagram, theirs) > 0) return ours;
  // What already stands so stays; what stands otherwise is turned over only where much crosses less.
  if (standing(diagram, theirs) === 'so') return theirs;
  const cross = crossings(diagram, theirs);
  const most = standing(diagram, theirs) === 'otherwise' ? dearer(cross) : cross;
  return most < crossings(diagram, ours) ? theirs : ours;
}

/** Whether the nodes stand just so, otherwise, or most of them nowhere. */
function standing(diagram: Diagram, places: readonly Place[]): 'so' | 'otherwise' | 'nowhere' {
  const nodes = places.filter(({ x }) => x !== undefined);
  const there = nodes.filter(({ id }) => diagram.layout[id]?.x !== undefined);
  if (there.length * 2 <= nodes.length) return 'nowhere';
  const same = ({ id, x, y }: Place): boolean =>
    diagram.layout[id]?.x === x && diagram.layout[id]?.y === y;
  return nodes.every(same) ? 'so' : 'otherwise';
}

/** Trees are hung anew. */
const bare = (diagram: Diagram): Diagram => ({ ...diagram, layout: {} });

/** The box of a node with its name and its tree, and where in it the node itself stands. */
function around(node: LaneNode): { left: number; top: number; w: number; h: number } {
  const name = node.name ?? null;
  const over = name === null ? 0 : Math.max(0, (name.w - node.w) / 2);
  const above = name?.side === 'above' ? name.h + 8 : 0;
  const below = name?.side === 'below' ? name.h + 8 : (node.skirt?.h ?? 0);
  return { left: over, top: above, w: node.w + 2 * over, h: above + node.h + below };
}
