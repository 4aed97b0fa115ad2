/**
 * Long processes wrapped into rows: each phase is laid out alone, in the three bands; the frames fill rows so that the
 * whole is as large as can be in a window; flows are routed afterwards, all at once.
 */
import type { Diagram } from '#model/diagram.ts';
import type { Band } from './bands.ts';
import { header } from './graph.ts';
import type { CalmFrame, LaneDiagram, LaneLayout, LaneNode, Rect, Spot, Tuning } from './graph.ts';
import { layoutLanes } from './lanes.ts';
import type { Size } from './sizes.ts';
import { textWidth } from './text.ts';

/** Outcomes that lead off the way most requests go. */
const aside: ReadonlySet<string> = new Set(['returned', 'rejected', 'expired']);

type Corners = { readonly [id: string]: Spot };

export interface Framed {
  /** Upper left corners of the nodes' boxes. */
  readonly at: { readonly [id: string]: Spot };
  readonly frames: { readonly [phase: string]: Rect };
  readonly size: Size;
}
interface Frame {
  readonly id: string;
  readonly own: LaneLayout;
  readonly box: Rect;
  readonly extras: readonly (Spot & { readonly node: LaneNode })[];
  readonly w: number;
  readonly h: number;
  /** From the frame's top to the middle of the way most requests go, where frames of a row are lined up. */
  readonly anchor: number;
}

/** px between frames (whole tracks), around their content, and above it for the name. */
const gap = { x: 56, track: 14 };
const pad = { x: 24, top: header + 4, bottom: 14 };

const bands: readonly { readonly id: Band }[] = [{ id: 'above' }, { id: 'path' }, { id: 'below' }];
/** Denser than the lane view: bands have no headers, and outcomes no words on their flows. */
const tune: Partial<Tuning> = {
  colGap: 40,
  rowGap: 32,
  lanePad: 10,
  laneLeast: 0,
  header: 0,
};

/** Between rows a way around everything is worse than a crossing. */
export const overRows: Partial<Tuning> = {
  lengthWeight: 0.4,
  cross: 60,
};

/** Frames for the router: with the room that their names take where a long process is seen whole. */
export function calmFrames(
  diagram: Diagram,
  boxes: { readonly [phase: string]: Rect },
): readonly CalmFrame[] {
  return Object.values(diagram.nodes).flatMap((node): CalmFrame[] => {
    const box = boxes[node.id];
    if (node.kind !== 'phase' || box === undefined) return [];
    return [{ ...box, title: textWidth(node.name, 11 / 0.31, 600) + 52 }];
  });
}

/** What a diagram is fitted into on the editor's canvas at 1440 × 900, px. */
const canvas: Size = { w: 984, h: 728 };

/** `order` names the phases from first to last. Nodes without one of them go to the phase of a neighbour, else the first. */
export function layoutWrapped(
  diagram: LaneDiagram,
  order: readonly string[],
  {
    window = canvas,
    stood = {},
  }: { readonly window?: Size | undefined; readonly stood?: Corners } = {},
): Framed {
  const home = homes(diagram, order);
  const frames = order.flatMap((id) => {
    const nodes = diagram.nodes.filter((node) => home.get(node.id) === id);
    if (nodes.length === 0) return [];
    const before = new Set(order.slice(0, order.indexOf(id)));
    const entered = diagram.edges.filter(
      ({ source, outcome }) => before.has(home.get(source) ?? '') && !aside.has(outcome ?? ''),
    );
    const entries = new Set(entered.map(({ target }) => target));
    const all = nodes.map((node) =>
      entries.has(node.id) ? { ...node, entry: true as const } : node,
    );
    return [frameOf(diagram, { id, all, stood })];
  });
  const between = tracksBetween(diagram, home, order);
  const rows = largest(frames, window, between);
  const at: { [id: string]: Spot } = {};
  const placed: { [phase: string]: Rect } = {};
  let y = 0;
  let right = 0;
  rows.forEach((row, k) => {
    const anchor = Math.max(...row.map((frame) => frame.anchor));
    const h = Math.max(...row.map((frame) => anchor - frame.anchor + frame.h));
    let x = 0;
    for (const frame of row) {
      placed[frame.id] = { x, y, w: frame.w, h };
      const dx = x + pad.x - frame.box.x;
      const dy = y + pad.top + anchor - frame.anchor - frame.box.y;
      for (const [id, node] of Object.entries(frame.own.nodes)) {
        at[id] = { x: Math.round(node.x + dx), y: Math.round(node.y + dy) };
      }
      for (const extra of frame.extras) {
        at[extra.node.id] = { x: Math.round(extra.x + dx), y: Math.round(extra.y + dy) };
      }
      x += frame.w + gap.x;
    }
    right = Math.max(right, x - gap.x);
    const next = rows[k + 1];
    y += h + (next ? between(row, next) : 0);
  });
  return { at, frames: placed, size: { w: right, h: y } };
}

