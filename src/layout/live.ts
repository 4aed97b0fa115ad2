/**
 * A few flows routed at once around what is near them, fast enough for every frame of a drag: A* on the lines along the
 * sides of the nodes nearby. Used while nodes are in the hand, and for the flows that a drop in a large diagram touches;
 * the whole picture's router (router.ts) weighs all flows against each other and is slower by orders.
 */
import type { Diagram, Flow, Node } from '#model/diagram.ts';
import type { FlowId, NodeId } from '#model/ids.ts';
import { frameOf, near, takenBy, touch } from './boxes.ts';
import type { Near, Taken } from './boxes.ts';
import type { Rect, Spot } from './graph.ts';
import type { Bends } from './graph.ts';
import { gateEntry, portOf } from './ports.ts';
import type { Port } from './ports.ts';
import { seal, sizeOf } from './sizes.ts';

interface Line extends Rect {
  readonly flow: FlowId;
}
/** What stands around: nodes by their rectangles, and the ways of flows that stay. */
export interface Field {
  readonly taken: Near<Taken>;
  readonly lines: Near<Line>;
}

/** px kept between a flow and a node; between two flows that run side by side. */
const clear = 12;
const track = 14;
/** px around a flow's two ends within which it may run. */
const around = 150;
/** Prices in px of way. */
const bend = 46;
const crossing = 40;
const along = 400;
const close = 6;
const name = 160;
/** More nodes than these are not looked at: the farthest are left out. */
const most = 160;

const lineOf = (flow: FlowId, points: Bends): readonly Line[] =>
  points.slice(1).map(([bx, by], k) => {
    const [ax, ay] = points[k] ?? [bx, by];
    const [x, y] = [Math.min(ax, bx), Math.min(ay, by)];
    return { flow, x, y, w: Math.max(ax, bx) - x, h: Math.max(ay, by) - y };
  });

/** px that a node's tree and name may reach from its place. */
const reaching = 1000;

/** The field of a diagram without these nodes and flows; `within`: only what touches that part of it. */
export function fieldOf(
  diagram: Diagram,
  ways: ReadonlyMap<FlowId, Bends>,
  without: { readonly nodes: ReadonlySet<NodeId>; readonly flows: ReadonlySet<FlowId> },
  within?: Rect,
): Field {
  const taken = near<Taken>();
  for (const node of Object.values(diagram.nodes)) {
    if (without.nodes.has(node.id) || !placedNear(diagram, node.id, within)) continue;
    for (const each of takenBy(diagram, node)) taken.add(each);
  }
  const lines = near<Line>();
  for (const [flow, points] of ways) {
    if (without.flows.has(flow) || (within !== undefined && !touch(frameOf(points), within)))
      continue;
    for (const each of lineOf(flow, points)) lines.add(each);
  }
  return { taken, lines };
}

function placedNear(diagram: Diagram, id: NodeId, within: Rect | undefined): boolean {
  if (within === undefined) return true;
  const { x, y } = diagram.layout[id] ?? {};
  return x !== undefined && y !== undefined && touch({ x, y, w: 0, h: 0 }, within, reaching);
}

/** Whether a way runs through a node, its own two ends apart. */
export function blocked(flow: Flow, points: Bends, taken: Near<Taken>): boolean {
  const last = points.length - 2;
  return lineOf(flow.id, points).some((line, k) =>
    taken.at(line).some((each) => {
      if (each.what === 'name') return false;
      const own = (each.id === flow.from && k === 0) || (each.id === flow.to && k === last);
      return !own && touch(line, each, -1);
    }),
  );
}

interface End {
  readonly node: Node;
  /** Of the node, px. */
  readonly at: Spot;
}
interface Wish {
  readonly flow: Flow;
  readonly from: End;
  readonly to: End;
}

/** Ways for these flows, in this order; later ones keep off earlier ones. A flow that finds none is left out. */
export function routeNear(
  diagram: Diagram,
  wishes: readonly Wish[],
  { taken, lines }: Field,
  moved: readonly Taken[] = [],
): ReadonlyMap<FlowId, Bends> {
  const out = new Map<FlowId, Bends>();
  const done: Line[] = [];
  for (const wish of wishes) {
    const box = reachOf(wish);
    let solid = [...taken.at(box), ...moved.filter((each) => touch(each, box))];
    if (solid.length > most) {
      const [cx, cy] = [wish.from.at.x, wish.from.at.y];
      const far = ({ x, y, w, h }: Rect): number =>
        Math.abs(x + w / 2 - cx) + Math.abs(y + h / 2 - cy);
      solid = solid.toSorted((a, b) => far(a) - far(b)).slice(0, most);
    }
    const others = [...lines.at(box), ...done.filter((each) => touch(each, box))].filter(
      ({ flow }) => flow !== wish.flow.id,
    );
    const points = routed(diagram, wish, solid, others.length > 400 ? [] : others);
    if (points === null) continue;
    out.set(wish.flow.id, points);
    done.push(...lineOf(wish.flow.id, points));
  }
  return out;
}

