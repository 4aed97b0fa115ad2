/** What was drawn or listed elsewhere (Mermaid, a table, a list), as rows of a diagram: names, kinds, arrows, who. */
import type {
  Assignment,
  EndOutcome,
  Flow,
  GateOutcome,
  Node,
  NodeKind,
  Route,
} from '#model/diagram.ts';
import type { Clip } from '#model/edit/copy.ts';
import { freshNode, prefixes, rowPrefixes } from '#model/fresh.ts';
import { as } from '#model/ids.ts';
import type { AssignmentId, FlowId, NodeId, PhaseId, RoleId } from '#model/ids.ts';
import { orders } from '#model/order.ts';
import { nextRoute, routeFor } from '#model/route.ts';

export interface SketchNode {
  readonly key: string;
  readonly name: string;
  readonly kind: NodeKind;
  /** Name of who works it, or keeps the gate. */
  readonly role?: string;
  /** Key of the phase it stands in. */
  readonly phase?: string;
}
export interface SketchFlow {
  readonly from: string;
  readonly to: string;
  readonly label?: string;
}
export interface Sketch {
  readonly nodes: readonly SketchNode[];
  readonly flows: readonly SketchFlow[];
}
export type SketchRead =
  | { readonly ok: true; readonly sketch: Sketch }
  | { readonly ok: false; readonly says: string };

/** Characters read at once: a larger text would freeze the page. */
const longestText = 2_000_000;
/** Nodes made at once. */
const mostNodes = 500;

/** The sentence for a text or a drawing that is too large; null where it isn't. */
export function tooMuch(text: string): string | null {
  return text.length > longestText
    ? `This text has ${(text.length / 1e6).toFixed(1)} MB; at most ${longestText / 1e6} MB can be pasted. Nothing was changed.`
    : null;
}
export function tooMany(nodes: number): string | null {
  return nodes > mostNodes
    ? `This would make ${nodes} nodes; at most ${mostNodes} can be pasted at once. Nothing was changed.`
    : null;
}

const gateWords = /\b(approv\w*|sign[ -]?off|review\w*|authori[sz]\w*|gate|endors\w*)\b/i;
const tellWords = /^(notify|inform|tell|announce|communicate|publish to)\b/i;

/** What a name says of its kind, where nothing else does. */
export const kindOf = (name: string): NodeKind =>
  tellWords.test(name.trim()) ? 'notify' : gateWords.test(name) ? 'gate' : 'step';

const outcomeWords: readonly (readonly [RegExp, GateOutcome])[] = [
  [/condition/i, 'conditional'],
  [/reject|refus|den(y|ied)|declin|fail|^no$|^n$/i, 'rejected'],
  [/return|revis|rework|back|change|amend/i, 'returned'],
  [/expir|time ?out|overdue/i, 'expired'],
  [/approv|accept|pass|^yes$|^y$|^ok$/i, 'approved'],
];
const elseWords = /^(no|n|else|otherwise|default|false)$/i;

function endOutcome(name: string): EndOutcome {
  if (/reject|refus|den(y|ied)|declin|fail/i.test(name)) return 'rejected';
  if (/withdraw|cancel/i.test(name)) return 'withdrawn';
  if (/expir/i.test(name)) return 'expired';
  if (/revok/i.test(name)) return 'revoked';
  return /approv|accept|grant|releas|deploy/i.test(name) ? 'approved' : 'completed';
}

/**
 * The sketch as rows under new ids, without places. `roleOf` gives the id of a role that the diagram has already. What
 * can't be a flow (from an end, into an intake, onto itself, drawn twice) is left out; a step with several ways out gets
 * a decision behind it where they are named, else a fork.
 */
