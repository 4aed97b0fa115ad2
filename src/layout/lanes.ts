/**
 * Lane layout for approval diagrams: lanes, nodes, flows and labels; synchronous, deterministic, no clock and no
 * randomness. Sugiyama's steps (layers, order, coordinates) with lane borders as variables of the coordinate programme,
 * then an orthogonal router of its own.
 */
import { markBackEdges } from './back.ts';
import { hit, len, placeLabels } from './flow-labels.ts';
import { frame } from './frame.ts';
import { centreOf, defaults, prepare } from './graph.ts';
import type {
  Graph,
  Earlier,
  GEdge,
  GNode,
  LaneDiagram,
  LaneLayout,
  LaneOptions,
  PlacedEdge,
  PlacedLane,
  PlacedNode,
  Point,
  Rect,
  Settings,
  Spot,
} from './graph.ts';
import { labelBox } from './grid.ts';
import { layer } from './layers.ts';
import { buildItems } from './items.ts';
import { keepsOrder } from './kept-order.ts';
import { order } from './order.ts';
import type { OrderWish } from './order.ts';
import { extents, placeU, placeV, reserveLoops, sides, unstack } from './place.ts';
import { routeAll } from './route-all.ts';
import { better, worth } from './worth.ts';

/** As the method's first form searched: cheapest, and never crossed more than. */
const first: OrderWish = { starts: ['given'], backs: false, plain: true };
const all: OrderWish = { starts: ['given', 'turned', 'depth'], backs: true, cross: 110 };
const small: readonly [OrderWish, ...OrderWish[]] = [
  first,
  { starts: ['given'], backs: true, cross: 100 },
  all,
];
const some: readonly [OrderWish, ...OrderWish[]] = [first, all];
const large: readonly [OrderWish, ...OrderWish[]] = [all];

const none: ReadonlyMap<string, readonly Point[]> = new Map();
type Full = Earlier | null;
const empty: LaneLayout = {
  nodes: {},
  lanes: [],
  edges: {},
  frame: { x: 0, y: 0, w: 0, h: 0 },
  stats: { bends: 0, length: 0, failed: 0, layers: 0 },
};

function settings(options: LaneOptions): Settings {
  return {
    ...defaults,
    ...options.tune,
    direction: options.direction ?? 'LR',
    lanes: options.lanes ?? 'role',
    soft: options.soft === true,
    previous: options.previous?.nodes ?? null,
    pinned: options.pinned ?? null,
    stood: null,
    calm: options.calm ?? [],
  };
}
/** Places nodes, lanes, flows and labels. Points of flows run from border to border, ends included. */
export function layoutLanes(diagram: LaneDiagram, options: LaneOptions = {}): LaneLayout {
  const plainly = settings(options),
    prevFull = options.previous ?? null;
  if (diagram.nodes.length === 0) return empty;
  const o = { ...plainly, stood: sameWay(diagram, plainly, options.stood ?? {}) };
  if (options.select && o.previous) return tidy(diagram, o, options, prevFull);
  const g = best(diagram, o, prevFull);
  placeLabels(g);
  return output(g, o);
}

/** Places in which most flows already run this way; their order is worth keeping. Null otherwise. */
function sameWay(
  diagram: LaneDiagram,
  { direction }: Settings,
  stood: NonNullable<LaneOptions['stood']>,
): Settings['stood'] {
  const runs = diagram.edges.flatMap(({ source, target, outcome, loop }) => {
    const [a, b] = [stood[source], stood[target]];
    if (a === undefined || b === undefined || loop === true || outcome === 'returned') return [];
    return direction === 'LR' ? b.x > a.x : b.y > a.y;
  });
  const onward = runs.filter((each) => each).length;
  return runs.length > 0 && onward >= runs.length * 0.7 ? stood : null;
}

