/**
 * What the drawings say of a node, from indexes made once a table, so that asking for one node passes over none. Two
 * diagrams in which a node looks the same have the same `key` for it.
 */
import type { Diagram, GateOutcome, Node } from '#model/diagram.ts';
import type { NodeId, RoleId } from '#model/ids.ts';
import { assignmentsOf, evidenceOf, flowsFrom, gateNumber, itemsOf, tiersOf } from '#model/rows.ts';
import { treeOf } from '#layout/tree.ts';
import type { Branch } from '#layout/tree.ts';

import { plural, slaText } from '../format.ts';
import { colorOf } from '../hue.ts';
import { roleColors } from '../tokens.ts';

export interface Facts {
  /** The second line: who. */
  readonly sub: string;
  /** And how long, which is never cut: " · 48 h"; empty without a limit. */
  readonly time: string;
  readonly number: string | null;
  readonly items: number;
  readonly automatic: number;
  readonly evidence: number;
  /** Assignments that sign. */
  readonly signs: number;
  /** Outcomes with a flow. */
  readonly outcomes: readonly GateOutcome[];
  /** Outcomes that can happen here and have no flow. */
  readonly missing: readonly GateOutcome[];
  readonly tree: readonly Branch[];
  readonly tiers: readonly string[];
  /** Of a phase: its gates' SLAs added up, in business minutes. */
  readonly minutes: number;
  /** Worked by the requester. */
  readonly byRequester: boolean;
  readonly key: string;
}

const nothing: Facts = {
  sub: '',
  time: '',
  number: null,
  items: 0,
  automatic: 0,
  evidence: 0,
  signs: 0,
  outcomes: [],
  missing: [],
  tree: [],
  tiers: [],
  minutes: 0,
  byRequester: false,
  key: '',
};
const known = new WeakMap<Diagram, Map<NodeId, Facts>>();

/** The facts of a node of this diagram, reckoned when first asked for: of thousands only those seen are. */
export function factsOf(diagram: Diagram, node: NodeId): Facts {
  let all = known.get(diagram);
  if (all === undefined) {
    all = new Map();
    known.set(diagram, all);
  }
  let its = all.get(node);
  if (its === undefined) {
    its = reckon(diagram, node);
    all.set(node, its);
  }
  return its;
}

type Draft = { -readonly [k in keyof Facts]: Facts[k] };

function reckon(diagram: Diagram, id: NodeId): Facts {
  const node = diagram.nodes[id];
  if (node === undefined) return nothing;
  const its: Draft = { ...nothing };
  const items = itemsOf(diagram, id);
  its.items = items.length;
  its.automatic = items.filter(({ check }) => check !== undefined).length;
  its.evidence = evidenceOf(diagram, id).length;
  const rows = assignmentsOf(diagram, id);
  its.signs = rows.filter(({ letter }) => letter === 'A' || letter === 'S').length;
  if (node.kind === 'gate')
    its.outcomes = flowsFrom(diagram, id).flatMap(({ route }) =>
      route.kind === 'outcomes' ? route.outcomes.filter(isGateOutcome) : [],
    );
  finish(diagram, node, its, {
    workers: rows.flatMap(({ letter, role }) => (letter === 'R' ? [role] : [])),
    keeper: rows.findLast(({ letter }) => letter === 'A')?.role,
  });
  if (node.kind === 'phase') its.minutes = minutesOf(diagram.nodes).get(id) ?? 0;
  its.key = JSON.stringify(its);
  return its;
}

const minutes = new WeakMap<Diagram['nodes'], ReadonlyMap<NodeId, number>>();
/** The SLAs of each phase's gates, added up. */
function minutesOf(nodes: Diagram['nodes']): ReadonlyMap<NodeId, number> {
  const found = minutes.get(nodes);
  if (found !== undefined) return found;
  const sums = new Map<NodeId, number>();
  for (const node of Object.values(nodes))
    if (node.kind === 'gate' && node.phase !== undefined && node.sla !== undefined)
      sums.set(node.phase, (sums.get(node.phase) ?? 0) + node.sla.minutes);
  minutes.set(nodes, sums);
  return sums;
}

function finish(
  diagram: Diagram,
  node: Node,
  its: Draft,
  who: { workers: readonly RoleId[]; keeper: RoleId | undefined },
): void {
  const roleName = (role: RoleId): string =>
    role === diagram.control.requesters ? 'Requester' : (diagram.nodes[role]?.name ?? '');
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- only these kinds say more than their name
  switch (node.kind) {
    case 'gate': {
      its.sub = who.keeper === undefined ? 'No keeper' : roleName(who.keeper);
      its.time = node.sla === undefined ? '' : ` · ${slaText(node.sla.minutes)}`;
      its.number = gateNumber(diagram, node.id);
      its.tree = treeOf(diagram, node.id);
      its.missing = [
        ...(its.outcomes.includes('approved') ? [] : (['approved'] as const)),
        ...(node.sla?.breach.kind === 'lapse' && !its.outcomes.includes('expired')
          ? (['expired'] as const)
          : []),
      ];
      return;
    }
    case 'intake': {
      const fields = Object.keys(diagram.fields).length;
      its.tiers = [...new Set(tiersOf(diagram).map(({ tier }) => tier))];
      const sets = its.tiers.length > 0 ? ' · sets tier' : '';
      its.sub = fields === 0 ? 'No fields yet' : `${plural(fields, 'field')}${sets}`;
      return;
    }
    case 'step': {
      its.byRequester = who.workers.some((role) => role === diagram.control.requesters);
      its.sub = who.workers.map(roleName).join(', ') || 'Nobody works it';
      return;
    }
    case 'subprocess':
      its.sub =
        node.sop === null ? 'No SOP chosen' : node.version === null ? 'SOP' : 'SOP · pinned';
      return;
    default:
  }
}

const gateOutcomes: readonly string[] = [
  'approved',
  'conditional',
  'rejected',
  'returned',
  'expired',
];
const isGateOutcome = (outcome: string): outcome is GateOutcome => gateOutcomes.includes(outcome);

/** The colour of a role: as placed by hand, else one that its id always has. */
export function roleHue(diagram: Diagram, role: RoleId): number {
  return (diagram.layout[role]?.hue ?? colorOf(role)) % roleColors;
}
