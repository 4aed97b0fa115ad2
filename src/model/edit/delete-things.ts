import type { Diagram, Flow, Rule } from '../diagram.ts';
import type { FlowId, NodeId } from '../ids.ts';
import { runs } from '../rows.ts';
import { straighten } from './place.ts';
import { drop, now, put } from './tables.ts';
import type { DraftDiagram } from './tables.ts';

export interface Deletion {
  readonly nodes: readonly NodeId[];
  readonly flows: readonly FlowId[];
  /**
   * The id of the flow that closes the gap, where one flow led to what is deleted and one led on: it keeps the former's
   * route. Of several gaps the others keep the id of the flow that led there. Absent or null: gaps stay.
   */
  readonly heal?: FlowId | null;
}

/**
 * Deletes nodes and flows with all that hangs on them: flows, assignments, items, evidence, places, assumptions, their
 * part in rules. Escalations, notifications and ownership by a deleted role stay, and repair says so: dropping them
 * would change the meaning behind somebody's back.
 */
export function deleteThings(d: DraftDiagram, { nodes, flows, heal = null }: Deletion): void {
  const diagram = now(d);
  const gone = new Set<string>(nodes);
  const cut = new Set<string>(flows);
  const mended = heal === null ? [] : bridges(diagram, gone, cut, heal);
  for (const flow of Object.values(diagram.flows))
    if (gone.has(flow.from) || gone.has(flow.to)) cut.add(flow.id);

  drop(d, 'flows', cut);
  for (const flow of mended) {
    straighten(d, flow.id);
    cut.delete(flow.id);
    put(d, 'flows', flow);
  }
  drop(d, 'nodes', gone);
  drop(d, 'layout', [...gone, ...cut]);
  drop(d, 'assumptions', gone);
  drop(
    d,
    'assignments',
    ids(diagram.assignments, (row) => gone.has(row.node) || gone.has(row.role)),
  );
  drop(
    d,
    'items',
    ids(diagram.items, (row) => gone.has(row.node)),
  );
  drop(
    d,
    'evidence',
    ids(diagram.evidence, (row) => gone.has(row.node)),
  );
  for (const node of Object.values(diagram.nodes))
    if (node.phase !== undefined && gone.has(node.phase)) delete d.nodes[node.id]?.phase;
  forgetInRules(d, diagram, gone);
}

const ids = <R extends { readonly id: string }>(
  table: { readonly [id: string]: R },
  is: (row: R) => boolean,
): string[] =>
  Object.values(table)
    .filter(is)
    .map(({ id }) => id);

/** The flows that close the gaps: one for each connected part of what is deleted that has one way in and one out. */
function bridges(
  d: Diagram,
  gone: ReadonlySet<string>,
  cut: ReadonlySet<string>,
  heal: FlowId,
): Flow[] {
  const flows = Object.values(d.flows).filter((flow) => !cut.has(flow.id));
  const found: Flow[] = [];
  const seen = new Set<string>();
  for (const start of gone) {
    if (seen.has(start)) continue;
    const part = new Set([start]);
    for (const id of part)
      for (const { from, to } of flows) {
        if (from === id && gone.has(to)) part.add(to);
        if (to === id && gone.has(from)) part.add(from);
      }
    for (const id of part) seen.add(id);
    const [before, ...more] = flows.filter(({ from, to }) => part.has(to) && !part.has(from));
    const [after, ...others] = flows.filter(({ from, to }) => part.has(from) && !part.has(to));
    if (before === undefined || after === undefined || more.length + others.length > 0) continue;
    if (before.from === after.to || !stands(d, before.from) || !stands(d, after.to)) continue;
    const id = found.length === 0 ? heal : before.id;
    found.push({ ...before, id, to: after.to });
  }
  return found;
}
const stands = (d: Diagram, id: NodeId): boolean => {
  const node = d.nodes[id];
  return node !== undefined && runs(node.kind);
};

/** A set of one node says nothing any more and goes, with its limitations. */
function forgetInRules(d: DraftDiagram, diagram: Diagram, gone: ReadonlySet<string>): void {
  const empty = new Set<string>();
  for (const rule of Object.values(diagram.rules)) {
    const rest = without(rule, gone);
    if (rest === null) empty.add(rule.id);
    else if (rest !== rule) put(d, 'rules', rest);
  }
  for (const rule of Object.values(diagram.rules))
    if (rule.kind === 'limitation' && empty.has(rule.limits)) empty.add(rule.id);
  drop(d, 'rules', empty);
}

function without(rule: Rule, gone: ReadonlySet<string>): Rule | null {
  switch (rule.kind) {
    case 'different':
    case 'same':
      return some(rule, rule.nodes, gone, 2, (nodes) => ({ ...rule, nodes }));
    case 'noSharedApprover':
      return some(rule, rule.gates, gone, 2, (gates) => ({ ...rule, gates }));
    case 'onlyThrough':
      // A promise whose gate is deleted is kept: repair says that it cannot be held.
      return some(rule, rule.nodes, gone, 1, (nodes) => ({ ...rule, nodes }));
    case 'slaMax':
      return gone.has(rule.to) ? null : rule;
    case 'requesterNeverSigns':
    case 'atMost':
    case 'limitation':
    case 'rejectionsNotified':
      return rule;
  }
}
function some(
  rule: Rule,
  nodes: readonly NodeId[],
  gone: ReadonlySet<string>,
  least: number,
  make: (rest: readonly NodeId[]) => Rule,
): Rule | null {
  const rest = nodes.filter((id) => !gone.has(id));
  if (rest.length === nodes.length) return rule;
  return rest.length < least ? null : make(rest);
}