/** Small diagrams are laid out in several orders, of which the one that came out best is taken. */
function best(diagram: LaneDiagram, o: Settings, prevFull: Full): Graph {
  const count = diagram.nodes.length;
  const wishes = count <= o.few ? small : count <= o.some ? some : large;
  const [only] = wishes;
  if (o.previous !== null || o.pinned !== null || wishes.length === 1)
    return attempt(diagram, o, prevFull, only);
  const fresh = { ...o, stood: null };
  let found = attempt(diagram, fresh, prevFull, only);
  let price = worth(found);
  for (const wish of wishes.slice(1)) {
    if (price.cross + price.bends === 0) break;
    const g = attempt(diagram, fresh, prevFull, wish);
    const its = worth(g);
    if (better(its, price)) [found, price] = [g, its];
  }
  if (o.stood === null) return found;
  for (const n of found.nodes) n.was = centreOf(found, n, o.stood[n.id]);
  if (keepsOrder(found.rows)) return found;
  const kept = attempt(diagram, o, prevFull, only);
  return kept.kept ? kept : found;
}

/** Placed and routed. */
function attempt(diagram: LaneDiagram, o: Settings, prevFull: Full, wish: OrderWish): Graph {
  const g = prepare(diagram, o);
  const known = g.nodes.some((n) => n.prev || n.pin);
  if (known) {
    // earlier columns: groups of earlier centres
    const k = g.nodes
      .flatMap((n) => {
        const was = n.pin ?? n.prev;
        return was ? [{ n, was }] : [];
      })
      .toSorted((a, b) => a.was.u - b.was.u);
    const prevLayer = g.nodes.map(() => -1);
    let l = 0;
    if (g.nodes.some((n) => n.prev))
      k.forEach(({ n, was }, q) => {
        if (q && was.u - k[q - 1].was.u > 40) l++;
        prevLayer[n.i] = l;
      });
    g.prevLayer = prevLayer;
    const ref = prevFull?.lanes?.filter((x) => x.kind === 'role') ?? [];
    if (g.useRole && ref.length) {
      const at = new Map(
        ref.map((x): [string, [number, number]] => [
          x.id,
          g.lr ? [x.y, x.y + x.h] : [x.x, x.x + x.w],
        ]),
      );
      const prevLane: (number | undefined)[] = [];
      g.roles.forEach((r, i) => {
        const a = at.get(r.id);
        if (a) {
          prevLane[i] ??= a[0];
          prevLane[i + 1] = a[1];
        }
      });
      g.prevLane = prevLane;
      g.v0 = prevLane[0] ?? ref[0].y;
    } else
      g.v0 = Math.min(...k.map(({ n, was }) => was.v - n.V / 2)) - (g.useRole ? o.lanePad : 14);
    g.v0 = Math.round(g.v0);
    if (prevFull?.frame)
      g.frameU = (g.lr ? prevFull.frame.x : prevFull.frame.y) + (g.useRole ? o.header : 0);
  }
  markBackEdges(g);
  layer(g);
  buildItems(g);
  order(g, wish);
  if (o.soft) g.useRole = false;
  reserveLoops(g, o);
  placeV(g, o);
  sides(g);
  placeV(g, o);
  sides(g);
  placeU(g, o);
  if (g.nodes.some((n) => n.pin)) {
    for (const n of g.nodes)
      if (n.pin) {
        n.v = n.pin.v;
        n.u = n.pin.u;
      }
    unstack(g, (n) => n.pin !== null);
    sides(g);
  }
  frame(g);
  if (!known) {
    const du = (g.useRole ? o.header : 0) - g.u0,
      dv = (g.phases.length ? o.header : 0) - g.lane[0];
    const ru = Math.round(du),
      rv = Math.round(dv);
    for (const n of g.nodes) {
      n.u += ru;
      n.v += rv;
    }
    g.u0 += ru;
    g.u1 += ru;
    g.lane = g.lane.map((x) => x + rv);
    g.laneAt = g.laneAt.map((x) => x + rv);
    g.phaseAt = g.phaseAt.map((x) => x + ru);
    if (g.phaseBorder) g.phaseBorder = g.phaseBorder.map((x) => x + ru);
  }
  routeAll(g, wish.cross === undefined ? o : { ...o, cross: wish.cross }, none);
  return g;
}