function reachOf({ from, to }: Wish): Rect {
  const [a, b] = [sizeOf(from.node), sizeOf(to.node)];
  const x = Math.min(from.at.x, to.at.x) - around;
  const y = Math.min(from.at.y, to.at.y) - around;
  const right = Math.max(from.at.x + a.w, to.at.x + b.w) + around;
  const bottom = Math.max(from.at.y + a.h, to.at.y + b.h) + around;
  return { x, y, w: right - x, h: bottom - y };
}

interface Door extends Spot {
  readonly dir: number;
  readonly price: number;
}
// Directions: 0 right, 1 down, 2 left, 3 up.
const dx = [1, 0, -1, 0];
const dy = [0, 1, 0, -1];
const dirOf: Readonly<Record<Port['side'], number>> = { right: 0, bottom: 1, left: 2, top: 3 };

function leaving(flow: Flow, { node, at }: End): readonly Door[] {
  const port = portOf(node, flow);
  if (port !== null)
    return [{ x: at.x + port.x, y: at.y + port.y, dir: dirOf[port.side], price: 0 }];
  const { w, h } = sizeOf(node);
  const right = { x: at.x + w, y: at.y + h / 2, dir: 0, price: 0 };
  if (node.kind === 'intake') return [right];
  const doors = [
    right,
    { x: at.x + w / 2, y: at.y + h, dir: 1, price: 24 },
    { x: at.x + w / 2, y: at.y, dir: 3, price: 40 },
  ];
  return node.kind === 'gate'
    ? [right]
    : [...doors, { x: at.x, y: at.y + h / 2, dir: 2, price: 120 }];
}

/** `dir` is the way the flow runs as it enters. */
function entering({ node, at }: End): readonly Door[] {
  const { w, h } = sizeOf(node);
  if (node.kind === 'gate')
    return [
      { x: at.x + gateEntry.x, y: at.y + gateEntry.y, dir: 0, price: 0 },
      {
        x: at.x + Math.round((w - seal.reach) / 2 - (w + seal.reach) / 8),
        y: at.y,
        dir: 1,
        price: 60,
      },
    ];
  return [
    { x: at.x, y: at.y + h / 2, dir: 0, price: 0 },
    { x: at.x + w / 2, y: at.y, dir: 1, price: 30 },
    { x: at.x + w / 2, y: at.y + h, dir: 3, price: 36 },
    { x: at.x + w, y: at.y + h / 2, dir: 2, price: 120 },
  ];
}