function homes(diagram: LaneDiagram, order: readonly string[]): ReadonlyMap<string, string> {
  const home = new Map<string, string>();
  for (const node of diagram.nodes) {
    if (node.phase !== undefined && order.includes(node.phase)) home.set(node.id, node.phase);
  }
  for (let round = 0; round < 4; round += 1) {
    for (const { source, target } of diagram.edges) {
      const [from, to] = [home.get(source), home.get(target)];
      if (from !== undefined && to === undefined) home.set(target, from);
      if (to !== undefined && from === undefined) home.set(source, to);
    }
  }
  for (const node of diagram.nodes) if (!home.has(node.id)) home.set(node.id, order[0] ?? '');
  return home;
}

type Row = readonly Frame[];
/** Height of the gap between two rows: one track for each node that flows lead to across it. */
function tracksBetween(
  diagram: LaneDiagram,
  home: ReadonlyMap<string, string>,
  order: readonly string[],
): (row: Row, next: Row) => number {
  const rank = (node: string): number => order.indexOf(home.get(node) ?? '');
  const across = diagram.edges.map(({ source, target }) => ({
    target,
    low: Math.min(rank(source), rank(target)),
    high: Math.max(rank(source), rank(target)),
  }));
  return (_, next) => {
    const below = order.indexOf(next[0]?.id ?? '');
    const flows = across.filter(({ low, high }) => low < below && high >= below);
    const targets = new Set(flows.map(({ target }) => target)).size;
    return gap.track * (1 + Math.min(6, Math.max(2, targets)));
  };
}

function frameOf(
  diagram: LaneDiagram,
  { id, all, stood }: { readonly id: string; readonly all: readonly LaneNode[]; stood: Corners },
): Frame {
  const flowing = all.filter((node) => node.kind !== 'note' && node.kind !== 'document');
  const ids = new Set(flowing.map((node) => node.id));
  const edges = diagram.edges.filter((edge) => ids.has(edge.source) && ids.has(edge.target));
  const own = layoutLanes(
    { roles: bands, nodes: flowing, edges },
    { lanes: 'role', soft: true, tune, stood },
  );
  const box = boxOf(own, flowing, sentBack(diagram, ids));
  const extras = shelf(
    all.filter((node) => !ids.has(node.id)),
    box,
    obstacles(own, flowing),
  );
  const right = Math.max(box.x + box.w, ...extras.map(({ x, node }) => x + node.w));
  const low = Math.max(box.y + box.h, ...extras.map(({ y, node }) => y + node.h));
  return {
    id,
    own,
    box,
    extras,
    w: Math.ceil(right - box.x) + 2 * pad.x,
    h: Math.ceil(low - box.y) + pad.top + pad.bottom,
    anchor: Math.round(pad.top + middle(own, flowing) - box.y),
  };
}

/** Everything that takes room: shapes, names outside them, trees beneath them. */
function solid(own: LaneLayout, nodes: readonly LaneNode[]): readonly Rect[] {
  return nodes.flatMap((node): Rect[] => {
    const place = own.nodes[node.id];
    if (!place) return [];
    const skirt = node.skirt && {
      x: place.x,
      y: place.y,
      w: node.skirt.x + node.skirt.w,
      h: place.h + node.skirt.h,
    };
    return [place, ...(place.label ? [place.label] : []), ...(skirt ? [skirt] : [])];
  });
}

/** Nodes that send back upwards: a track runs above them. */
function sentBack(diagram: LaneDiagram, ids: ReadonlySet<string>): ReadonlySet<string> {
  const up = diagram.edges.filter(
    ({ source, target, port }) => port?.side === 'N' && ids.has(source) && ids.has(target),
  );
  return new Set(up.map(({ source }) => source));
}

