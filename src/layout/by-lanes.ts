/**
 * A diagram laid out in lanes: one for each role that keeps gates or does steps, or one column for each phase, or both,
 * from left to right or from top to bottom. Lanes are a view of the assignments: they are read back from where the nodes
 * stand.
 */
import { as } from '#model/ids.ts';
import type { Diagram, Node } from '#model/diagram.ts';
import type { NodeId, RoleId } from '#model/ids.ts';
import { assignmentsOf } from '#model/rows.ts';
import { takenBy } from './boxes.ts';
import type { LaneNode, Rect, Spot } from './graph.ts';
import { header } from './graph.ts';
import { laneEdges, laneNodes } from './lane-diagram.ts';
import { layoutLanes } from './lanes.ts';
import { phasesInOrder } from './phases.ts';

export interface LaneWish {
  readonly lanes: 'role' | 'phase' | 'both' | 'none';
  readonly direction: 'LR' | 'TB';
}

/** The role in whose lane a node belongs: a gate's keeper, who does a step, who asks; null for all else. */
export function laneRoleOf(diagram: Diagram, node: Node): RoleId | null {
  if (node.kind === 'intake') return diagram.control.requesters;
  if (node.kind !== 'gate' && node.kind !== 'step') return null;
  const rows = assignmentsOf(diagram, node.id);
  const letters = node.kind === 'gate' ? ['A', 'S', 'R'] : ['R', 'A'];
  for (const letter of letters) {
    const row = rows.find((each) => each.letter === letter);
    if (row !== undefined) return row.role;
  }
  return null;
}

/** Where everything stands in lanes: upper left corners of the boxes, frames of phases. */
export function placedInLanes(
  diagram: Diagram,
  { lanes, direction }: LaneWish,
  stood: { readonly [id: string]: Spot } = {},
): {
  readonly at: { readonly [id: string]: Spot };
  readonly frames: { readonly [phase: string]: Rect };
} {
  const down = direction === 'TB';
  const nodes = laneNodes(diagram).map((lane): LaneNode => {
    const node = diagram.nodes[as<NodeId>(lane.id)];
    const role = node === undefined ? null : laneRoleOf(diagram, node);
    const { skirt, role: _band, ...rest } = lane;
    const own: LaneNode = role === null ? rest : { ...rest, role };
    // Downwards a tree is part of its gate's box: what follows stands beneath it.
    if (skirt === undefined) return own;
    return down
      ? { ...own, w: Math.max(own.w, skirt.x + skirt.w), h: own.h + skirt.h }
      : { ...own, skirt };
  });
  const edges = laneEdges(diagram).map(({ port: _port, ...edge }) => edge);
  const order: string[] = [];
  for (const { role } of nodes) if (role !== undefined && !order.includes(role)) order.push(role);
  const roles = inOrderOfTheFlow(diagram, order);
  const phases = phasesInOrder(diagram);
  const laid = layoutLanes(
    { nodes, edges, roles: roles.map((id) => ({ id })), phases: phases.map((id) => ({ id })) },
    { lanes, direction, stood },
  );
  const at: { [id: string]: Spot } = {};
  for (const [id, { x, y }] of Object.entries(laid.nodes)) at[id] = { x, y };
  const frames: { [phase: string]: Rect } = {};
  for (const lane of laid.lanes)
    if (lane.kind === 'phase') frames[lane.id] = { x: lane.x, y: lane.y, w: lane.w, h: lane.h };
  if (lanes === 'role' || lanes === 'none')
    for (const phase of phases) {
      const its = nodes.filter((node) => node.phase === phase);
      if (its.length > 0) frames[phase] = around(its.flatMap(({ id }) => laid.nodes[id] ?? []));
    }
  return { at, frames };
}

function around(boxes: readonly Rect[]): Rect {
  const x = Math.min(...boxes.map((box) => box.x)) - 24;
  const y = Math.min(...boxes.map((box) => box.y)) - header;
  const right = Math.max(...boxes.map((box) => box.x + box.w)) + 24;
  const low = Math.max(...boxes.map((box) => box.y + box.h)) + 24;
  return { x, y, w: right - x, h: low - y };
}

/** Requesters first, then roles as a request meets them. */
function inOrderOfTheFlow(diagram: Diagram, roles: readonly string[]): readonly string[] {
  const phases = phasesInOrder(diagram);
  const rank = new Map<string, number>();
  for (const node of Object.values(diagram.nodes)) {
    const role = laneRoleOf(diagram, node);
    if (role === null) continue;
    const at = node.kind === 'intake' ? -1 : phases.indexOf(node.phase ?? '');
    rank.set(role, Math.min(rank.get(role) ?? Infinity, at));
  }
  return roles.toSorted((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0) || (a < b ? -1 : 1));
}

/** A lane as it is drawn: over the whole length of the diagram. */
export interface Band extends Rect {
  readonly role: RoleId;
}
const least = 96;
const beside = 36;

const middle = (list: readonly number[]): number =>
  list.reduce((sum, each) => sum + each, 0) / Math.max(1, list.length);

/** The lanes as nodes stand now, one a role that has a node in it; borders lie half way between two roles' nodes. */
export function bandsByRole(diagram: Diagram, direction: LaneWish['direction']): readonly Band[] {
  const down = direction === 'TB';
  const spans = new Map<RoleId, { low: number; high: number; middles: number[] }>();
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const node of Object.values(diagram.nodes)) {
    for (const { x, y, w, h, what } of takenBy(diagram, node)) {
      [x0, y0] = [Math.min(x0, x), Math.min(y0, y)];
      [x1, y1] = [Math.max(x1, x + w), Math.max(y1, y + h)];
      const role = laneRoleOf(diagram, node);
      if (role === null || what === 'name') continue;
      const [a, b] = down ? [x, x + w] : [y, y + h];
      const span = spans.get(role) ?? { low: a, high: b, middles: [] };
      if (what === 'shape') span.middles.push((a + b) / 2);
      spans.set(role, {
        low: Math.min(span.low, a),
        high: Math.max(span.high, b),
        middles: span.middles,
      });
    }
  }
  const order = [...spans].toSorted(([, a], [, b]) => middle(a.middles) - middle(b.middles));
  if (order.length === 0) return [];
  const first = Math.min(down ? x0 : y0, order[0][1].low) - beside;
  const last = (down ? x1 : y1) + beside;
  const borders = order.map(([, span], k) => {
    const before = order[k - 1]?.[1];
    if (before === undefined) return first;
    return before.high <= span.low
      ? (before.high + span.low) / 2
      : (middle(before.middles) + middle(span.middles)) / 2;
  });
  return order.map(([role], k) => {
    const from = borders[k];
    const to = Math.max(from + least, borders[k + 1] ?? last);
    return down
      ? { role, x: from, y: y0 - 80, w: to - from, h: y1 - y0 + 120 }
      : { role, x: x0 - 80, y: from, w: x1 - x0 + 120, h: to - from };
  });
}

/** The role whose lane holds a point. */
export const roleAt = (bands: readonly Band[], { x, y }: Spot): RoleId | null =>
  bands.find((band) => x >= band.x && x <= band.x + band.w && y >= band.y && y <= band.y + band.h)
    ?.role ?? null;
