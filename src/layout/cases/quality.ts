/** What a whole diagram is judged by, as it stands on the canvas: its ways, its labels, its phases. */
import { as } from '#model/ids.ts';
import type { Diagram } from '#model/diagram.ts';
import type { FlowId, NodeId } from '#model/ids.ts';
import { takenBy } from '../boxes.ts';
import { crossings } from '../crossings.ts';
import type { Rect } from '../graph.ts';
import { platesOf } from '../labels.ts';
import { isLink } from '../links.ts';
import { routeFlows } from '../route.ts';
import { judged } from './judge.ts';

export interface Quality {
  /** Flows through a node or its tree; stretches that are neither level nor upright; flows off their nodes. */
  readonly through: number;
  readonly slanted: number;
  readonly offNode: number;
  readonly nodeOnNode: number;
  /** Nodes outside the phase they belong to. */
  readonly outside: number;
  readonly labelOnNode: number;
  readonly labelOnLabel: number;
  readonly labelOnFlow: number;
  /** Flows over the name of a node. */
  readonly nameOnFlow: number;
  /** Places of the picture where two flows cross. */
  readonly cross: number;
  readonly bends: number;
}

export function qualityOf(diagram: Diagram): Quality {
  const ways = routeFlows(diagram);
  const plates = [...platesOf(diagram, ways)];
  const taken = Object.values(diagram.nodes).flatMap((node) => takenBy(diagram, node));
  const lines = [...ways].flatMap(([flow, points]) =>
    points.slice(1).flatMap(([bx, by], k): (Rect & { flow: string })[] => {
      const [ax, ay] = points[k] ?? [bx, by];
      const [x, y] = [Math.min(ax, bx), Math.min(ay, by)];
      return [{ flow, x, y, w: Math.max(ax, bx) - x, h: Math.max(ay, by) - y }];
    }),
  );
  const places = Object.values(diagram.layout).filter(({ id }) => !isFlow(diagram, id));
  for (const [id, bends] of ways) places.push({ id, bends });
  const { through, slanted, offNode, nodeOnNode, bends } = judged(diagram);
  return {
    through,
    slanted,
    offNode,
    nodeOnNode,
    outside: outside(diagram),
    labelOnNode: on(plates.flatMap(([, plate]) => taken.filter((each) => over(plate, each, 0)))),
    labelOnLabel: on(
      plates.flatMap(([, a], k) => plates.slice(k + 1).filter(([, b]) => over(a, b, 0))),
    ),
    labelOnFlow: on(
      plates.flatMap(([id, plate]) =>
        lines.filter((line) => line.flow !== id && over(plate, line, 1)),
      ),
    ),
    nameOnFlow: on(
      taken.flatMap((each) =>
        each.what === 'name'
          ? lines.filter((line) => !isLink(diagram, as<FlowId>(line.flow)) && over(each, line, 1))
          : [],
      ),
    ),
    cross: crossings(diagram, places),
    bends,
  };
}

const on = (list: readonly unknown[]): number => list.length;

const isFlow = (diagram: Diagram, id: string): boolean => id in diagram.flows;

const over = (a: Rect, b: Rect, by: number): boolean =>
  a.x + by < b.x + b.w && b.x < a.x + a.w - by && a.y + by < b.y + b.h && b.y < a.y + a.h - by;

function outside(diagram: Diagram): number {
  return Object.values(diagram.nodes).filter((node) => {
    const at = diagram.layout[node.id];
    const phase = 'phase' in node ? node.phase : undefined;
    const frame = phase === undefined ? undefined : diagram.layout[as<NodeId>(phase)];
    if (at?.x === undefined || frame?.x === undefined || frame.w === undefined) return false;
    return takenBy(diagram, node).some(
      ({ x, y, w, h }) =>
        x < frame.x! - 0.5 ||
        y < frame.y! - 0.5 ||
        x + w > frame.x! + frame.w! + 0.5 ||
        y + h > frame.y! + frame.h! + 0.5,
    );
  }).length;
}
