/**
 * What the layout reckons with: nodes and flows by number, in (u, v) instead of (x, y): u runs with the flow, v across
 * it. Left to right: u = x; top to bottom: u = y.
 */
import type { FlowId } from '#model/ids.ts';
import { textWidth, wrapText } from './text.ts';

export interface Spot {
  readonly x: number;
  readonly y: number;
}
export interface Rect extends Spot {
  readonly w: number;
  readonly h: number;
}
/** A polyline, both ends included. */
export type Bends = readonly (readonly [number, number])[];
export type Routes = ReadonlyMap<FlowId, Bends>;
/** A box in (u, v). */
export interface Box {
  u0: number;
  u1: number;
  v0: number;
  v1: number;
}
export interface Point {
  readonly u: number;
  readonly v: number;
}

/** What is asked for. Sizes in px; `name` is a name outside the shape; `skirt` hangs beneath the shape, `x` from its left. */
export interface LaneNode {
  readonly id: string;
  readonly kind: string;
  readonly w: number;
  readonly h: number;
  readonly label?: string;
  readonly role?: string;
  readonly phase?: string;
  /** A process comes in here from elsewhere, as at an intake. */
  readonly entry?: true;
  readonly name?: {
    readonly side: 'above' | 'below';
    readonly lines: readonly string[];
    readonly w: number;
    readonly h: number;
  } | null;
  readonly skirt?: { readonly x: number; readonly w: number; readonly h: number };
}
/** `port`: where it has to leave its source, px from the middle of that side. */
export interface LaneEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly label?: string;
  /** The size of the label's plate, where the caller knows it. */
  readonly plate?: { readonly w: number; readonly h: number };
  readonly outcome?: string;
  readonly loop?: boolean;
  readonly port?: { readonly side: 'E' | 'S' | 'W' | 'N'; readonly off: number };
}
interface Lane {
  readonly id: string;
  readonly label?: string;
}
export interface LaneDiagram {
  readonly roles?: readonly Lane[];
  readonly phases?: readonly Lane[];
  readonly nodes: readonly LaneNode[];
  readonly edges: readonly LaneEdge[];
}

export interface PlacedNode extends Rect {
  readonly label?: Rect & { readonly lines: readonly string[] };
}
export interface PlacedEdge {
  readonly points: readonly Spot[];
  readonly labelAt: Spot;
  readonly label?: Rect & { readonly lines: readonly string[] };
  readonly loop?: true;
  readonly main?: true;
}
export interface PlacedLane extends Rect {
  readonly id: string;
  readonly kind: 'role' | 'phase';
  readonly label: string;
  readonly header: Rect;
}
export interface LaneLayout {
  readonly nodes: { readonly [id: string]: PlacedNode };
  readonly lanes: readonly PlacedLane[];
  readonly edges: { readonly [id: string]: PlacedEdge };
  readonly frame: Rect;
  readonly stats: {
    readonly bends: number;
    readonly length: number;
    readonly failed: number;
    readonly layers: number;
  };
}

/** What is known of an earlier layout: a whole result, or places only. */
export interface Earlier {
  readonly nodes: { readonly [id: string]: Spot };
  readonly lanes?: readonly PlacedLane[];
  readonly edges?: { readonly [id: string]: { readonly points: readonly Spot[] } | undefined };
  readonly frame?: Rect;
}

export interface LaneOptions {
  readonly direction?: 'LR' | 'TB';
  readonly lanes?: 'role' | 'phase' | 'both' | 'none';
  /** Lanes give the order within a column only, without borders: bands above, along and below the way. */
  readonly soft?: boolean;
  /** Keep an earlier layout; the whole result carries its lanes. */
  readonly previous?: Earlier;
  /** Where nodes stood: what stood above another one in its layer stays so, unless much crosses less otherwise. */
  readonly stood?: { readonly [id: string]: Spot };
  /** Pins hold exactly, even against their lane. */
  readonly pinned?: { readonly [id: string]: Spot };
  /** Tidy these only: the others and the flows between them stay, unless a lane has to grow. */
  readonly select?: readonly string[];
  /** Of `routeOnly`: flows that are still clear keep this route. */
  readonly keep?: Pick<Earlier, 'edges'>;
  /** Frames of phases: flows keep off their names and borders, and go around those they have no end in. */
  readonly calm?: readonly CalmFrame[];
  /** Distances in px, see `defaults`. */
  readonly tune?: Partial<typeof defaults>;
}

