/** The diagram as engine, verifier and forecast read it (CORE.md §2). */
import type {
  Assignment,
  Diagram,
  Field,
  Flow,
  FlowKind,
  Item,
  Node,
  Rule,
} from '#model/diagram.ts';
import type { Digest, FlowId, NodeId, RuleId, TimerId } from '#model/ids.ts';
import { as } from '#model/ids.ts';
import {
  assignmentsOf,
  evidenceOf,
  fieldsOf,
  flowsFrom,
  flowsTo,
  itemsOf,
  runs,
  tiersOf,
} from '#model/rows.ts';
import { fits } from '#model/route.ts';
import type { CFlow, CItem, CNode, Compiled, CRules, CSet, Expr } from './compiled.ts';
import { uncoveredAt } from './covered.ts';
import { faultsOf } from './faults/faults.ts';
import { expr } from './feel/expr.ts';
import { regionsOf } from './regions.ts';

const made = new WeakMap<Diagram, Compiled>();

/**
 * Pure, and never throws: what cannot run stands in `faults`, and of two rows that claim one place the first in order
 * counts. The same diagram under the same digest gives the same object.
 */
export function compile(diagram: Diagram, digest: Digest | 'draft'): Compiled {
  const known = made.get(diagram);
  if (known?.digest === digest) return known;
  const compiled = build(diagram, digest);
  made.set(diagram, compiled);
  return compiled;
}

/** A node while it is drawn: how far the gates' signatures reach is known when all are. */
type Draft = { -readonly [K in keyof CNode]: CNode[K] };

function build(d: Diagram, digest: Digest | 'draft'): Compiled {
  const read = (text: string): Expr => expr(text, d.control.zone);
  const rows = Object.values(d.nodes)
    .filter(({ kind }) => runs(kind))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const index = new Map(rows.map(({ id }, i) => [id, i]));
  const flow = flowsOf(d, index, read);
  const sets = setsOf(d);
  const nodes: Draft[] = [];
  for (const row of rows)
    if (runs(row.kind)) nodes.push(nodeOf(d, row, row.kind, nodes.length, flow, sets, read));
  for (const node of nodes) node.uncovered = uncoveredAt(node, nodes, d.fields);
  return {
    digest,
    diagram: d,
    faults: faultsOf(d, nodes),
    nodes,
    at: new Map(nodes.map((node) => [node.id, node])),
    flow,
    intake: nodes.find(({ kind }) => kind === 'intake') ?? null,
    tiers: tiersOf(d).map(({ tier, when }) => ({ tier, when: read(when) })),
    fields: byKey(fieldsOf(d)),
    regions: regionsOf(nodes),
    rules: rulesOf(d),
  };
}

/** Flows whose two ends run; the others are hidden by repair, and a fault where nobody repaired. */
function flowsOf(
  d: Diagram,
  index: ReadonlyMap<NodeId, number>,
  read: (text: string) => Expr,
): ReadonlyMap<FlowId, CFlow> {
  const flows = new Map<FlowId, CFlow>();
  for (const { id, from, to, route } of Object.values(d.flows).toSorted(byId)) {
    const source = index.get(from);
    const target = index.get(to);
    if (source === undefined || target === undefined) continue;
    const when = route.kind === 'when' ? read(route.when) : null;
    flows.set(id, { i: flows.size, id, from: source, to: target, route, when });
  }
  return flows;
}
const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

