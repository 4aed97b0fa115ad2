/** A diagram of thousands as one painting: what is drawn below zoom 0.35 where an element for each node would be too many. */
import { silhouette } from '#layout/silhouette.ts';
import type { Diagram } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';
import { flowColor } from '#ui/diagram/edge.tsx';
import { boxesOf } from './places.ts';
import type { Ways } from './routes.ts';

/** From so many nodes on. */
export const crowded = 400;

/** Shapes in px of the world, one path a colour, so that a frame costs a few strokes whatever the size. */
export interface Painting {
  readonly phases: Path2D;
  readonly shapes: Path2D;
  readonly gates: Path2D;
  readonly seals: Path2D;
  readonly flows: ReadonlyMap<string, Path2D>;
}

/** Of a diagram without what is drawn elsewhere: the nodes in the hand, and the flows at them. */
export function paintingOf(
  diagram: Diagram,
  ways: Ways,
  without: ReadonlySet<NodeId> = new Set(),
): Painting {
  const phases = new Path2D();
  const shapes = new Path2D();
  const gates = new Path2D();
  const seals = new Path2D();
  for (const [id, { x, y, w, h }] of boxesOf(diagram)) {
    const node = diagram.nodes[id];
    if (node === undefined || without.has(id)) continue;
    if (node.kind === 'phase') phases.roundRect(x, y, w, h, 14);
    else if (node.kind === 'gate') {
      gates.rect(x, y, w, h);
      seals.moveTo(x + 30, y + h / 2);
      seals.arc(x, y + h / 2, 30, 0, 2 * Math.PI);
    } else if (node.kind === 'decision' || node.kind === 'notify')
      shapes.addPath(
        new Path2D(silhouette(node.kind, { w, h })),
        new DOMMatrix([1, 0, 0, 1, x, y]),
      );
    else if (node.kind === 'end' || node.kind === 'wait') {
      shapes.moveTo(x + w, y + h / 2);
      shapes.arc(x + w / 2, y + h / 2, w / 2, 0, 2 * Math.PI);
    } else shapes.rect(x, y, w, h);
  }
  const flows = new Map<string, Path2D>();
  for (const [id, points] of ways) {
    const flow = diagram.flows[id];
    if (flow === undefined || without.has(flow.from) || without.has(flow.to)) continue;
    const color = flowColor(diagram, flow);
    let path = flows.get(color);
    if (path === undefined) flows.set(color, (path = new Path2D()));
    for (const [k, [x, y]] of points.entries())
      if (k === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
  }
  return { phases, shapes, gates, seals, flows };
}

export interface Look {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  /** Of the window, px. */
  readonly w: number;
  readonly h: number;
}

/** Paints all of it; `ratio` is the screen's pixels a px. */
export function paint(element: HTMLCanvasElement, painting: Painting, look: Look): void {
  const context = element.getContext('2d');
  if (context === null) return;
  const ratio = devicePixelRatio;
  const [w, h] = [Math.round(look.w * ratio), Math.round(look.h * ratio)];
  if (element.width !== w) element.width = w;
  if (element.height !== h) element.height = h;
  const style = getComputedStyle(element);
  // "var(--cs-x)" → the value that stands behind it here.
  const ink = (token: string): string =>
    style.getPropertyValue(token.replace(/^var\(|\)$/g, '')).trim();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, w, h);
  const scale = look.zoom * ratio;
  context.setTransform(scale, 0, 0, scale, look.x * ratio, look.y * ratio);
  context.lineWidth = 1 / look.zoom;
  context.fillStyle = ink('--cs-phase-fill');
  context.strokeStyle = ink('--cs-phase-line');
  context.fill(painting.phases);
  context.stroke(painting.phases);
  for (const [color, path] of painting.flows) {
    context.strokeStyle = ink(color);
    context.stroke(path);
  }
  context.fillStyle = ink('--cs-node-fill');
  context.strokeStyle = ink('--cs-node-line');
  context.fill(painting.shapes);
  context.stroke(painting.shapes);
  context.strokeStyle = ink('--cs-ink-solid');
  context.fill(painting.gates);
  context.stroke(painting.gates);
  context.fillStyle = ink('--cs-ink-solid');
  context.fill(painting.seals);
}