function output(g: Graph, o: Settings): LaneLayout {
  const { lr, nodes, edges } = g,
    P = (u: number, v: number): Spot => (lr ? { x: r1(u), y: r1(v) } : { x: r1(v), y: r1(u) });
  const rect = (u0: number, v0: number, u1: number, v1: number): Rect =>
    lr
      ? { x: r1(u0), y: r1(v0), w: r1(u1 - u0), h: r1(v1 - v0) }
      : { x: r1(v0), y: r1(u0), w: r1(v1 - v0), h: r1(u1 - u0) };
  const placed: { [id: string]: PlacedNode } = {},
    flows: { [id: string]: PlacedEdge } = {},
    lanes: PlacedLane[] = [];
  for (const n of nodes) {
    const p = P(n.u, n.v),
      at = { x: r1(p.x - n.w / 2), y: r1(p.y - n.h / 2), w: n.w, h: n.h };
    const lb = labelBox(n);
    placed[n.id] =
      lb && n.lab
        ? { ...at, label: { ...rect(lb.u0, lb.v0, lb.u1, lb.v1), lines: n.lab.lines } }
        : at;
  }
  let bends = 0,
    length = 0,
    failed = 0;
  for (const e of edges) {
    const at = e.at ?? mid(e.pts),
      b = e.at?.b;
    flows[e.id] = {
      points: e.pts.map((p) => P(p.u, p.v)),
      labelAt: P(at.u, at.v),
      ...(b && e.lab ? { label: { ...rect(b.u0, b.v0, b.u1, b.v1), lines: e.lab.lines } } : {}),
      ...(e.back ? { loop: true } : {}),
      ...(e.main ? { main: true } : {}),
    };
    bends += Math.max(0, e.pts.length - 2);
    length += len(e.pts);
    if (e.failed) failed++;
  }
  const hd = o.header,
    vTop = g.lane[0],
    vEnd = g.lane[g.lane.length - 1];
  if (g.useRole)
    g.roles.forEach((r, i) =>
      lanes.push({
        id: r.id,
        kind: 'role',
        label: r.label ?? r.id,
        ...rect(g.u0 - hd, g.lane[i], g.u1, g.lane[i + 1]),
        header: rect(g.u0 - hd, g.lane[i], g.u0, g.lane[i + 1]),
      }),
    );
  const at = g.phaseBorder;
  if (at)
    g.phases.forEach((p, i) =>
      lanes.push({
        id: p.id,
        kind: 'phase',
        label: p.label ?? p.id,
        ...rect(at[i], vTop - hd, at[i + 1], vEnd),
        header: rect(at[i], vTop - hd, at[i + 1], vTop),
      }),
    );
  return {
    nodes: placed,
    lanes,
    edges: flows,
    frame: rect(g.u0 - (g.useRole ? hd : 0), vTop - (g.phases.length ? hd : 0), g.u1, vEnd),
    stats: { bends, length: Math.round(length), failed, layers: g.layers },
  };
}
const r1 = (x: number): number => Math.round(x * 10) / 10;
const mid = (p: readonly Point[]): Point => {
  let h = len(p) / 2;
  for (let k = 0; k + 1 < p.length; k++) {
    const l = Math.abs(p[k].u - p[k + 1].u) + Math.abs(p[k].v - p[k + 1].v);
    if (h <= l) {
      const f = l ? h / l : 0;
      return { u: p[k].u + (p[k + 1].u - p[k].u) * f, v: p[k].v + (p[k + 1].v - p[k].v) * f };
    }
    h -= l;
  }
  return p[0];
};