/** A frame, and how far from its left its name reaches at the smallest size of a fitted picture, px. */
export interface CalmFrame extends Rect {
  readonly title: number;
}
/**
 * px at a frame's top that hold its name and nothing else: the tab is 28 high, and the name, which keeps 11 px on the
 * screen, needs twice that where a long process is seen whole.
 */
export const header = 54;

export const defaults = {
  /** Flow to node, and flow to parallel flow. */
  clear: 12,
  /** Distance of routing tracks. */
  track: 14,
  /** Between stacked nodes. */
  rowGap: 48,
  /** Node to lane border. */
  lanePad: 38,
  /** Least height of a lane without its padding. */
  laneLeast: 64,
  /** Least gap between columns. */
  colGap: 76,
  /** Extra gap where one phase ends and the next begins. */
  phasePad: 28,
  /** Lane title strip. */
  header: 40,
  /** Prices of the router, in px of way. */
  bend: 46,
  cross: 70,
  overlap: 500,
  kiss: 160,
  label: 220,
  /** Price of a px within a frame in which a flow has no end, beside its length. */
  foreign: 12,
  /** Rounds of tearing out and routing again; how greedy the search is on big grids; budgets in search steps, never in time. */
  ripup: 4,
  greed: 0.4,
  budget: 1.4e6,
  tries: 4,
  crossWeight: 2,
  lengthWeight: 0.25,
  /** Up to so many nodes three orders are tried, up to so many two. */
  few: 40,
  some: 80,
  tryBelow: 12_000,
  tryBudget: 40_000,
};
export type Tuning = typeof defaults;
/** Options with their defaults filled in. */
export interface Settings extends Tuning {
  readonly direction: 'LR' | 'TB';
  readonly lanes: 'role' | 'phase' | 'both' | 'none';
  readonly soft: boolean;
  readonly previous: { readonly [id: string]: Spot } | null;
  readonly pinned: { readonly [id: string]: Spot } | null;
  readonly stood: { readonly [id: string]: Spot } | null;
  readonly calm: readonly CalmFrame[];
}

