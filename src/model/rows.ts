/**
 * Look-ups in a diagram's tables. Diagrams are immutable and keep the identity of unchanged tables, so each index is
 * made once a table and forgotten with it.
 */
import type {
  Assignment,
  Diagram,
  Evidence,
  Field,
  Flow,
  FlowKind,
  GateNode,
  Item,
  Node,
  NodeKind,
  PhaseNode,
  RoleNode,
  Tier,
} from './diagram.ts';
import type { NodeId } from './ids.ts';
import { sorted } from './order.ts';
import type { Ordered } from './order.ts';

type Rows<R> = { readonly [id: string]: R };
type Index<R> = ReadonlyMap<string, readonly R[]>;

/** Remembers what was made of a table for as long as the table lives. */
function perTable<R, V>(make: (table: Rows<R>) => V): (table: Rows<R>) => V {
  const made = new WeakMap<Rows<R>, V>();
  return (table) => {
    const known = made.get(table);
    if (known !== undefined) return known;
    const value = make(table);
    made.set(table, value);
    return value;
  };
}

function index<R extends { readonly id: string }>(rows: readonly R[], of: (row: R) => string) {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const group = groups.get(of(row));
    if (group === undefined) groups.set(of(row), [row]);
    else group.push(row);
  }
  // A list that grew has room for many more.
  for (const [key, group] of groups) if (group.length > 1) groups.set(key, group.slice());
  return groups;
}
const inOrder = <R extends Ordered>(of: (row: R) => string) =>
  perTable<R, Index<R>>((table) => index(sorted(Object.values(table)), of));
const byId = <R extends { readonly id: string }>(rows: readonly R[]): R[] =>
  rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
const byName = <R extends { readonly id: string; readonly name: string }>(rows: readonly R[]) =>
  rows.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1));

const from = inOrder<Flow>((flow) => flow.from);
const to = inOrder<Flow>((flow) => flow.to);
const items = inOrder<Item>((item) => item.node);
const evidence = inOrder<Evidence>((piece) => piece.node);
const fields = inOrder<Field>(() => '');
const tiers = inOrder<Tier>(() => '');
const assignments = perTable<Assignment, Index<Assignment>>((table) =>
  index(byLetter(Object.values(table)), (row) => row.node),
);
const ofRole = perTable<Assignment, Index<Assignment>>((table) =>
  index(byLetter(Object.values(table)), (row) => row.role),
);
const letters = 'ASRCI';
const byLetter = (rows: readonly Assignment[]): Assignment[] =>
  byId(rows).toSorted((a, b) => letters.indexOf(a.letter) - letters.indexOf(b.letter));

/** Flows that leave a node, in drawn order. */
export const flowsFrom = (d: Diagram, node: NodeId): readonly Flow[] =>
  from(d.flows).get(node) ?? [];
/** Flows that arrive at a node. */
export const flowsTo = (d: Diagram, node: NodeId): readonly Flow[] => to(d.flows).get(node) ?? [];
export const itemsOf = (d: Diagram, node: NodeId): readonly Item[] =>
  items(d.items).get(node) ?? [];
export const evidenceOf = (d: Diagram, node: NodeId): readonly Evidence[] =>
  evidence(d.evidence).get(node) ?? [];
/** Assignments of a node: A, S, R, C, I, then by id. */
export const assignmentsOf = (d: Diagram, node: NodeId): readonly Assignment[] =>
  assignments(d.assignments).get(node) ?? [];
/** What a role is assigned to. */
export const assignmentsBy = (d: Diagram, role: NodeId): readonly Assignment[] =>
  ofRole(d.assignments).get(role) ?? [];
/** The fields of the request form, in order. */
export const fieldsOf = (d: Diagram): readonly Field[] => fields(d.fields).get('') ?? [];
/** The tier rules, in order. */
export const tiersOf = (d: Diagram): readonly Tier[] => tiers(d.tiers).get('') ?? [];

const kinds = perTable<Node, ReadonlyMap<string, readonly Node[]>>((table) =>
  index(byId(Object.values(table)), (node) => node.kind),
);
/** Nodes of one kind, by id. */
export function nodesOf<K extends NodeKind>(
  d: Diagram,
  kind: K,
): readonly Extract<Node, { kind: K }>[] {
  const is = (node: Node): node is Extract<Node, { kind: K }> => node.kind === kind;
  return (kinds(d.nodes).get(kind) ?? []).filter(is);
}
/** Roles by name. */
export const rolesOf = (d: Diagram): readonly RoleNode[] => byName(nodesOf(d, 'role'));