export function clipOfSketch(
  sketch: Sketch,
  newId: (prefix: string) => string,
  roleOf: (name: string) => RoleId | null,
): Omit<Clip, 'layout'> {
  const { nodes: drawn, flows: arrows } = branching(sketch);
  const ids = new Map(drawn.map(({ key, kind }) => [key, as<NodeId>(newId(prefixes[kind]))]));
  const roles = new Map<string, RoleId>();
  const nodes: { [id: string]: Node } = {};
  const assignments: { [id: string]: Assignment } = {};
  for (const { key, name, kind, role, phase } of drawn) {
    const id = ids.get(key) ?? as<NodeId>(key);
    const inside = phase === undefined ? undefined : ids.get(phase);
    const node = freshNode(kind, {
      id,
      name: name.slice(0, 500),
      ...(inside === undefined ? {} : { phase: as<PhaseId>(inside) }),
    });
    nodes[id] = node.kind === 'end' ? ended(node, name) : node;
    if (role === undefined || (kind !== 'step' && kind !== 'gate')) continue;
    const known = roles.get(role) ?? roleOf(role) ?? as<RoleId>(newId(prefixes.role));
    if (!roles.has(role) && roleOf(role) === null)
      nodes[known] = freshNode('role', { id: known, name: role });
    roles.set(role, known);
    const row = as<AssignmentId>(newId(rowPrefixes.assignments));
    assignments[row] = { id: row, role: known, node: id, letter: kind === 'gate' ? 'A' : 'R' };
  }
  return { nodes, assignments, items: {}, evidence: {}, flows: flowsOf(arrows, ids, nodes, newId) };
}

function ended(node: Extract<Node, { kind: 'end' }>, name: string): Node {
  const outcome = endOutcome(name);
  return { ...node, outcome, terminating: outcome === 'rejected' };
}

function flowsOf(
  arrows: readonly SketchFlow[],
  ids: ReadonlyMap<string, NodeId>,
  nodes: { readonly [id: string]: Node },
  newId: (prefix: string) => string,
): { [id: string]: Flow } {
  const flows: { [id: string]: Flow } = {};
  const keys = orders(arrows.length);
  const drawn = new Set<string>();
  const routes = new Map<string, Route[]>();
  for (const [at, { from, to, label = '' }] of arrows.entries()) {
    const source = nodes[ids.get(from) ?? ''];
    const target = nodes[ids.get(to) ?? ''];
    if (source === undefined || target === undefined || source === target) continue;
    if (source.kind === 'end' || target.kind === 'intake') continue;
    const pair = `${from}\u0000${to}\u0000${source.kind === 'decision' ? label : ''}`;
    if (drawn.has(pair)) continue;
    drawn.add(pair);
    const others = routes.get(from) ?? [];
    const route = routeOf(source, label.trim(), others);
    routes.set(from, [...others, route]);
    const id = as<FlowId>(newId(rowPrefixes.flows));
    const said = label.trim() !== '' && !(route.kind === 'outcomes' && source.kind === 'gate');
    flows[id] = {
      id,
      from: source.id,
      to: target.id,
      order: keys[at] ?? 'a0',
      route,
      ...(said ? { label: label.trim().slice(0, 200) } : {}),
    };
  }
  return flows;
}

function routeOf(source: Node, label: string, others: readonly Route[]): Route {
  if (source.kind === 'gate') {
    const outcome = outcomeWords.find(([words]) => words.test(label))?.[1];
    const free = !others.some(
      (one) => one.kind === 'outcomes' && one.outcomes.some((its) => its === outcome),
    );
    if (outcome !== undefined && free) return { kind: 'outcomes', outcomes: [outcome] };
  }
  if (source.kind === 'decision') {
    const taken = others.some((one) => one.kind === 'default');
    if (!taken && elseWords.test(label)) return { kind: 'default' };
    if (label !== '' || taken) return { kind: 'when', when: '' };
  }
  return nextRoute(source, others) ?? routeFor(source, others);
}

/** Kinds with one way out hand several on to a decision or a fork. */
function branching({ nodes, flows }: Sketch): Sketch {
  const out = new Map<string, SketchFlow[]>();
  for (const flow of flows) {
    const its = out.get(flow.from);
    if (flow.from === flow.to) continue;
    if (its === undefined) out.set(flow.from, [flow]);
    else its.push(flow);
  }
  const more: SketchNode[] = [];
  const next: SketchFlow[] = [];
  for (const node of nodes) {
    const its = out.get(node.key) ?? [];
    const many = new Set(its.map(({ to }) => to)).size > 1;
    const alone = node.kind !== 'gate' && node.kind !== 'decision' && node.kind !== 'parallel';
    if (!many || !alone || node.kind === 'end') {
      next.push(...its);
      continue;
    }
    const named = its.some(({ label }) => (label ?? '') !== '');
    const key = `${node.key}\u0000ways`;
    const inside = node.phase === undefined ? {} : { phase: node.phase };
    more.push({ key, name: '', kind: named ? 'decision' : 'parallel', ...inside });
    next.push({ from: node.key, to: key }, ...its.map((flow) => ({ ...flow, from: key })));
  }
  return { nodes: [...nodes, ...more], flows: next };
}
