/**
 * What two people's concurrent edits may leave behind, read as a diagram without loose ends (CORE.md §1.1). A
 * projection, never a write: hidden rows stay in the draft, so that undoing a deletion brings them back. What would
 * change the meaning if it were dropped (an escalation to a deleted role) is kept, with a finding.
 */
import type { Control, Diagram, Node } from './diagram.ts';
import { differing, madeFrom } from './differing.ts';
import type { Finding } from './finding.ts';
import type { FieldId, NodeId } from './ids.ts';
import { repairFindings } from './repair-findings.ts';
import { runs } from './rows.ts';

export interface Repaired {
  readonly diagram: Diagram;
  readonly findings: readonly Finding[];
}
const made = new WeakMap<Diagram, Repaired>();

/** The very same objects come back where nothing is hidden; asked twice, it answers the same. */
export function repair(diagram: Diagram): Repaired {
  const known = made.get(diagram);
  if (known !== undefined) return known;
  const repaired = project(diagram);
  const answer = { diagram: repaired, findings: findingsOf(repaired) };
  made.set(diagram, answer);
  if (repaired !== diagram) made.set(repaired, answer);
  return answer;
}

const found = new WeakMap<
  Diagram['nodes'],
  { readonly of: readonly unknown[]; readonly findings: readonly Finding[] }
>();
/** They say nothing of places: a drag asks for them again, and none changes. */
function findingsOf(d: Diagram): readonly Finding[] {
  const of = [d.control, d.flows, d.assignments, d.fields, d.rules];
  const last = found.get(d.nodes);
  if (last !== undefined && of.every((table, at) => last.of[at] === table)) return last.findings;
  const findings = repairFindings(d);
  found.set(d.nodes, { of, findings });
  return findings;
}

function project(d: Diagram): Diagram {
  const exists = ({ node }: { readonly node: NodeId }): boolean => d.nodes[node] !== undefined;
  const stands = (id: NodeId): boolean => {
    const node = d.nodes[id];
    return node !== undefined && runs(node.kind);
  };
  const flows = keep(d.flows, [d.nodes], (flow) => stands(flow.from) && stands(flow.to));
  const drawn: { readonly [id: string]: unknown } = flows;
  const nodes: { readonly [id: string]: unknown } = d.nodes;
  const next: Diagram = {
    ...d,
    control: readControl(d),
    nodes: readBy(d.nodes, [d.fields], () => readNodes(d)),
    flows,
    assignments: keep(
      d.assignments,
      [d.nodes],
      (row) => exists(row) && d.nodes[row.role]?.kind === 'role',
    ),
    items: keep(d.items, [d.nodes], exists),
    evidence: keep(d.evidence, [d.nodes], exists),
    rules: keep(
      d.rules,
      [],
      (rule) => rule.kind !== 'limitation' || d.rules[rule.limits] !== undefined,
    ),
    layout: keep(
      d.layout,
      [d.nodes, flows],
      ({ id }) => nodes[id] !== undefined || drawn[id] !== undefined,
    ),
  };
  return tables.every((table) => next[table] === d[table]) ? d : next;
}
const tables = [
  'control',
  'nodes',
  'flows',
  'assignments',
  'items',
  'evidence',
  'rules',
  'layout',
] as const;

type Rows<R> = { readonly [id: string]: R };
const tablesRead = new WeakMap<
  object,
  { readonly by: readonly object[]; readonly table: unknown }
>();
/** A table is read again only when it or one of those `by` which that is told has changed. */
function readBy<T extends object>(table: T, by: readonly object[], make: () => T): T {
  const known = tablesRead.get(table);
  if (known !== undefined && by.every((each, at) => known.by[at] === each)) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what was made of a table has its type
    return known.table as T;
  }
  const next = make();
  tablesRead.set(table, { by, table: next });
  return next;
}
/** The rows that stand. Where all stood before, only those that are others now are looked at. */
const keep = <R>(table: Rows<R>, by: readonly object[], is: (row: R) => boolean): Rows<R> =>
  readBy(table, by, () => {
    const whole = wholeBefore(table, by);
    const asked =
      whole === null
        ? Object.values(table)
        : whole.flatMap((id) => (table[id] === undefined ? [] : [table[id]]));
    return asked.every((row) => is(row))
      ? table
      : Object.fromEntries(Object.entries(table).filter(([, row]) => is(row)));
  });
/** What differs from the table before, of which every row stood by the same tables; null: that is not known. */
function wholeBefore(table: object, by: readonly object[]): readonly string[] | null {
  const before = madeFrom(table);
  const known = before === undefined ? undefined : tablesRead.get(before);
  if (before === undefined || known?.table !== before) return null;
  return by.every((each, at) => known.by[at] === each) ? differing(before, table) : null;
}

function keepFields(d: Diagram, ids: readonly FieldId[]): readonly FieldId[] {
  const kept = ids.filter((id) => d.fields[id] !== undefined);
  return kept.length === ids.length ? ids : kept;
}

const controls = new WeakMap<Control, Control>();
function readControl({ control, ...d }: Diagram): Control {
  const subject = keepFields({ control, ...d }, control.subject);
  if (subject === control.subject) return control;
  return remembered(controls, control, { ...control, subject });
}

const projected = new WeakMap<Node, Node>();
function readNodes(d: Diagram): Diagram['nodes'] {
  const changed = new Map<NodeId, Node>();
  for (const node of Object.values(d.nodes)) {
    let shown = node;
    if (node.phase !== undefined && d.nodes[node.phase]?.kind !== 'phase') {
      const { phase: _phase, ...rest } = node;
      shown = rest;
    }
    if (shown.kind === 'step' && shown.edits !== undefined) {
      const edits = keepFields(d, shown.edits);
      if (edits !== shown.edits) shown = { ...shown, edits };
    }
    if (shown !== node) changed.set(node.id, remembered(projected, node, shown));
  }
  return changed.size === 0 ? d.nodes : { ...d.nodes, ...Object.fromEntries(changed) };
}

/** A row read the same way again keeps its identity, so that the screen doesn't draw it anew. */
function remembered<R extends object>(memory: WeakMap<R, R>, row: R, read: R): R {
  const known = memory.get(row);
  if (known !== undefined && JSON.stringify(known) === JSON.stringify(read)) return known;
  memory.set(row, read);
  return read;
}