/** A graph whose nodes stand where they stood. */
function stay(
  diagram: LaneDiagram,
  o: Settings,
  positions: { readonly [id: string]: Spot },
  full: Full,
): Graph {
  const g = prepare(diagram, { ...o, previous: positions, pinned: null });
  let miss = 0;
  for (const n of g.nodes)
    if (n.prev) {
      n.u = n.prev.u;
      n.v = n.prev.v;
    } else {
      n.u = 0;
      n.v = -200 * ++miss;
    }
  markBackEdges(g);
  const lanes = full?.lanes ?? [],
    find = (k: PlacedLane['kind'], id: string): PlacedLane | undefined =>
      lanes.find((l) => l.kind === k && l.id === id);
  g.lane = [
    Math.min(...g.nodes.map((n) => n.v - n.V / 2)) - 40,
    Math.max(...g.nodes.map((n) => n.v + n.V / 2)) + 40,
  ];
  if (g.useRole) {
    g.lane = [];
    let at = 0;
    g.roles.forEach((r, i) => {
      const l = find('role', r.id),
        its = g.nodes.filter((n) => n.role === i);
      if (l) {
        g.lane[i] ??= g.lr ? l.y : l.x;
        at = g.lr ? l.y + l.h : l.x + l.w;
      } else {
        g.lane[i] ??= its.length ? Math.min(...its.map((n) => n.v - n.V / 2)) - o.lanePad : at;
        at = Math.max(g.lane[i] + 140, ...its.map((n) => n.v + n.V / 2 + o.lanePad));
      }
      g.lane[i + 1] = at;
    });
  }
  if (g.phases.length && lanes.length)
    g.phaseWas = g.phases.map((p): [number, number] | null => {
      const l = find('phase', p.id);
      return l ? (g.lr ? [l.x, l.x + l.w] : [l.y, l.y + l.h]) : null;
    });
  if (full?.frame) g.frameU = (g.lr ? full.frame.x : full.frame.y) + (g.useRole ? o.header : 0);
  return g;
}
/** Nodes stay, flows are routed: after a drag. Flows of `keep` that are still clear keep their way. */
export function routeOnly(
  diagram: LaneDiagram,
  positions: Earlier,
  options: LaneOptions = {},
): LaneLayout {
  if (diagram.nodes.length === 0) return empty;
  const o = settings(options);
  const g = stay(diagram, o, positions.nodes, positions);
  sides(g);
  frame(g);
  routeAll(
    g,
    o,
    keepRoutes(g, options.keep?.edges ?? {}, () => true),
  );
  placeLabels(g);
  return output(g, o);
}
type Routes = NonNullable<Earlier['edges']>;

const on = (p: Point, b: GNode['box']): boolean =>
  p.u >= b.u0 - 1 && p.u <= b.u1 + 1 && p.v >= b.v0 - 1 && p.v <= b.v1 + 1;

const med = (l: readonly number[]): number => l.toSorted((a, b) => a - b)[l.length >> 1];

function keepRoutes(
  g: Graph,
  old: Routes,
  may: (e: GEdge) => boolean,
): Map<string, readonly Point[]> {
  const keep = new Map<string, readonly Point[]>();
  for (const n of g.nodes)
    n.box = { u0: n.u - n.U / 2, u1: n.u + n.U / 2, v0: n.v - n.V / 2, v1: n.v + n.V / 2 };
  for (const e of g.edges) {
    const r = old[e.id];
    if (!r || e.self || !may(e)) continue;
    const pts = r.points.map((p) => (g.lr ? { u: p.x, v: p.y } : { u: p.y, v: p.x }));
    if (!on(pts[0], g.nodes[e.s].box) || !on(pts[pts.length - 1], g.nodes[e.t].box)) continue;
    const clear = pts.every((p, k) => {
      if (!k) return true;
      const q = pts[k - 1],
        b = {
          u0: Math.min(p.u, q.u),
          u1: Math.max(p.u, q.u),
          v0: Math.min(p.v, q.v),
          v1: Math.max(p.v, q.v),
        };
      return !g.nodes.some((n) =>
        hit(b, n.box, (n.i === e.s && k === 1) || (n.i === e.t && k === pts.length - 1) ? -1 : 11),
      );
    });
    if (clear) keep.set(e.id, pts);
  }
  return keep;
}