export type Dir = 'E' | 'S' | 'W' | 'N';
interface Text {
  readonly lines: readonly string[];
  readonly w: number;
  readonly h: number;
}
export interface GNode {
  readonly i: number;
  readonly id: string;
  readonly kind: string;
  /** An intake, or where a part of a process is entered. */
  readonly entry: boolean;
  readonly w: number;
  readonly h: number;
  readonly U: number;
  readonly V: number;
  /** Flows may share a last stretch into it, and its ports are the middles of its sides. */
  readonly small: boolean;
  /** A gate with a seal: flows enter at the seal only, or from above. */
  readonly sealed: boolean;
  readonly skirt: NonNullable<LaneNode['skirt']> | null;
  /** Name outside; side 1: towards +v, −1: towards −v, 0: +v but before the centre. */
  readonly lab:
    | (Text & { readonly U: number; readonly V: number; side: number; readonly fixed: boolean })
    | null;
  role: number;
  phase: number;
  readonly out: GEdge[];
  readonly in: GEdge[];
  u: number;
  v: number;
  layer: number;
  pin: Point | null;
  prev: Point | null;
  /** Where it stood; only the order among its neighbours is taken from it. */
  was: Point | null;
  onMain: boolean;
  item: Item;
  portOf: Map<GEdge, Dir>;
  box: Box;
  skirtBox: Box | null;
  lbox: Box | null;
  offW: readonly number[];
  offE: readonly number[];
  offN: readonly number[];
  offS: readonly number[];
  straightOut: GEdge | null;
  straightIn: GEdge | null;
}
export interface GEdge {
  readonly i: number;
  readonly id: string;
  readonly s: number;
  readonly t: number;
  readonly outcome: string;
  back: boolean;
  main: boolean;
  readonly self: boolean;
  /** Said to be a send-back. */
  readonly hint: boolean;
  readonly port: LaneEdge['port'] | null;
  readonly lab: Text | null;
  settled: boolean;
  pts: readonly Point[];
  fixedPts: readonly Point[] | null;
  failed: boolean;
  r: Route | null;
  at: { readonly u: number; readonly v: number; readonly b: Box } | null;
}
/** A node in its layer, or a guide: a place kept free for a flow that passes the layer. */
export interface Item {
  readonly n: GNode | null;
  readonly e: GEdge | null;
  readonly lane: number;
  readonly layer: number;
  readonly nb: readonly [Item[], Item[]];
  top: number;
  bot: number;
  pos: number;
  ord: number;
  key: number | undefined;
  x: number;
  u: number;
  v: number;
}
interface Segment {
  readonly a: Item;
  readonly b: Item;
  readonly e: GEdge;
  readonly w: number;
}
/** Where a flow may leave or enter a node: the grid vertex in front of the port. */
export interface Gap {
  readonly n: GNode;
  readonly dir: number;
  readonly off: number;
  readonly pu: number;
  readonly pv: number;
  readonly i: number;
  readonly j: number;
  readonly vx: number;
  readonly len: number;
  readonly soft: boolean;
}
export interface Route {
  readonly cost: number;
  readonly path: readonly number[];
  readonly sp: Gap | null;
  readonly tp: Gap | null;
}
export interface Graph {
  readonly lr: boolean;
  readonly nodes: GNode[];
  readonly edges: GEdge[];
  readonly roles: readonly Lane[];
  readonly phases: readonly Lane[];
  useRole: boolean;
  readonly usePhase: boolean;
  layers: number;
  rows: Item[][];
  segs: Segment[];
  lane: number[];
  laneAt: number[];
  laneTop: readonly number[] | null;
  phaseAt: number[];
  phaseBorder: number[] | null;
  phaseWas: readonly (readonly [number, number] | null)[] | null;
  prevLayer: readonly number[] | null;
  prevLane: readonly (number | undefined)[] | null;
  frameU: number | null;
  /** Whether the order in which nodes stood was kept. */
  kept: boolean;
  /** Where the first lane began before. */
  v0: number;
  u0: number;
  u1: number;
}

const small = new Set(['decision', 'end', 'wait', 'notify', 'parallel', 'link']);

/** How gladly an outcome is taken for the way most requests go. */
export function mainScore(outcome: string): number {
  return scores[outcome] ?? 2;
}
const scores: { readonly [outcome: string]: number } = {
  approved: 4,
  main: 4,
  completed: 4,
  default: 1,
  conditional: 0,
  rejected: -9,
  expired: -9,
  withdrawn: -9,
  revoked: -9,
  returned: -9,
  no: -3,
};

const nothing: Box = { u0: 0, u1: 0, v0: 0, v1: 0 };

export function itemOf(n: GNode | null, e: GEdge | null, lane: number, layer: number): Item {
  return {
    n,
    e,
    lane,
    layer,
    nb: [[], []],
    top: 0,
    bot: 0,
    pos: 0,
    ord: 0,
    key: undefined,
    x: 0,
    u: 0,
    v: 0,
  };
}