function boxOf(own: LaneLayout, nodes: readonly LaneNode[], back: ReadonlySet<string>): Rect {
  const all = obstacles(own, nodes);
  if (all.length === 0) return { x: 0, y: 0, w: 160, h: 0 };
  const x = Math.min(...all.map((b) => b.x));
  const tracks = [...back]
    .flatMap((id) => own.nodes[id] ?? [])
    .map((at) => at.y - 12 - (back.size > 1 ? 14 : 0));
  const y = Math.min(...solid(own, nodes).map((b) => b.y), ...tracks);
  const right = Math.max(...all.map((b) => b.x + b.w));
  const low = Math.max(...all.map((b) => b.y + b.h));
  return { x, y, w: right - x, h: low - y };
}

/** Height of the way most requests go: where it enters the phase. */
function middle(own: LaneLayout, nodes: readonly LaneNode[]): number {
  const path = nodes.filter((node) => node.role === 'path');
  const first = (path.length > 0 ? path : nodes)
    .flatMap((node) => own.nodes[node.id] ?? [])
    .toSorted((a, b) => a.x - b.x)[0];
  return first ? first.y + first.h / 2 : 0;
}

/** Notes and documents where there is room low in the frame, else on a shelf beneath the flow. */
function shelf(nodes: readonly LaneNode[], box: Rect, taken: readonly Rect[]): Frame['extras'] {
  const out: (Spot & { readonly node: LaneNode })[] = [];
  const full = [...taken];
  let x = box.x;
  let low = box.y + box.h + (box.h > 0 ? 28 : 0);
  let high = 0;
  for (const node of nodes) {
    let spot = nook(node, box, full);
    if (spot === null) {
      if (x > box.x && x + node.w > box.x + box.w) {
        [x, low, high] = [box.x, low + high + 16, 0];
      }
      spot = { x, y: low };
      x += node.w + 20;
      high = Math.max(high, node.h);
    }
    full.push({ ...spot, w: node.w, h: node.h });
    out.push({ ...spot, node });
  }
  return out;
}

/** A free place inside the box, lowest first, then from the left; null where there is none. */
function nook(node: LaneNode, box: Rect, full: readonly Rect[]): Spot | null {
  const room = 24;
  for (let y = box.y + box.h - node.h; y >= box.y + box.h / 2; y -= 20) {
    for (let x = box.x; x <= box.x + box.w - node.w; x += 20) {
      const free = full.every(
        (b) =>
          x >= b.x + b.w + room ||
          x + node.w + room <= b.x ||
          y >= b.y + b.h + room ||
          y + node.h + room <= b.y,
      );
      if (free) return { x, y };
    }
  }
  return null;
}

/** Boxes of shapes, names and trees, and of every stretch of a flow. */
function obstacles(own: LaneLayout, nodes: readonly LaneNode[]): readonly Rect[] {
  const stretches = Object.values(own.edges).flatMap(({ points }) =>
    points.slice(1).map((b, k): Rect => {
      const a = points[k];
      const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
      return { x, y, w: Math.max(a.x, b.x) - x, h: Math.max(a.y, b.y) - y };
    }),
  );
  return [...solid(own, nodes), ...stretches];
}

/** Of all ways to break the frames, in order, into rows: the one that is largest in the window. */
function largest(
  frames: Row,
  window: Size,
  between: (row: Row, next: Row) => number,
): readonly Row[] {
  let best: readonly Row[] = [];
  let zoom = 0;
  for (let from = 0; from < frames.length; from += 1) {
    for (let to = from + 1; to <= frames.length; to += 1) {
      const rows = rowsWithin(frames, widthOf(frames.slice(from, to)));
      const { w, h } = sizeOfRows(rows, between);
      const fit = Math.min(window.w / w, window.h / h);
      if (fit > zoom + 1e-9) [best, zoom] = [rows, fit];
    }
  }
  return best;
}

function rowsWithin(frames: readonly Frame[], width: number): readonly Row[] {
  const rows: Frame[][] = [];
  for (const frame of frames) {
    const row = rows.at(-1);
    if (row && widthOf([...row, frame]) <= width) row.push(frame);
    else rows.push([frame]);
  }
  return rows;
}

function widthOf(row: readonly Frame[]): number {
  return row.reduce((sum, frame) => sum + frame.w, gap.x * (row.length - 1));
}

function sizeOfRows(rows: readonly Row[], between: (row: Row, next: Row) => number): Size {
  let h = 0;
  rows.forEach((row, k) => {
    const anchor = Math.max(...row.map((frame) => frame.anchor));
    const next = rows[k + 1];
    h += Math.max(...row.map((frame) => anchor - frame.anchor + frame.h));
    if (next) h += between(row, next);
  });
  return { w: Math.max(...rows.map(widthOf)), h };
}
