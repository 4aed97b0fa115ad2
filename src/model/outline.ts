/**
 * A diagram as an indented list: the way of a request from top to bottom, what branches off indented beneath the node it
 * leaves. Every node stands once; every flow is told once, by the row it leads to or by a link to where that stands.
 */
import type { Diagram, Flow } from './diagram.ts';
import type { FlowId, NodeId } from './ids.ts';
import { alongTheFlow, flowsFrom, flowsTo, nodesOf, phasesOf, rolesOf, runs } from './rows.ts';

export interface OutlineRow {
  /** The node's id; of a link the flow's. */
  readonly key: string;
  /** 0 for the main way. */
  readonly depth: number;
  /** What stands here, or where the link leads. */
  readonly node: NodeId;
  /** The flow by which it is reached; null where it begins, or where branches come together. */
  readonly via: FlowId | null;
  /** The node stands in another row. */
  readonly link: boolean;
  /** Follows the row above it in its chain; else it begins one. */
  readonly follows: boolean;
  /** The row whose branch it stands in. */
  readonly parent: NodeId | null;
  /** Reached from an intake; running, but not reached; roles, phases, notes and documents. */
  readonly part: 'flow' | 'loose' | 'aside';
}

/** The flow by which a chain goes on behind a node; null where it branches without one, or ends. */
export function mainFlow(d: Diagram, node: NodeId): Flow | null {
  return wayOn(d, node, null)?.flow ?? null;
}

const known = new WeakMap<
  Diagram['flows'],
  { nodes: Diagram['nodes']; rows: readonly OutlineRow[] }
>();

/** The rows in reading order; reckoned once for the same nodes and flows. */
export function outlineOf(d: Diagram): readonly OutlineRow[] {
  const before = known.get(d.flows);
  if (before?.nodes === d.nodes) return before.rows;
  const rows = reckon(d);
  known.set(d.flows, { nodes: d.nodes, rows });
  return rows;
}

function reckon(d: Diagram): readonly OutlineRow[] {
  const rows: OutlineRow[] = [];
  const standing = new Set<NodeId>();
  const meet = meetings(d);
  // A chain takes its nodes before its branches can: what both reach belongs to the chain.
  const begin = (start: NodeId, first: FlowId | null, at: Where): Chain => {
    const links: Link[] = [];
    let end: Flow | null = null;
    for (let node: NodeId = start, via = first; ;) {
      standing.add(node);
      const way = wayOn(d, node, meet);
      links.push({ node, via, main: way?.flow?.id ?? null });
      if (way === null || d.nodes[way.to] === undefined) break;
      if (standing.has(way.to)) {
        end = way.flow;
        break;
      }
      node = way.to;
      via = way.flow?.id ?? null;
    }
    return { links, end, at, node: 0, flow: -1 };
  };
  // A stack of its own: branches may nest deeper than calls can.
  const walk = (start: NodeId, first: FlowId | null, where: Where): void => {
    const open = [begin(start, first, where)];
    for (let chain = open.at(-1); chain !== undefined; chain = open.at(-1)) {
      const link = chain.links[chain.node];
      if (link === undefined) {
        if (chain.end !== null) rows.push(linkOf(chain.end, chain.at, true));
        open.pop();
        continue;
      }
      const { node, via, main } = link;
      if (chain.flow < 0) {
        rows.push({ ...chain.at, key: node, node, via, link: false, follows: chain.node > 0 });
        chain.flow = 0;
      }
      const flow = flowsFrom(d, node)[chain.flow];
      chain.flow += 1;
      if (flow === undefined) {
        chain.node += 1;
        chain.flow = -1;
        continue;
      }
      if (flow.id === main || d.nodes[flow.to] === undefined) continue;
      const inside = { depth: chain.at.depth + 1, parent: node, part: chain.at.part };
      if (standing.has(flow.to)) rows.push(linkOf(flow, inside, false));
      else open.push(begin(flow.to, flow.id, inside));
    }
  };
  for (const { id } of nodesOf(d, 'intake'))
    if (!standing.has(id)) walk(id, null, { depth: 0, parent: null, part: 'flow' });
  // What nothing leads to begins a chain; of a ring nothing is first, so any of it.
  const rest = alongTheFlow(d).filter((id) => !standing.has(id));
  for (const id of [...rest.filter((one) => flowsTo(d, one).length === 0), ...rest])
    if (!standing.has(id)) walk(id, null, { depth: 0, parent: null, part: 'loose' });
  for (const { id } of [
    ...phasesOf(d),
    ...rolesOf(d),
    ...nodesOf(d, 'note'),
    ...nodesOf(d, 'document'),
  ])
    rows.push({
      key: id,
      node: id,
      depth: 0,
      via: null,
      link: false,
      follows: false,
      parent: null,
      part: 'aside',
    });
  return rows;
}