const stays: Record<Exclude<NodeKind, FlowKind>, true> = {
  role: true,
  phase: true,
  note: true,
  document: true,
};
/** May a request's token stand here? Roles, phases, notes and documents only explain. */
export const runs = (kind: NodeKind): kind is FlowKind => !(kind in stays);

/** Phases in the order in which a request meets them; those it never meets stand last, by name. */
export function phasesOf(d: Diagram): readonly PhaseNode[] {
  const met = new Map<string, number>();
  for (const [i, id] of alongTheFlow(d).entries()) {
    const phase = d.nodes[id]?.phase;
    if (phase !== undefined && !met.has(phase)) met.set(phase, i);
  }
  const at = (phase: PhaseNode): number => met.get(phase.id) ?? Infinity;
  return byName(nodesOf(d, 'phase')).toSorted((a, b) => (at(a) === at(b) ? 0 : at(a) - at(b)));
}

const ways = new WeakMap<Diagram['nodes'], { flows: Diagram['flows']; order: readonly NodeId[] }>();
/**
 * The nodes that run, as a request meets them from the intake on: reverse postorder, so that a node stands behind all
 * that leads to it but for loops back; what cannot be reached stands last, by id.
 */
export function alongTheFlow(d: Diagram): readonly NodeId[] {
  const known = ways.get(d.nodes);
  if (known?.flows === d.flows) return known.order;
  const seen = new Set<NodeId>();
  const done: NodeId[] = [];
  for (const intake of nodesOf(d, 'intake')) {
    const path: { id: NodeId; next: NodeId[] }[] = [];
    const enter = (id: NodeId): void => {
      seen.add(id);
      // The last way out is walked first, so that the first drawn stands first in the reversed order.
      path.push({ id, next: flowsFrom(d, id).map((flow) => flow.to) });
    };
    if (!seen.has(intake.id)) enter(intake.id);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.next.pop();
      if (next === undefined) {
        done.push(top.id);
        path.pop();
      } else if (!seen.has(next) && d.nodes[next] !== undefined) enter(next);
    }
  }
  const rest = byId(Object.values(d.nodes).filter((node) => runs(node.kind) && !seen.has(node.id)));
  const order = [...done.toReversed(), ...rest.map((node) => node.id)];
  ways.set(d.nodes, { flows: d.flows, order });
  return order;
}

/**
 * What stands in a gate's seal: the number in its phase's name ("Gate 3: Stakeholders" → "3"), which several gates of
 * that phase share; in a diagram whose phases have no numbers, its place among the gates along the flow. Null for what
 * is no gate, and for a gate outside the numbered phases, which would else repeat a number.
 */
export function gateNumber(d: Diagram, node: NodeId): string | null {
  const gate = d.nodes[node];
  if (gate?.kind !== 'gate') return null;
  return anyNumbered(d.nodes) ? numberIn(d.nodes, gate) : (placesOf(d).get(node) ?? null);
}
const anyNumbered = perTable<Node, boolean>((nodes) =>
  Object.values(nodes).some((node) => node.kind === 'gate' && numberIn(nodes, node) !== null),
);

const places = new WeakMap<readonly NodeId[], ReadonlyMap<NodeId, string>>();
/** Each gate's place along the flow; gates of one phase share theirs. */
function placesOf(d: Diagram): ReadonlyMap<NodeId, string> {
  const order = alongTheFlow(d);
  const known = places.get(order);
  if (known !== undefined) return known;
  const numbers = new Map<NodeId, string>();
  const groups = new Set<string>();
  for (const id of order) {
    const one = d.nodes[id];
    if (one?.kind !== 'gate') continue;
    groups.add(one.phase ?? id);
    numbers.set(id, String(groups.size));
  }
  places.set(order, numbers);
  return numbers;
}
function numberIn(nodes: Rows<Node>, gate: GateNode): string | null {
  const phase = gate.phase === undefined ? undefined : nodes[gate.phase];
  return (phase === undefined ? null : /\bgate\s+(\d+[a-z]?)\b/i.exec(phase.name))?.[1] ?? null;
}

export const displayName = (d: Diagram): string => d.control.title.trim() || 'Untitled SOP';