/** Numbers nodes and flows; nodes without a lane take that of a neighbour. Flows with a missing end are left out. */
export function prepare(d: LaneDiagram, o: Settings): Graph {
  const lr = o.direction === 'LR';
  const useRole = o.lanes === 'role' || o.lanes === 'both',
    usePhase = o.lanes === 'phase' || o.lanes === 'both';
  const roles = useRole ? (d.roles ?? []) : [],
    phases = usePhase ? (d.phases ?? []) : [];
  const rIdx = new Map(roles.map((r, i) => [r.id, i])),
    pIdx = new Map(phases.map((p, i) => [p.id, i]));
  const idx = new Map<string, number>();
  const nodes = d.nodes.map((n, i): GNode => {
    idx.set(n.id, i);
    const { w, h } = n;
    const out =
      n.name === undefined
        ? small.has(n.kind) && (n.label ?? '') !== ''
          ? textBox(n.label ?? '', 120, 12, 15, 3)
          : null
        : n.name;
    const node = {
      i,
      id: n.id,
      kind: n.kind,
      entry: n.kind === 'intake' || n.entry === true,
      w,
      h,
      U: lr ? w : h,
      V: lr ? h : w,
      small: small.has(n.kind),
      sealed: n.kind === 'gate' && n.skirt !== undefined,
      skirt: n.skirt ?? null,
      lab: out && {
        ...out,
        U: lr ? out.w : out.h,
        V: lr ? out.h : out.w,
        side: n.name?.side === 'above' ? -1 : 1,
        fixed: n.name !== undefined,
      },
      role: useRole ? (rIdx.get(n.role ?? '') ?? -1) : -1,
      phase: usePhase ? (pIdx.get(n.phase ?? '') ?? -1) : -1,
      out: [],
      in: [],
      u: 0,
      v: 0,
      layer: 0,
      pin: null,
      prev: null,
      was: null,
      onMain: false,
      item: itemOf(null, null, 0, 0),
      portOf: new Map<GEdge, Dir>(),
      box: nothing,
      skirtBox: null,
      lbox: null,
      offW: [],
      offE: [],
      offN: [],
      offS: [],
      straightOut: null,
      straightIn: null,
    };
    return node;
  });
  const edges: GEdge[] = [];
  for (const e of d.edges) {
    const s = idx.get(e.source),
      t = idx.get(e.target);
    if (s === undefined || t === undefined) continue;
    const lab = labelOf(e);
    const x: GEdge = {
      i: edges.length,
      id: e.id,
      s,
      t,
      outcome: e.outcome ?? '',
      back: false,
      main: false,
      self: s === t,
      hint: e.loop === true || e.outcome === 'returned' || e.outcome === 'loop',
      port: e.port ?? null,
      lab,
      settled: false,
      pts: [],
      fixedPts: null,
      failed: false,
      r: null,
      at: null,
    };
    edges.push(x);
    if (!x.self) {
      nodes[s].out.push(x);
      nodes[t].in.push(x);
    }
  }
  // nodes without a lane take that of a neighbour (lanes never stay empty-handed)
  for (const [key, list] of [
    ['role', roles],
    ['phase', phases],
  ] as const) {
    if (!list.length) continue;
    for (let r = 0; r < 4; r++)
      for (const n of nodes)
        if (n[key] < 0) {
          const c = n.in
            .map((e) => nodes[e.s][key])
            .concat(n.out.map((e) => nodes[e.t][key]))
            .filter((k) => k >= 0);
          if (c.length) n[key] = c[0];
        }
    for (const n of nodes) if (n[key] < 0) n[key] = 0;
  }
  const centre = (n: GNode, p: Spot | undefined): Point | null => centreOf({ lr }, n, p);
  for (const n of nodes) {
    n.prev = centre(n, o.previous?.[n.id]);
    n.pin = centre(n, o.pinned?.[n.id]);
    n.was = centre(n, o.stood?.[n.id]);
  }
  return {
    lr,
    nodes,
    edges,
    roles,
    phases,
    useRole,
    usePhase,
    layers: 0,
    rows: [],
    segs: [],
    lane: [],
    laneAt: [],
    laneTop: null,
    phaseAt: [],
    phaseBorder: null,
    phaseWas: null,
    prevLayer: null,
    prevLane: null,
    frameU: null,
    kept: false,
    v0: 0,
    u0: 0,
    u1: 0,
  };
}

/** The middle of a node whose upper left corner is here. */
export function centreOf({ lr }: Pick<Graph, 'lr'>, n: GNode, p: Spot | undefined): Point | null {
  if (p === undefined) return null;
  return { u: lr ? p.x + n.w / 2 : p.y + n.h / 2, v: lr ? p.y + n.h / 2 : p.x + n.w / 2 };
}

function textBox(text: string, max: number, size: number, line: number, lines: number): Text {
  const broken = wrapText(text, max, size, lines);
  return {
    lines: broken,
    w: Math.max(...broken.map((each) => textWidth(each, size))),
    h: broken.length * line,
  };
}

function labelOf(e: LaneEdge): Text | null {
  if (e.label === undefined || e.label === '') return null;
  if (e.plate) return { lines: [e.label], ...e.plate };
  const text = textBox(e.label, 110, 11, 14, 2);
  return { ...text, w: text.w + 8, h: text.h + 4 };
}
