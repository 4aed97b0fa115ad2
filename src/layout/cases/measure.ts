/** What a layout is judged by: counts of what must not be, and of what should be rare. */
import type { LaneDiagram, LaneLayout, Rect } from '../graph.ts';

export interface Measure {
  through: number;
  nearNode: number;
  cross: number;
  overlap: number;
  bends: number;
  slanted: number;
  offNode: number;
  nodeOnNode: number;
  outsideLane: number;
  labelOnNode: number;
  labelOnLabel: number;
  labelOnFlow: number;
  nameOnFlow: number;
  failed: number;
  bad: string[];
}

interface Stretch {
  readonly flow: number;
  readonly first: boolean;
  readonly last: boolean;
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
  readonly flat: boolean;
  readonly steep: boolean;
}

export function measure(d: LaneDiagram, r: LaneLayout): Measure {
  const m: Measure = {
    through: 0,
    nearNode: 0,
    cross: 0,
    overlap: 0,
    bends: 0,
    slanted: 0,
    offNode: 0,
    nodeOnNode: 0,
    outsideLane: 0,
    labelOnNode: 0,
    labelOnLabel: 0,
    labelOnFlow: 0,
    nameOnFlow: 0,
    failed: r.stats.failed,
    bad: [],
  };
  const at = (id: string): Rect => r.nodes[id] ?? { x: 0, y: 0, w: 0, h: 0 };
  const stretches = d.edges.flatMap((e, flow) => {
    const points = r.edges[e.id]?.points ?? [];
    m.bends += Math.max(0, points.length - 2);
    return points.slice(1).map((b, k): Stretch => {
      const a = points[k] ?? b;
      return {
        flow,
        first: k === 0,
        last: k + 2 === points.length,
        x0: Math.min(a.x, b.x),
        x1: Math.max(a.x, b.x),
        y0: Math.min(a.y, b.y),
        y1: Math.max(a.y, b.y),
        flat: Math.abs(a.y - b.y) < 0.05,
        steep: Math.abs(a.x - b.x) < 0.05,
      };
    });
  });
  const say = (what: string): void => void m.bad.push(what);
  for (const s of stretches) {
    const e = d.edges[s.flow];
    if (e === undefined) continue;
    if (!s.flat && !s.steep) m.slanted += 1;
    for (const n of d.nodes) {
      const box = at(n.id);
      const skirt = n.skirt && {
        x: box.x + n.skirt.x,
        y: box.y + box.h,
        w: n.skirt.w,
        h: n.skirt.h,
      };
      if (inside(s, box, 0.5) || (skirt && inside(s, skirt, 0.5))) {
        m.through += 1;
        say(`${e.id} through ${n.id}`);
      } else if (
        inside(s, box, -11.5) &&
        !(n.id === e.source && s.first) &&
        !(n.id === e.target && s.last)
      ) {
        m.nearNode += 1;
        say(`${e.id} near ${n.id}`);
      }
    }
  }
  for (const [k, a] of stretches.entries()) {
    for (const b of stretches.slice(k + 1)) {
      if (a.flow === b.flow) continue;
      const [h, v] = a.flat ? [a, b] : [b, a];
      if (a.flat !== b.flat) {
        if (v.x0 > h.x0 + 0.5 && v.x0 < h.x1 - 0.5 && h.y0 > v.y0 + 0.5 && h.y0 < v.y1 - 0.5)
          m.cross += 1;
        continue;
      }
      if (trunk(d, a.flow, b.flow)) continue;
      const shared = a.flat
        ? Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0)
        : Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0);
      const apart = a.flat ? Math.abs(a.y0 - b.y0) : Math.abs(a.x0 - b.x0);
      if (shared > 1 && apart < 1) m.overlap += 1;
    }
  }
  for (const s of stretches) {
    for (const n of d.nodes) {
      const name = r.nodes[n.id]?.label;
      if (name && inside(s, name, 0)) m.nameOnFlow += 1;
    }
  }
  for (const [k, a] of d.nodes.entries()) {
    for (const b of d.nodes.slice(k + 1)) {
      if (over(at(a.id), at(b.id))) {
        m.nodeOnNode += 1;
        say(`${a.id} on ${b.id}`);
      }
    }
    for (const [kind, id] of [
      ['role', a.role],
      ['phase', a.phase],
    ] as const) {
      const lane = r.lanes.find((l) => l.kind === kind && l.id === id);
      if (lane && !within(at(a.id), lane)) {
        m.outsideLane += 1;
        say(`${a.id} leaves ${lane.id}`);
      }
    }
  }
  for (const e of d.edges) {
    const flow = r.edges[e.id];
    if (!flow) continue;
    for (const [id, p] of [
      [e.source, flow.points[0]],
      [e.target, flow.points.at(-1)],
    ] as const) {
      if (p && !border(p, at(id))) {
        m.offNode += 1;
        say(`end of ${e.id} off ${id}`);
      }
    }
    const { label } = flow;
    if (!label) continue;
    for (const n of d.nodes) {
      const name = r.nodes[n.id]?.label;
      if (over(label, at(n.id)) || (name && over(label, name))) m.labelOnNode += 1;
    }
    for (const s of stretches) {
      if (d.edges[s.flow] !== e && inside(s, label, 1)) m.labelOnFlow += 1;
    }
    for (const other of d.edges.slice(d.edges.indexOf(e) + 1)) {
      const its = r.edges[other.id]?.label;
      if (its && over(label, its)) m.labelOnLabel += 1;
    }
  }
  return m;
}

function inside(s: Stretch, box: Rect, by: number): boolean {
  return (
    s.x1 > box.x + by && s.x0 < box.x + box.w - by && s.y1 > box.y + by && s.y0 < box.y + box.h - by
  );
}
/** Flows that may share a last stretch or a first one. */
function trunk(d: LaneDiagram, a: number, b: number): boolean {
  const [x, y] = [d.edges[a], d.edges[b]];
  if (!x || !y) return false;
  if (x.target === y.target) return true;
  if (x.source !== y.source) return false;
  return (
    d.nodes.find((n) => n.id === x.source)?.kind === 'parallel' ||
    d.edges.filter((e) => e.source === x.source).length > 3
  );
}
function over(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.w && a.x + a.w > b.x && a.y < b.y + b.h && a.y + a.h > b.y;
}
function within(a: Rect, b: Rect): boolean {
  return (
    a.x >= b.x - 0.1 &&
    a.y >= b.y - 0.1 &&
    a.x + a.w <= b.x + b.w + 0.1 &&
    a.y + a.h <= b.y + b.h + 0.1
  );
}
function border(p: { readonly x: number; readonly y: number }, n: Rect): boolean {
  const side = Math.abs(p.x - n.x) < 0.6 || Math.abs(p.x - n.x - n.w) < 0.6;
  const level = Math.abs(p.y - n.y) < 0.6 || Math.abs(p.y - n.y - n.h) < 0.6;
  return (
    (side && p.y >= n.y - 0.6 && p.y <= n.y + n.h + 0.6) ||
    (level && p.x >= n.x - 0.6 && p.x <= n.x + n.w + 0.6)
  );
}
