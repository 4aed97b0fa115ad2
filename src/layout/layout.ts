/** Tidy: where everything stands and how flows run, from the diagram alone. */
import { as } from '#model/ids.ts';
import type { Diagram, Place } from '#model/diagram.ts';
import type { FlowId, NodeId } from '#model/ids.ts';
import { placedInLanes } from './by-lanes.ts';
import type { LaneWish } from './by-lanes.ts';
import type { LaneDiagram, Rect, Spot } from './graph.ts';
import { bendsOf, laneEdges, laneNodes, overhang } from './lane-diagram.ts';
import { routeOnly } from './lanes.ts';
import { chosenLinks, isLink, targetOfMark } from './links.ts';
import { phasesInOrder } from './phases.ts';
import type { Size } from './sizes.ts';
import { calmFrames, layoutWrapped, overRows } from './wrap.ts';

export interface Layout {
  /**
   * Nodes, phases (with size), notes and documents; flows with `bends`, the whole polyline in px, both ends included.
   * Roles get none: they hang under their gates (tree.ts). To be written by the edit `setPlaces`.
   */
  readonly places: readonly Place[];
  readonly size: Size;
}
export interface LayoutOptions {
  /** What the whole should be large in; default the editor's canvas at 1440 × 900. */
  readonly window?: Size;
  /** In lanes; without it phases fill rows, as long processes are read best. */
  readonly lanes?: LaneWish;
}

/** Upper left corners of boxes, seals included; a pinned node stands where a hand put it, and tells nothing of an order. */
function stoodAt(diagram: Diagram): { readonly [id: string]: Spot } {
  return Object.fromEntries(
    Object.values(diagram.nodes).flatMap((node) => {
      const { x, y, pinned: held } = diagram.layout[node.id] ?? {};
      return x === undefined || y === undefined || held === true
        ? []
        : [[node.id, { x: x - overhang(node), y }] as const];
    }),
  );
}

/**
 * Deterministic; 48 nodes take about a quarter of a second. Pinned nodes keep their place, and hues are kept. What stood
 * above another node in its column stays so, unless much crosses less otherwise.
 */
export function layoutDiagram(diagram: Diagram, options: LayoutOptions = {}): Layout {
  const bare = withoutPlaces(diagram, chosenLinks(diagram));
  if (options.lanes !== undefined) return laidInLanes(diagram, bare, options.lanes);
  const phases = phasesInOrder(bare);
  const lanes: LaneDiagram = { nodes: laneNodes(bare), edges: laneEdges(bare) };
  const framed = layoutWrapped(lanes, phases.length > 0 ? phases : [''], {
    window: options.window,
    stood: stoodAt(diagram),
  });
  const at = pinned(diagram, framed.at);
  const places = placesOf({ diagram, bare, lanes, at, frames: framed.frames });
  return { places, size: framed.size };
}

function laidInLanes(diagram: Diagram, bare: Diagram, wish: LaneWish): Layout {
  const { at, frames } = placedInLanes(bare, wish, stoodAt(diagram));
  const lanes: LaneDiagram = { nodes: laneNodes(bare), edges: laneEdges(bare) };
  const stand = pinned(diagram, at);
  const places = placesOf({ diagram, bare, lanes, at: stand, frames });
  const boxes = lanes.nodes.flatMap(({ id, w, h }) => {
    const spot = stand[id];
    return spot === undefined ? [] : [{ right: spot.x + w, low: spot.y + h }];
  });
  const w = Math.max(0, ...boxes.map(({ right }) => right));
  return { places, size: { w, h: Math.max(0, ...boxes.map(({ low }) => low)) } };
}

/** Nodes where they are told to stand (upper left corners, seals included), flows routed between them. */
export function layoutAt(
  diagram: Diagram,
  at: { readonly [id: string]: Spot },
): Pick<Layout, 'places'> {
  const bare = withoutPlaces(diagram, new Set());
  const lanes: LaneDiagram = { nodes: laneNodes(bare), edges: laneEdges(bare) };
  return { places: placesOf({ diagram, bare, lanes, at, frames: {} }) };
}

interface Standing {
  readonly diagram: Diagram;
  /** Without places, with the links that are drawn. */
  readonly bare: Diagram;
  readonly lanes: LaneDiagram;
  readonly at: { readonly [id: string]: Spot };
  readonly frames: { readonly [phase: string]: Rect };
}

function placesOf({ diagram, bare, lanes, at, frames }: Standing): readonly Place[] {
  const calm = calmFrames(diagram, frames);
  const routed = routeOnly(lanes, { nodes: at }, { lanes: 'none', calm, tune: overRows });
  const places: Place[] = [];
  for (const id of phasesInOrder(diagram)) {
    const frame = frames[id];
    if (frame) places.push(kept(diagram, { id: as<NodeId>(id), ...frame }));
  }
  for (const node of Object.values(diagram.nodes)) {
    const spot = at[node.id];
    if (spot) places.push(kept(diagram, { id: node.id, x: spot.x + overhang(node), y: spot.y }));
  }
  for (const [id, { points }] of Object.entries(routed.edges)) {
    const target = targetOfMark(id);
    const bends = bendsOf(points);
    if (target === null) {
      const flow = as<FlowId>(id);
      const whole = diagram.layout[flow]?.link === false;
      places.push({ id: flow, bends, ...(whole ? { link: false } : {}) });
      continue;
    }
    const k = places.findIndex(({ id: each }) => each === target);
    const place = places[k];
    if (place !== undefined) places[k] = { ...place, bends };
  }
  for (const { id } of Object.values(diagram.flows))
    if (isLink(bare, id)) places.push({ id, link: true });
  return places;
}

/** Trees are restored: only pinned rows keep their place. */
function withoutPlaces(diagram: Diagram, links: ReadonlySet<FlowId>): Diagram {
  const layout: { [id: string]: Place } = Object.fromEntries(
    Object.entries(diagram.layout).filter(([, place]) => place.pinned === true),
  );
  for (const id of links) layout[id] = { id, link: true };
  return { ...diagram, layout };
}

function pinned(
  diagram: Diagram,
  at: { readonly [id: string]: Spot },
): { readonly [id: string]: Spot } {
  const out: { [id: string]: Spot } = { ...at };
  for (const node of Object.values(diagram.nodes)) {
    const place = diagram.layout[node.id];
    if (place?.pinned !== true || place.x === undefined || place.y === undefined) continue;
    if (out[node.id]) out[node.id] = { x: place.x - overhang(node), y: place.y };
  }
  return out;
}

function kept(diagram: Diagram, place: Place): Place {
  const before = diagram.layout[place.id];
  return {
    ...place,
    ...(before?.pinned === undefined ? {} : { pinned: before.pinned }),
    ...(before?.hue === undefined ? {} : { hue: before.hue }),
  };
}
