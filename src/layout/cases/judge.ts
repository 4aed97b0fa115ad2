/** Measures a diagram as its stored places and routed flows show it. */
import { as } from '#model/ids.ts';
import type { Diagram, Place } from '#model/diagram.ts';
import type { FlowId } from '#model/ids.ts';
import type { LaneLayout } from '../graph.ts';
import { routable } from '../lane-diagram.ts';
import { routeFlows } from '../route.ts';
import { measure } from './measure.ts';
import type { Measure } from './measure.ts';

export function withPlaces(diagram: Diagram, places: readonly Place[]): Diagram {
  return { ...diagram, layout: Object.fromEntries(places.map((place) => [place.id, place])) };
}

export function judged(diagram: Diagram): Measure {
  const { lanes, at } = routable(diagram);
  const routes = routeFlows(diagram);
  const edges = Object.fromEntries(
    lanes.edges.map(({ id }) => {
      const points = (routes.get(as<FlowId>(id)) ?? []).map(([x, y]) => ({ x, y }));
      return [id, { points, labelAt: { x: 0, y: 0 } }];
    }),
  );
  const nodes = Object.fromEntries(
    lanes.nodes.map((node) => [
      node.id,
      { ...(at[node.id] ?? { x: 0, y: 0 }), w: node.w, h: node.h },
    ]),
  );
  const frame = { x: 0, y: 0, w: 0, h: 0 };
  const stats = { bends: 0, length: 0, failed: 0, layers: 0 };
  // Ends of stubs are judged where they were drawn: at marks, which are nodes here.
  return measure(lanes, { nodes, edges, lanes: [], frame, stats } satisfies LaneLayout);
}