/** A* over (vertex, direction) on the lines along the nodes' sides and through the doors. */
function routed(
  diagram: Diagram,
  { flow, from, to }: Wish,
  solid: readonly Taken[],
  others: readonly Line[],
): Bends | null {
  const starts = leaving(flow, from);
  const goals = entering(to);
  if (flow.from === flow.to) return loop(from);
  const xs: number[] = [];
  const ys: number[] = [];
  for (const { x, y, w, h, what } of solid) {
    if (what === 'name') continue;
    for (let k = 0; k < (solid.length > 30 ? 1 : 2); k += 1) {
      xs.push(x - clear - k * track, x + w + clear + k * track);
      ys.push(y - clear - k * track, y + h + clear + k * track);
    }
  }
  for (const { x, y, dir } of starts) {
    xs.push(x, x + dx[dir] * clear);
    ys.push(y, y + dy[dir] * clear);
  }
  for (const { x, y, dir } of goals) {
    xs.push(x, x - dx[dir] * clear);
    ys.push(y, y - dy[dir] * clear);
  }
  // Half way between the two ends, where a flow bends best.
  xs.push((starts[0].x + goals[0].x) / 2);
  ys.push((starts[0].y + goals[0].y) / 2);
  const doors = [...starts, ...goals];
  const X = thin(xs, new Set(doors.map((door) => door.x)));
  const Y = thin(ys, new Set(doors.map((door) => door.y)));
  const [nx, ny] = [X.length, Y.length];
  const N = nx * ny;
  // Prices of the stretch to the right and downwards from each vertex; Infinity where a node stands.
  const across = new Float32Array(N);
  const down = new Float32Array(N);
  for (const { id, x, y, w, h, what } of solid) {
    const named = what === 'name';
    const soft = named ? 0 : clear - 2;
    const priced = named || (id !== flow.from && id !== flow.to);
    const i1 = Math.min(nx - 1, low(X, x + w + soft));
    const j0 = Math.max(0, low(Y, y - soft) - 1);
    const j1 = Math.min(ny - 1, low(Y, y + h + soft));
    for (let i = Math.max(0, low(X, x - soft) - 1); i <= i1; i += 1) {
      const [a, next] = [X[i], i + 1 < nx ? X[i + 1] : Infinity];
      const wide = a < x + w - 1 && next > x + 1 && !named;
      const near0 = a < x + w + soft && next > x - soft;
      const on = a > x + 1 && a < x + w - 1 && !named;
      const near1 = a > x - soft && a < x + w + soft;
      for (let j = j0; j <= j1; j += 1) {
        const at = i * ny + j;
        const [c, below] = [Y[j], j + 1 < ny ? Y[j + 1] : Infinity];
        if (wide && c > y + 1 && c < y + h - 1) across[at] = Infinity;
        else if (priced && near0 && c > y - soft && c < y + h + soft)
          across[at] += named ? name : close * (next - a);
        if (on && c < y + h - 1 && below > y + 1) down[at] = Infinity;
        else if (priced && near1 && c < y + h + soft && below > y - soft)
          down[at] += named ? name : close * (below - c);
      }
    }
  }
  for (const line of others) {
    const flat = line.h < line.w;
    const sharesEnd = diagram.flows[line.flow]?.to === flow.to;
    const [i0, i1] = [low(X, line.x), low(X, line.x + line.w)];
    const [j0, j1] = [low(Y, line.y), low(Y, line.y + line.h)];
    for (let i = Math.max(0, i0 - 1); i <= Math.min(nx - 1, i1); i += 1)
      for (let j = Math.max(0, j0 - 1); j <= Math.min(ny - 1, j1); j += 1) {
        const at = i * ny + j;
        if (flat) {
          if (!sharesEnd && i + 1 < nx && Math.abs(Y[j] - line.y) < 8) {
            const shared = Math.min(X[i + 1], line.x + line.w) - Math.max(X[i], line.x);
            if (shared > 1) across[at] += along;
          }
          if (
            j + 1 < ny &&
            Y[j] < line.y &&
            Y[j + 1] > line.y &&
            X[i] > line.x &&
            X[i] < line.x + line.w
          )
            down[at] += crossing;
        } else {
          if (!sharesEnd && j + 1 < ny && Math.abs(X[i] - line.x) < 8) {
            const shared = Math.min(Y[j + 1], line.y + line.h) - Math.max(Y[j], line.y);
            if (shared > 1) down[at] += along;
          }
          if (
            i + 1 < nx &&
            X[i] < line.x &&
            X[i + 1] > line.x &&
            Y[j] > line.y &&
            Y[j] < line.y + line.h
          )
            across[at] += crossing;
        }
      }
  }
  return searched({ X, Y, across, down, starts, goals });
}

interface Search {
  readonly X: readonly number[];
  readonly Y: readonly number[];
  readonly across: Float32Array;
  readonly down: Float32Array;
  readonly starts: readonly Door[];
  readonly goals: readonly Door[];
}

