/** What a laid out diagram is judged by: where its flows cross, and whether one runs through a node. */
import { as } from '#model/ids.ts';
import type { NodeId } from '#model/ids.ts';
import type { Diagram, Place } from '#model/diagram.ts';
import type { Rect } from './graph.ts';
import { sizeOf } from './sizes.ts';
import { treeHeight, treeOf } from './tree.ts';

interface Stretch {
  readonly flow: string;
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** How many places of the picture show two flows crossing; flows on one line are crossed once. */
export function crossings(diagram: Diagram, places: readonly Place[]): number {
  const all = stretches(diagram, places);
  const flat = all.filter(({ y0, y1 }) => y1 - y0 < 0.05);
  const steep = all.filter(({ x0, x1 }) => x1 - x0 < 0.05);
  const spots = new Set<string>();
  for (const h of flat) {
    for (const v of steep) {
      if (h.flow === v.flow) continue;
      if (v.x0 <= h.x0 + 0.5 || v.x0 >= h.x1 - 0.5) continue;
      if (h.y0 <= v.y0 + 0.5 || h.y0 >= v.y1 - 0.5) continue;
      spots.add(`${Math.round(v.x0)} ${Math.round(h.y0)}`);
    }
  }
  return spots.size;
}

/** How many stretches of flows run through a node or its tree. */
export function throughNodes(diagram: Diagram, places: readonly Place[]): number {
  const boxes = places.flatMap(({ id, x, y }): Rect[] => {
    const node = diagram.nodes[as<NodeId>(id)];
    if (node === undefined || node.kind === 'phase' || x === undefined || y === undefined)
      return [];
    const rows = treeOf(diagram, node.id);
    const wide = Math.max(0, ...rows.map((row) => row.x + row.w));
    const { w, h } = sizeOf(node);
    const tree = { x, y: y + h, w: wide, h: treeHeight(rows.length) };
    return rows.length === 0 ? [{ x, y, w, h }] : [{ x, y, w, h }, tree];
  });
  return stretches(diagram, places).filter((s) =>
    boxes.some(
      ({ x, y, w, h }) =>
        s.x1 > x + 0.5 && s.x0 < x + w - 0.5 && s.y1 > y + 0.5 && s.y0 < y + h - 0.5,
    ),
  ).length;
}

function stretches(diagram: Diagram, places: readonly Place[]): readonly Stretch[] {
  const ways = new Map<string, Place>(places.map((place) => [place.id, place]));
  return Object.keys(diagram.flows).flatMap((flow) => {
    const bends = ways.get(flow)?.bends ?? [];
    return bends.slice(1).map(([x, y], k): Stretch => {
      const [u, v] = bends[k] ?? [x, y];
      return {
        flow,
        x0: Math.min(x, u),
        x1: Math.max(x, u),
        y0: Math.min(y, v),
        y1: Math.max(y, v),
      };
    });
  });
}