type Where = Pick<OutlineRow, 'depth' | 'parent' | 'part'>;
interface Link {
  readonly node: NodeId;
  readonly via: FlowId | null;
  /** The flow by which its chain goes on. */
  readonly main: FlowId | null;
}
/** A chain being told: up to which of its nodes, and which of that node's flows; -1: the node itself is next. */
interface Chain {
  readonly links: readonly Link[];
  /** By which it ends at what stands already. */
  readonly end: Flow | null;
  readonly at: Where;
  node: number;
  flow: number;
}

const linkOf = (flow: Flow, at: Where, follows: boolean): OutlineRow => ({
  ...at,
  key: flow.id,
  node: flow.to,
  via: flow.id,
  link: true,
  follows,
});

type Meetings = ReadonlyMap<NodeId, NodeId> | null;

/** How a chain goes on behind a node: along a flow, or (`flow` null) where its branches come together. */
function wayOn(
  d: Diagram,
  node: NodeId,
  meet: Meetings,
): { readonly to: NodeId; readonly flow: Flow | null } | null {
  const flows = flowsFrom(d, node);
  const [only, more] = flows;
  if (only === undefined) return null;
  if (more === undefined) return { to: only.to, flow: only };
  const good = flows.find(
    ({ route }) =>
      route.kind === 'outcomes' &&
      route.outcomes.some((outcome) => outcome === 'approved' || outcome === 'completed'),
  );
  if (good !== undefined) return { to: good.to, flow: good };
  const kind = d.nodes[node]?.kind;
  if (kind === 'gate' || kind === 'subprocess') return null;
  const together = (meet ?? meetings(d)).get(node);
  if (together !== undefined) return { to: together, flow: null };
  const other = flows.find(({ route }) => route.kind === 'default');
  return other === undefined ? null : { to: other.to, flow: other };
}

/**
 * Where all branches of a node come together again: its immediate post-dominator, where gates and subprocesses count with
 * their good way only, for nearly every gate also leads to an end (Cooper, Harvey and Kennedy 2001, on reversed flows).
 */
function meetings(d: Diagram): ReadonlyMap<NodeId, NodeId> {
  const before = met.get(d.flows);
  if (before?.nodes === d.nodes) return before.meet;
  const meet = postDominators(d);
  met.set(d.flows, { nodes: d.nodes, meet });
  return meet;
}
const met = new WeakMap<
  Diagram['flows'],
  { nodes: Diagram['nodes']; meet: ReadonlyMap<NodeId, NodeId> }
>();

function postDominators(d: Diagram): ReadonlyMap<NodeId, NodeId> {
  const running = Object.values(d.nodes).filter((node) => runs(node.kind));
  const next = new Map<NodeId, readonly NodeId[]>();
  const back = new Map<NodeId, NodeId[]>();
  for (const { id, kind } of running) {
    const all = flowsFrom(d, id).filter((flow) => d.nodes[flow.to] !== undefined);
    const good =
      kind === 'gate' || kind === 'subprocess' ? (wayOn(d, id, none)?.flow ?? null) : null;
    const to = (good === null ? all : [good]).map((flow) => flow.to);
    next.set(id, to);
    for (const one of to) {
      const before = back.get(one);
      if (before === undefined) back.set(one, [id]);
      else before.push(id);
    }
  }
  // Post-order from the ends backwards; `null` is the one exit behind them.
  const order: NodeId[] = [];
  const seen = new Set<NodeId>();
  for (const { id } of running) {
    if ((next.get(id)?.length ?? 0) > 0 || seen.has(id)) continue;
    seen.add(id);
    const path: { readonly id: NodeId; readonly rest: NodeId[] }[] = [
      { id, rest: [...(back.get(id) ?? [])] },
    ];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const before = top.rest.pop();
      if (before === undefined) {
        order.push(top.id);
        path.pop();
      } else if (!seen.has(before)) {
        seen.add(before);
        path.push({ id: before, rest: [...(back.get(before) ?? [])] });
      }
    }
  }
  const rank = new Map(order.map((id, at) => [id, at]));
  const exit = order.length;
  const over: number[] = order.map(() => -1);
  const meet = (a: number, b: number): number => {
    let [x, y] = [a, b];
    while (x !== y) {
      while (x < y) x = x === exit ? exit : (over[x] ?? exit);
      while (y < x) y = y === exit ? exit : (over[y] ?? exit);
    }
    return x;
  };
  for (let changed = true; changed;) {
    changed = false;
    for (let at = order.length - 1; at >= 0; at -= 1) {
      const id = order[at];
      const to = id === undefined ? [] : (next.get(id) ?? []);
      let found = to.length === 0 ? exit : -1;
      for (const one of to) {
        const its = rank.get(one);
        if (its === undefined || (over[its] ?? -1) < 0) continue;
        found = found < 0 ? its : meet(found, its);
      }
      if (found >= 0 && over[at] !== found) {
        over[at] = found;
        changed = true;
      }
    }
  }
  const found = new Map<NodeId, NodeId>();
  for (const [at, id] of order.entries()) {
    const above = order[over[at] ?? exit];
    if (above !== undefined) found.set(id, above);
  }
  return found;
}
const none: Meetings = new Map();
