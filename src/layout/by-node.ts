/** Rows by the node they hang at, gathered once a table: thousands of nodes ask for theirs in turn. */
import type { Assignment, Diagram, Flow } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';

const flows = new WeakMap<Diagram['flows'], ReadonlyMap<NodeId, readonly Flow[]>>();
const assignments = new WeakMap<
  Diagram['assignments'],
  ReadonlyMap<NodeId, readonly Assignment[]>
>();

const grouped = <R>(rows: readonly R[], key: (row: R) => NodeId): ReadonlyMap<NodeId, R[]> => {
  const out = new Map<NodeId, R[]>();
  for (const row of rows) {
    const list = out.get(key(row));
    if (list === undefined) out.set(key(row), [row]);
    else list.push(row);
  }
  return out;
};

/** Flows that leave a node. */
export function flowsOf(diagram: Diagram, node: NodeId): readonly Flow[] {
  let known = flows.get(diagram.flows);
  if (known === undefined) {
    known = grouped(Object.values(diagram.flows), (flow) => flow.from);
    flows.set(diagram.flows, known);
  }
  return known.get(node) ?? [];
}

/** Assignments at a node. */
export function assignmentsAt(diagram: Diagram, node: NodeId): readonly Assignment[] {
  let known = assignments.get(diagram.assignments);
  if (known === undefined) {
    known = grouped(Object.values(diagram.assignments), (row) => row.node);
    assignments.set(diagram.assignments, known);
  }
  return known.get(node) ?? [];
}