function searched({ X, Y, across, down, starts, goals }: Search): Bends | null {
  const [nx, ny] = [X.length, Y.length];
  const best = new Float32Array(nx * ny * 4).fill(Infinity);
  const before = new Int32Array(nx * ny * 4).fill(-1);
  const done = new Uint8Array(nx * ny * 4);
  const heap: number[] = [];
  const keys: number[] = [];
  const push = (key: number, state: number): void => {
    let at = heap.length;
    heap.push(state);
    keys.push(key);
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (keys[up] <= key) break;
      heap[at] = heap[up];
      keys[at] = keys[up];
      at = up;
    }
    heap[at] = state;
    keys[at] = key;
  };
  const pop = (): number => {
    const top = heap[0];
    const state = heap.pop() ?? -1;
    const key = keys.pop() ?? 0;
    const size = heap.length;
    if (size === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && keys[child + 1] < keys[child]) child += 1;
      if (keys[child] >= key) break;
      heap[at] = heap[child];
      keys[at] = keys[child];
      at = child;
    }
    heap[at] = state;
    keys[at] = key;
    return top;
  };
  // What is left at least: the way, and the bends without which the door cannot be entered.
  const ahead = (i: number, j: number, q: number): number => {
    let least = Infinity;
    for (const goal of goals) {
      const [u, v] = [goal.x - X[i], goal.y - Y[j]];
      const straight = goal.dir & 1 ? u === 0 && v * dy[q] >= 0 : v === 0 && u * dx[q] >= 0;
      const turns = goal.dir === q ? (straight ? 0 : 2) : ((goal.dir + q) & 1) === 1 ? 1 : 2;
      least = Math.min(least, Math.abs(u) + Math.abs(v) + goal.price + turns * bend);
    }
    return least;
  };
  const ends = new Map<number, Door>();
  for (const goal of goals) ends.set(low(X, goal.x) * ny + low(Y, goal.y), goal);
  for (const start of starts) {
    const [i, j] = [low(X, start.x), low(Y, start.y)];
    const state = (i * ny + j) * 4 + start.dir;
    best[state] = start.price;
    push(start.price + ahead(i, j, start.dir), state);
  }
  while (heap.length > 0) {
    const state = pop();
    if (done[state] === 1) continue;
    done[state] = 1;
    const d = state & 3;
    const vertex = state >> 2;
    const i = Math.floor(vertex / ny);
    const j = vertex - i * ny;
    const end = ends.get(vertex);
    if (end !== undefined && end.dir === d) return wayBack(state, before, X, Y, ny);
    // A door is passed in its own direction only.
    if (end !== undefined && before[state] >= 0) continue;
    const first = before[state] < 0;
    for (let q = 0; q < 4; q += 1) {
      if (q === ((d + 2) & 3) || (first && q !== d)) continue;
      const [i2, j2] = [i + dx[q], j + dy[q]];
      if (i2 < 0 || j2 < 0 || i2 >= nx || j2 >= ny) continue;
      const link = q < 2 ? vertex : i2 * ny + j2;
      const price = q & 1 ? down[link] : across[link];
      if (price === Infinity) continue;
      const long = q & 1 ? Math.abs(Y[j2] - Y[j]) : Math.abs(X[i2] - X[i]);
      const next = (i2 * ny + j2) * 4 + q;
      const arrives = ends.get(i2 * ny + j2);
      const cost =
        best[state] +
        long +
        price +
        (q === d ? 0 : bend) +
        (arrives?.dir === q ? arrives.price : 0);
      if (cost >= best[next]) continue;
      best[next] = cost;
      before[next] = state;
      push(arrives?.dir === q ? cost : cost + ahead(i2, j2, q), next);
    }
  }
  return null;
}

function wayBack(
  state: number,
  before: Int32Array,
  X: readonly number[],
  Y: readonly number[],
  ny: number,
): Bends {
  const points: (readonly [number, number])[] = [];
  for (let at = state; at >= 0; at = before[at]) {
    const vertex = at >> 2;
    const i = Math.floor(vertex / ny);
    points.push([X[i], Y[vertex - i * ny]]);
  }
  points.reverse();
  // Points on a straight line say nothing.
  return points.filter(([x, y], k) => {
    const [a, b] = [points[k - 1], points[k + 1]];
    if (a === undefined || b === undefined) return true;
    return !((a[0] === x && b[0] === x) || (a[1] === y && b[1] === y));
  });
}

function loop({ node, at }: End): Bends {
  const { w } = sizeOf(node);
  const [x, half] = [at.x + w / 2, Math.min(w / 4, 24)];
  return [
    [x + half, at.y],
    [x + half, at.y - 24],
    [x - half, at.y - 24],
    [x - half, at.y],
  ];
}

/** Sorted, and no two closer than 6 px but those that doors stand on. */
function thin(values: number[], keep: ReadonlySet<number>): number[] {
  const out: number[] = [];
  for (const value of values.toSorted((a, b) => a - b)) {
    const last = out.at(-1);
    if (last === value) continue;
    if (last === undefined || value - last >= 6) out.push(value);
    else if (keep.has(value)) {
      if (keep.has(last)) out.push(value);
      else out[out.length - 1] = value;
    }
  }
  return out;
}

/** The first place whose value is not below. */
function low(list: readonly number[], value: number): number {
  let a = 0;
  let b = list.length;
  while (a < b) {
    const m = (a + b) >> 1;
    if (list[m] < value) a = m + 1;
    else b = m;
  }
  return a;
}
