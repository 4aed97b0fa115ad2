import type { Diagram, NodeKind, Route } from '../diagram.ts';
import { freshNode } from '../fresh.ts';
import type { NodeId } from '../ids.ts';
import { fits, routeFor } from '../route.ts';
import {
  assignmentsBy,
  assignmentsOf,
  evidenceOf,
  flowsFrom,
  flowsTo,
  itemsOf,
  runs,
} from '../rows.ts';
import { deleteThings } from './delete-things.ts';
import { drop, now, put } from './tables.ts';
import type { DraftDiagram } from './tables.ts';

/**
 * Makes another kind of node of it. Name, description and phase stay; flows stay where the new kind has them, on routes
 * that fit it; who works there, items and evidence stay between step and gate.
 */
export function changeKind(d: DraftDiagram, { id, kind }: { id: NodeId; kind: NodeKind }): void {
  const diagram = now(d);
  const old = diagram.nodes[id];
  if (old === undefined || old.kind === kind) return;
  const node = freshNode(kind, old);
  put(d, 'nodes', node);
  if (kind === 'phase') delete d.nodes[id]?.phase;
  if (old.kind === 'role') drop(d, 'assignments', names(assignmentsBy(diagram, id)));
  if (old.kind === 'phase') leavePhase(d, diagram, id);
  if (kind !== 'gate' && kind !== 'step') {
    drop(d, 'assignments', names(assignmentsOf(diagram, id)));
    drop(d, 'items', names(itemsOf(diagram, id)));
    drop(d, 'evidence', names(evidenceOf(diagram, id)));
  }

  const into = flowsTo(diagram, id);
  const out = flowsFrom(diagram, id);
  if (!runs(kind)) return deleteThings(d, { nodes: [], flows: names([...into, ...out]) });
  if (kind === 'end') return deleteThings(d, { nodes: [], flows: names(out) });
  if (kind === 'intake') deleteThings(d, { nodes: [], flows: names(into) });
  const routes: Route[] = [];
  for (const flow of out) {
    const route = fits(node, flow.route) ? flow.route : routeFor(node, routes);
    routes.push(route);
    if (route !== flow.route) put(d, 'flows', { ...flow, route });
  }
}

const names = <I extends string>(rows: readonly { readonly id: I }[]): I[] =>
  rows.map(({ id }) => id);

function leavePhase(d: DraftDiagram, diagram: Diagram, phase: NodeId): void {
  for (const node of Object.values(diagram.nodes))
    if (node.phase === phase) delete d.nodes[node.id]?.phase;
}
