/**
 * A diagram of thousands as a painting: what is drawn below zoom 0.35 where an element for each node would be too many. It
 * is painted in tiles, so that a change makes one of them anew and a frame costs a few strokes of those that are seen.
 */
import { silhouette } from '#layout/silhouette.ts';
import type { Diagram, Flow, Node } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';
import { flowColor } from '#ui/diagram/edge.tsx';
import type { Points } from '#ui/diagram/path.ts';
import { boxesOf, overlap } from './places.ts';
import type { Box } from './places.ts';
import type { Ways } from './routes.ts';

/** From so many nodes on. */
export const crowded = 400;
/** px of the world across a tile. */
const across = 2000;

/** Shapes in px of the world, one path a colour. */
interface Tile {
  /** Around all that is painted of it. */
  readonly frame: Box;
  readonly phases: Path2D;
  readonly shapes: Path2D;
  readonly bars: Path2D;
  readonly gates: Path2D;
  readonly seals: Path2D;
  readonly flows: ReadonlyMap<string, Path2D>;
}
export type Painting = readonly Tile[];

/** What a tile is made of; it is made again only when something of it is another. */
interface Parts {
  readonly nodes: (readonly [Node, Box])[];
  readonly flows: (readonly [Flow, Points, Node | undefined])[];
}
interface Made {
  readonly parts: Parts;
  readonly tile: Tile;
}

/** Paintings of a diagram as it changes, without what is drawn elsewhere: the nodes in the hand, and the flows at them. */
export function painter(): (
  diagram: Diagram,
  ways: Ways,
  without?: ReadonlySet<NodeId>,
) => Painting {
  let before = new Map<number, Made>();
  return (diagram, ways, without = new Set()) => {
    const made = new Map<number, Made>();
    for (const [key, parts] of gathered(diagram, ways, without)) {
      const was = before.get(key);
      const stays = was !== undefined && equal(was.parts, parts);
      made.set(key, stays ? was : { parts, tile: tileOf(diagram, parts) });
    }
    before = made;
    return [...made.values()].map(({ tile }) => tile);
  };
}

function gathered(
  diagram: Diagram,
  ways: Ways,
  without: ReadonlySet<NodeId>,
): ReadonlyMap<number, Parts> {
  const all = new Map<number, Parts>();
  const at = (x: number, y: number): Parts => {
    const key = Math.floor(x / across) * 10_007 + Math.floor(y / across);
    let parts = all.get(key);
    if (parts === undefined) all.set(key, (parts = { nodes: [], flows: [] }));
    return parts;
  };
  for (const [id, box] of boxesOf(diagram)) {
    const node = diagram.nodes[id];
    if (node !== undefined && !without.has(id)) at(box.x, box.y).nodes.push([node, box]);
  }
  for (const [id, points] of ways) {
    const flow = diagram.flows[id];
    const [x, y] = points[0] ?? [0, 0];
    if (flow === undefined || without.has(flow.from) || without.has(flow.to)) continue;
    at(x, y).flows.push([flow, points, diagram.nodes[flow.from]]);
  }
  return all;
}

const equal = (a: Parts, b: Parts): boolean => same(a.nodes, b.nodes) && same(a.flows, b.flows);
const same = (a: readonly (readonly unknown[])[], b: readonly (readonly unknown[])[]): boolean =>
  a.length === b.length && a.every((part, at) => part.every((each, k) => b[at]?.[k] === each));

