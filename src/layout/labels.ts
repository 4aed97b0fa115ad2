/** Where the texts on flows stand, for flows that have their ways: on the flow, near its source, never on a node. */
import type { Diagram, Flow, Node } from '#model/diagram.ts';
import type { FlowId } from '#model/ids.ts';
import { near, takenBy, touch } from './boxes.ts';
import type { Near, Taken } from './boxes.ts';
import type { Rect, Spot } from './graph.ts';
import type { Bends, Routes } from './graph.ts';
import { flowLabel } from './names.ts';
import type { Size } from './sizes.ts';
import { textWidth } from './text.ts';

/** A text on its plate; `feel` is set in the mono face. px, upper left corner. */
export interface Plate extends Rect {
  readonly text: string;
  readonly feel: boolean;
}
export type Plates = ReadonlyMap<FlowId, Plate>;

interface Stretch extends Rect {
  readonly flow: FlowId;
}

/** Text and size of a flow's label; null for a flow without one. */
function plateOf(diagram: Diagram, flow: Flow): Pick<Plate, 'text' | 'feel' | 'w' | 'h'> | null {
  const text = flowLabel(diagram, flow);
  if (text === null || text === '') return null;
  const feel = flow.route.kind === 'when' && (flow.label ?? '').trim() === '';
  return { text, feel, w: (feel ? text.length * 6.95 : textWidth(text, 11.5, 600)) + 16, h: 20 };
}

/** All labels of a diagram; the same ways, the same places. */
export function platesOf(diagram: Diagram, ways: Routes): Plates {
  const taken = near(nodesAround(diagram, ways).flatMap((node) => takenBy(diagram, node)));
  const lines = near<Stretch>();
  for (const [flow, points] of ways) for (const each of stretches(flow, points)) lines.add(each);
  const placed = near<Rect>();
  const out = new Map<FlowId, Plate>();
  // Short flows have the least choice.
  const order = [...ways].toSorted(
    ([a, p], [b, q]) => lengthOf(p) - lengthOf(q) || (a < b ? -1 : 1),
  );
  for (const [id, points] of order) {
    const flow = diagram.flows[id];
    const plate = flow === undefined ? null : plateOf(diagram, flow);
    if (flow === undefined || plate === null || points.length < 2) continue;
    const at = spotOf(flow, points, plate, { taken, lines, placed });
    const box = { ...plate, ...at };
    placed.add(box);
    out.set(id, box);
  }
  return out;
}

/** px beyond which nothing of a node, nor a label, reaches. */
const beyond = 1000;
/** The nodes that a label on these ways may come near to. */
function nodesAround(diagram: Diagram, ways: Routes): readonly Node[] {
  let [left, top, right, low] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const points of ways.values())
    for (const [x, y] of points) {
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x);
      low = Math.max(low, y);
    }
  return Object.values(diagram.nodes).filter(({ id }) => {
    const { x, y } = diagram.layout[id] ?? {};
    if (x === undefined || y === undefined) return false;
    return x > left - beyond && x < right + beyond && y > top - beyond && y < low + beyond;
  });
}

type Found<R extends Rect> = Pick<Near<R>, 'at'>;
interface Around {
  readonly taken: Found<Taken>;
  readonly lines: Found<Stretch>;
  readonly placed: Found<Rect>;
}

const reached = <R extends Rect>(list: readonly R[], rect: Rect): R[] =>
  list.filter((each) => touch(each, rect));

/** Labels of a few flows whose ways changed, among those that stay where they are; `moved` nodes stand elsewhere now. */
export function platesAmong(
  diagram: Diagram,
  changed: Routes,
  still: Plates,
  field: Pick<Around, 'taken' | 'lines'>,
  moved: readonly Taken[],
): Plates {
  const out = new Map<FlowId, Plate>();
  const own = [...changed].flatMap(([id, points]) => stretches(id, points));
  const others = [...still].flatMap(([id, plate]) => (changed.has(id) ? [] : [plate]));
  const around: Around = {
    taken: { at: (rect) => [...field.taken.at(rect), ...reached(moved, rect)] },
    lines: { at: (rect) => [...field.lines.at(rect), ...reached(own, rect)] },
    placed: { at: (rect) => [...reached(others, rect), ...reached([...out.values()], rect)] },
  };
  for (const [id, points] of changed) {
    const flow = diagram.flows[id];
    const plate = flow === undefined ? null : plateOf(diagram, flow);
    if (flow === undefined || plate === null || points.length < 2) continue;
    out.set(id, { ...plate, ...spotOf(flow, points, plate, around) });
  }
  return out;
}