function nodeOf(
  d: Diagram,
  row: Node,
  kind: FlowKind,
  i: number,
  flows: ReadonlyMap<FlowId, CFlow>,
  sets: ReadonlyMap<NodeId, readonly CSet[]>,
  read: (text: string) => Expr,
): Draft {
  const compiled = (drawn: readonly Flow[]): CFlow[] =>
    drawn.map(({ id }) => flows.get(id)).filter((flow) => flow !== undefined);
  const out = compiled(flowsFrom(d, row.id));
  const fitting = out.filter(({ route }) => fits(row, route));
  const edges = assignmentsOf(d, row.id).filter(({ role }) => d.nodes[role]?.kind === 'role');
  const by = (letter: Assignment['letter']): Assignment[] =>
    edges.filter((edge) => edge.letter === letter);
  const keeper = by('A')[0] ?? null;
  return {
    i,
    id: row.id,
    kind,
    row,
    in: compiled(flowsTo(d, row.id)),
    out,
    ...ways(row, fitting),
    keeper,
    signs: keeper === null ? by('S') : [...by('S'), keeper],
    works: by('R'),
    consulted: by('C'),
    informed: by('I'),
    items: itemsOf(d, row.id).map((item) => itemOf(item, read)),
    own: evidenceOf(d, row.id),
    uncovered: new Set(),
    sets: sets.get(row.id) ?? [],
    until: untilOf(row, read),
  };
}

function itemOf(row: Item, read: (text: string) => Expr): CItem {
  return {
    row,
    check: row.check === undefined ? null : read(row.check),
    when: row.when === undefined ? null : read(row.when),
  };
}

/** Which flow is taken; the first in drawn order counts where two claim one outcome, timer or default. */
function ways(
  row: Node,
  fitting: readonly CFlow[],
): Pick<CNode, 'byOutcome' | 'byTimer' | 'fallback'> {
  const byOutcome = new Map<string, CFlow>();
  const byTimer = new Map<TimerId, CFlow>();
  for (const flow of fitting) {
    const { route } = flow;
    if (route.kind === 'outcomes')
      for (const outcome of route.outcomes)
        if (!byOutcome.has(outcome)) byOutcome.set(outcome, flow);
    if (route.kind === 'timer' && !byTimer.has(route.timer)) byTimer.set(route.timer, flow);
  }
  const plain = row.kind === 'decision' ? 'default' : 'always';
  return {
    byOutcome,
    byTimer,
    fallback: fitting.find(({ route }) => route.kind === plain) ?? null,
  };
}

function untilOf(row: Node, read: (text: string) => Expr): ReadonlyMap<TimerId | '', Expr> {
  const until = new Map<TimerId | '', Expr>();
  const wait = row.kind === 'wait' ? row.wait : null;
  if (wait?.kind === 'until') until.set('', read(wait.at));
  if (wait?.kind === 'first')
    for (const [id, timer] of Object.entries(wait.timers))
      if (timer.kind === 'until') until.set(as<TimerId>(id), read(timer.at));
  return until;
}

function byKey(fields: readonly Field[]): ReadonlyMap<string, Field> {
  const keyed = new Map<string, Field>();
  for (const field of fields) if (!keyed.has(field.key)) keyed.set(field.key, field);
  return keyed;
}

const rulesIn = (d: Diagram): readonly Rule[] => Object.values(d.rules).toSorted(byId);

function setsOf(d: Diagram): ReadonlyMap<NodeId, readonly CSet[]> {
  const sets = new Map<NodeId, CSet[]>();
  for (const rule of rulesIn(d)) {
    if (rule.kind !== 'different' && rule.kind !== 'same') continue;
    for (const node of new Set(rule.nodes)) {
      const others = rule.nodes.filter((other) => other !== node);
      const set: CSet = { rule: rule.id, kind: rule.kind, others };
      const known = sets.get(node);
      if (known === undefined) sets.set(node, [set]);
      else known.push(set);
    }
  }
  return sets;
}

/** The requester never signs unless a rule switches that off and none switches it on. */
function rulesOf(d: Diagram): CRules {
  const atMost: { rule: RuleId; gates: number }[] = [];
  const limitations = new Map<RuleId, RuleId>();
  const switches: boolean[] = [];
  for (const rule of rulesIn(d)) {
    if (rule.kind === 'atMost') atMost.push({ rule: rule.id, gates: rule.gates });
    if (rule.kind === 'limitation' && !limitations.has(rule.limits))
      limitations.set(rule.limits, rule.id);
    if (rule.kind === 'requesterNeverSigns') switches.push(rule.on);
  }
  const requesterNeverSigns = switches.length === 0 || switches.includes(true);
  return { requesterNeverSigns, atMost, limitations };
}