// Tidy a selection: only selected nodes move; the others, their lanes and the flows between them stay.
function tidy(diagram: LaneDiagram, o: Settings, options: LaneOptions, full: Full): LaneLayout {
  const sel = new Set(options.select),
    g = stay(diagram, o, o.previous ?? {}, full),
    lr = g.lr;
  const sub = {
    ...diagram,
    nodes: diagram.nodes.filter((n) => sel.has(n.id)),
    edges: diagram.edges.filter((e) => sel.has(e.source) && sel.has(e.target)),
  };
  if (sub.nodes.length) {
    const {
      previous: _previous,
      select: _select,
      pinned: _pinned,
      keep: _keep,
      ...plain
    } = options;
    const r = layoutLanes(sub, plain);
    const S = g.nodes.filter((n) => sel.has(n.id)),
      at = new Map(
        S.map((n): [number, Point] => {
          const p = r.nodes[n.id],
            x = p.x + p.w / 2,
            y = p.y + p.h / 2;
          return [n.i, lr ? { u: x, v: y } : { u: y, v: x }];
        }),
      );
    const to = (n: GNode): Point => at.get(n.i) ?? n;
    const u0 = Math.min(...S.map((n) => n.u - n.U / 2)),
      su = Math.min(...S.map((n) => to(n).u - n.U / 2));
    const dv = new Map<number, number>();
    for (const k of new Set(S.map((n) => n.role))) {
      const own = S.filter((n) => n.role === k);
      const out = g.edges
        .filter((e) => !e.back && sel.has(g.nodes[e.s].id) !== sel.has(g.nodes[e.t].id))
        .map((e): [GNode, GNode, GEdge] =>
          sel.has(g.nodes[e.s].id)
            ? [g.nodes[e.s], g.nodes[e.t], e]
            : [g.nodes[e.t], g.nodes[e.s], e],
        )
        .filter(([a, b]) => a.role === k && b.role === k)
        .toSorted((a, b) => Number(b[2].main) - Number(a[2].main))
        .at(0);
      let d = out ? out[1].v - to(out[0]).v : med(own.map((n) => n.v - to(n).v));
      if (g.useRole) {
        const lo = Math.min(...own.map((n) => to(n).v - extents(n)[0])),
          hi = Math.max(...own.map((n) => to(n).v + extents(n)[1]));
        d = Math.max(g.lane[k] + 14 - lo, Math.min(d, g.lane[k + 1] - 14 - hi));
      }
      dv.set(k, d);
    }
    for (const n of S) {
      n.u = Math.round(to(n).u + u0 - su);
      n.v = Math.round(to(n).v + (dv.get(n.role) ?? 0));
    }
    if (g.phaseWas)
      for (const n of S) {
        const w = g.phaseWas[n.phase];
        if (w) n.u = Math.max(w[0] + n.U / 2 + 14, Math.min(n.u, w[1] - n.U / 2 - 14));
      }
    unstack(g, (n) => !sel.has(n.id));
    if (g.useRole)
      for (let k = 0; k < g.roles.length; k++) {
        // a lane that became too low grows; what is below moves as one
        const need = Math.max(
          0,
          ...g.nodes
            .filter((n) => n.role === k)
            .map((n) => n.v + extents(n)[1] + 12 - g.lane[k + 1]),
        );
        if (need > 0) {
          for (let q = k + 1; q < g.lane.length; q++) g.lane[q] += need;
          for (const n of g.nodes) if (n.role > k) n.v += need;
        }
      }
  }
  sides(g);
  frame(g);
  routeAll(
    g,
    o,
    keepRoutes(g, full?.edges ?? {}, (e) => !sel.has(g.nodes[e.s].id) && !sel.has(g.nodes[e.t].id)),
  );
  placeLabels(g);
  return output(g, o);
}
