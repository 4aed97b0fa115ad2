/** The neutral diagram of a canvas benchmark as an SOP: tasks are steps and gates with their roles, joined as they are there. */
import { routeFlows } from '#layout/route.ts';
import { sizeOf } from '#layout/sizes.ts';
import { blankDiagram } from '#model/blank.ts';
import type { Assignment, Diagram, Flow, Node, Place } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { AssignmentId, FlowId, NodeId, RoleId } from '#model/ids.ts';

/** px, upper left corner; `kind` as BPMN has it. */
interface Drawn {
  readonly id: string;
  readonly kind: 'start' | 'end' | 'userTask' | 'serviceTask' | 'exclusive' | 'parallel' | 'timer';
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly lane: string;
}
export interface Spec {
  /** The node that will be dragged. */
  readonly probe: string;
  readonly nodes: readonly Drawn[];
  readonly flows: readonly {
    readonly id: string;
    readonly from: string;
    readonly to: string;
    readonly label: string;
  }[];
  readonly lanes: readonly { readonly id: string; readonly label: string }[];
}

/** px of ours a px of theirs: nodes are drawn larger here. */
export const stretch = 1.8;

/** With its ways stored, as after tidying. */
export function sopOf(spec: Spec): Diagram {
  const blank = blankDiagram({ title: 'Deployment approval', zone: 'UTC' });
  const nodes: { [id: string]: Node } = {};
  const layout: { [id: string]: Place } = {};
  const assignments: { [id: string]: Assignment } = {};
  const first = spec.lanes[0]?.id ?? '';
  for (const { id, label } of spec.lanes)
    nodes[id] = { id: as<NodeId>(id), kind: 'role', name: label, group: null };
  for (const drawn of spec.nodes) {
    const node = nodeOf(drawn, spec.probe);
    nodes[node.id] = node;
    const { w, h } = sizeOf(node);
    const x = Math.round((drawn.x + drawn.w / 2) * stretch - w / 2);
    const y = Math.round((drawn.y + drawn.h / 2) * stretch - h / 2);
    layout[node.id] = { id: node.id, x, y };
    if (node.kind !== 'gate' && node.kind !== 'step') continue;
    const id = as<AssignmentId>(`a_${node.id}`);
    const letter = node.kind === 'gate' ? 'A' : 'R';
    assignments[id] = { id, role: as<RoleId>(drawn.lane || first), node: node.id, letter };
  }
  const flows: { [id: string]: Flow } = {};
  for (const [at, { id, from, to, label }] of spec.flows.entries()) {
    const source = nodes[from]?.kind;
    const route: Flow['route'] =
      source === 'gate'
        ? { kind: 'outcomes', outcomes: ['approved'] }
        : source !== 'decision'
          ? { kind: 'always' }
          : label === ''
            ? { kind: 'default' }
            : { kind: 'when', when: 'amount > 1000' };
    flows[id] = {
      id: as<FlowId>(id),
      from: as<NodeId>(from),
      to: as<NodeId>(to),
      order: `a${String(at).padStart(5, '0')}V`,
      ...(label === '' ? {} : { label }),
      route,
    };
  }
  const placed: Diagram = { ...blank, nodes, flows, assignments, layout };
  for (const [id, bends] of routeFlows(placed)) layout[id] = { id, bends };
  return { ...placed, layout: { ...layout } };
}

function nodeOf({ id: name, kind, label }: Drawn, probe: string): Node {
  const id = as<NodeId>(name);
  switch (kind) {
    case 'start':
      return { id, kind: 'intake', name: label };
    case 'end':
      return {
        id,
        kind: 'end',
        name: label,
        outcome: 'completed',
        terminating: true,
        issues: false,
      };
    case 'exclusive':
      return { id, kind: 'decision', name: label };
    case 'parallel':
      return { id, kind: 'parallel', name: label };
    case 'timer':
      return { id, kind: 'wait', name: label, wait: { kind: 'for', duration: 'P1D' } };
    case 'serviceTask':
    case 'userTask':
      return label.startsWith('Approve') && name !== probe
        ? { id, kind: 'gate', name: label, rule: 'veto' }
        : { id, kind: 'step', name: label };
  }
}