function tileOf(diagram: Diagram, parts: Parts): Tile {
  const phases = new Path2D();
  const shapes = new Path2D();
  const bars = new Path2D();
  const gates = new Path2D();
  const seals = new Path2D();
  let [left, top, right, low] = [Infinity, Infinity, -Infinity, -Infinity];
  const reach = (x: number, y: number): void => {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    low = Math.max(low, y);
  };
  for (const [node, box] of parts.nodes) {
    const { x, y, w, h } = box;
    reach(x - 30, y);
    reach(x + w, y + h);
    if (node.kind === 'phase') phases.roundRect(x, y, w, h, 14);
    else if (node.kind === 'parallel') bars.rect(x, y, w, h);
    else if (node.kind === 'gate') {
      gates.rect(x, y, w, h);
      seals.moveTo(x + 30, y + h / 2);
      seals.arc(x, y + h / 2, 30, 0, 2 * Math.PI);
    } else shapes.addPath(shapeOf(node, box));
  }
  const flows = new Map<string, Path2D>();
  for (const [flow, points] of parts.flows) {
    const color = flowColor(diagram, flow);
    let path = flows.get(color);
    if (path === undefined) flows.set(color, (path = new Path2D()));
    for (const [k, [x, y]] of points.entries()) {
      reach(x, y);
      if (k === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
    }
  }
  const frame = { x: left, y: top, w: right - left, h: low - top };
  return { frame, phases, shapes, bars, gates, seals, flows };
}

/** The silhouette of one node. */
export function shapeOf({ kind }: Node, { x, y, w, h }: Box): Path2D {
  const path = new Path2D();
  if (kind === 'decision' || kind === 'notify')
    path.addPath(new Path2D(silhouette(kind, { w, h })), new DOMMatrix([1, 0, 0, 1, x, y]));
  else if (kind === 'end' || kind === 'wait') {
    path.moveTo(x + w, y + h / 2);
    path.arc(x + w / 2, y + h / 2, w / 2, 0, 2 * Math.PI);
  } else path.rect(x, y, w, h);
  return path;
}

export interface Look {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  /** Of the window, px. */
  readonly w: number;
  readonly h: number;
  /** Light or dark: other colors. */
  readonly scheme: string;
}
/** The color behind a token, "--cs-x" or "var(--cs-x)", on this element. */
type Ink = (token: string) => string;

/** Gets an element ready to be painted in px of the world, empty. */
export function begun(
  element: HTMLCanvasElement,
  look: Look,
): { readonly context: CanvasRenderingContext2D; readonly ink: Ink } | null {
  const context = element.getContext('2d');
  if (context === null) return null;
  const ratio = devicePixelRatio;
  const [w, h] = [Math.round(look.w * ratio), Math.round(look.h * ratio)];
  if (element.width !== w) element.width = w;
  if (element.height !== h) element.height = h;
  const style = getComputedStyle(element);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, w, h);
  const scale = look.zoom * ratio;
  context.setTransform(scale, 0, 0, scale, look.x * ratio, look.y * ratio);
  context.lineWidth = 1 / scale;
  const known = new Map<string, string>();
  return {
    context,
    ink: (token) => {
      let value = known.get(token);
      if (value === undefined) {
        value = style.getPropertyValue(token.replace(/^var\(|\)$/g, '')).trim();
        known.set(token, value);
      }
      return value;
    },
  };
}

/** Paints what is seen of it: phases, then flows, then nodes, so that no tile lies over another. */
export function paint(element: HTMLCanvasElement, painting: Painting, look: Look): void {
  const ready = begun(element, look);
  if (ready === null) return;
  const { context, ink } = ready;
  const { zoom } = look;
  const window = { x: -look.x / zoom, y: -look.y / zoom, w: look.w / zoom, h: look.h / zoom };
  const seen = painting.filter(({ frame }) => overlap(frame, window));
  context.fillStyle = ink('--cs-phase-fill');
  context.strokeStyle = ink('--cs-phase-line');
  for (const { phases } of seen) {
    context.fill(phases);
    context.stroke(phases);
  }
  for (const { flows } of seen)
    for (const [color, path] of flows) {
      context.strokeStyle = ink(color);
      context.stroke(path);
    }
  context.fillStyle = ink('--cs-node-fill');
  context.strokeStyle = ink('--cs-node-line');
  for (const { shapes } of seen) {
    context.fill(shapes);
    context.stroke(shapes);
  }
  context.strokeStyle = ink('--cs-ink-solid');
  for (const { gates } of seen) {
    context.fill(gates);
    context.stroke(gates);
  }
  context.fillStyle = ink('--cs-node-bar');
  for (const { bars } of seen) context.fill(bars);
  context.fillStyle = ink('--cs-ink-solid');
  for (const { seals } of seen) context.fill(seals);
}