/** px around a label that stay free. */
const room = 3;

function spotOf(flow: Flow, points: Bends, { w, h }: Size, around: Around): Spot {
  let best = Infinity;
  let spot: Spot = { x: (points[0]?.[0] ?? 0) - w / 2, y: (points[0]?.[1] ?? 0) - h / 2 };
  let shapes: readonly Taken[] = [];
  let lines: readonly Stretch[] = [];
  let plates: readonly Rect[] = [];
  const tries = (cx: number, cy: number, price: number): void => {
    const box = { x: cx - w / 2, y: cy - h / 2, w, h };
    let cost = price;
    if (cost >= best) return;
    for (const each of shapes)
      if (touch(box, each, room)) cost += each.what === 'name' ? 5e4 : touch(box, each) ? 1e6 : 2e4;
    if (cost >= best) return;
    for (const each of plates) if (touch(box, each, 1)) cost += 1e5;
    for (const each of lines) if (touch(box, each, 2)) cost += 320;
    if (cost < best) [best, spot] = [cost, { x: box.x, y: box.y }];
  };
  const straight = points.length === 2;
  let walked = 0;
  for (const [k, [bx, by]] of points.entries()) {
    const [ax, ay] = points[k - 1] ?? [bx, by];
    const long = Math.abs(bx - ax) + Math.abs(by - ay);
    if (k === 0 || long === 0) continue;
    const level = Math.abs(ay - by) < 0.5;
    const along = level ? w : h;
    const spare = long - along - 8;
    const reach = {
      x: Math.min(ax, bx) - w - room - 5,
      y: Math.min(ay, by) - h - room - 5,
      w: Math.abs(ax - bx) + 2 * (w + room + 5),
      h: Math.abs(ay - by) + 2 * (h + room + 5),
    };
    shapes = around.taken.at(reach);
    lines = around.lines.at(reach).filter((each) => each.flow !== flow.id);
    plates = around.placed.at(reach);
    const base = (level ? 0 : 45) + (k > 1 ? 12 : 0) - Math.min(long, 160) * 0.12;
    const steps = Math.max(0, Math.floor(spare / 8));
    const from = spare > 0 ? Math.min(14, spare / 2) + along / 2 : long / 2;
    for (let step = 0; step <= steps; step += 1) {
      const at = Math.min(from + step * 8, Math.max(from, long - along / 2 - 8));
      const x = ax + ((bx - ax) * at) / long;
      const y = ay + ((by - ay) * at) / long;
      const far = straight ? Math.abs(at - long / 2) * 0.4 : (walked + at - along / 2) * 0.16;
      const price = base + far + (spare < 0 ? 90 : 0);
      tries(x, y, price);
      // Beside the line, where it is too short or something stands on it.
      const off = (level ? h : w) / 2 + 5;
      tries(level ? x : x + off, level ? y - off : y, price + 75);
      tries(level ? x : x - off, level ? y + off : y, price + 83);
    }
    walked += long;
  }
  return spot;
}

/** The stretches of a way as boxes without width. */
function stretches(flow: FlowId, points: Bends): readonly Stretch[] {
  return points.slice(1).map(([bx, by], k) => {
    const [ax, ay] = points[k] ?? [bx, by];
    const [x, y] = [Math.min(ax, bx), Math.min(ay, by)];
    return { flow, x, y, w: Math.max(ax, bx) - x, h: Math.max(ay, by) - y };
  });
}

function lengthOf(points: Bends): number {
  let sum = 0;
  for (const [k, [x, y]] of points.entries()) {
    const [u, v] = points[k - 1] ?? [x, y];
    sum += Math.abs(x - u) + Math.abs(y - v);
  }
  return sum;
}
