/**
 * What the drawings say of a node, reckoned once a diagram: a pass over the tables instead of one for each node. Two
 * diagrams in which a node looks the same have the same `key` for it.
 */
import type { Diagram, GateOutcome, Node } from '#model/diagram.ts';
import type { NodeId, RoleId } from '#model/ids.ts';
import { gateNumber } from '#model/rows.ts';
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
const known = new WeakMap<Diagram, ReadonlyMap<NodeId, Facts>>();

/** The facts of a node of this diagram. */
export function factsOf(diagram: Diagram, node: NodeId): Facts {
  let all = known.get(diagram);
  if (all === undefined) {
    all = reckon(diagram);
    known.set(diagram, all);
  }
  return all.get(node) ?? nothing;
}

type Draft = { -readonly [k in keyof Facts]: Facts[k] };

function reckon(diagram: Diagram): ReadonlyMap<NodeId, Facts> {
  const all = new Map<NodeId, Draft>();
  for (const node of Object.values(diagram.nodes)) all.set(node.id, { ...nothing });
  const at = (id: NodeId): Draft => all.get(id) ?? { ...nothing };
  for (const item of Object.values(diagram.items)) {
    at(item.node).items += 1;
    if (item.check !== undefined) at(item.node).automatic += 1;
  }
  for (const piece of Object.values(diagram.evidence)) at(piece.node).evidence += 1;
  const workers = new Map<NodeId, RoleId[]>();
  const keepers = new Map<NodeId, RoleId>();
  for (const row of Object.values(diagram.assignments)) {
    if (row.letter === 'A' || row.letter === 'S') at(row.node).signs += 1;
    if (row.letter === 'A') keepers.set(row.node, row.role);
    if (row.letter === 'R') workers.set(row.node, [...(workers.get(row.node) ?? []), row.role]);
  }
  for (const flow of Object.values(diagram.flows)) {
    if (flow.route.kind !== 'outcomes' || diagram.nodes[flow.from]?.kind !== 'gate') continue;
    const its = at(flow.from);
    its.outcomes = [...its.outcomes, ...flow.route.outcomes.filter(isGateOutcome)];
  }
  const tiers = [
    ...new Set(
      Object.values(diagram.tiers)
        .toSorted((a, b) => (a.order < b.order ? -1 : 1))
        .map(({ tier }) => tier),
    ),
  ];
  for (const node of Object.values(diagram.nodes)) {
    const its = at(node.id);
    finish(diagram, node, its, {
      workers: workers.get(node.id) ?? [],
      keeper: keepers.get(node.id),
      tiers,
    });
    if (node.kind === 'gate' && node.phase !== undefined && node.sla !== undefined)
      at(node.phase).minutes += node.sla.minutes;
  }
  for (const its of all.values()) its.key = JSON.stringify(its);
  return all;
}

function finish(
  diagram: Diagram,
  node: Node,
  its: Draft,
  who: { workers: readonly RoleId[]; keeper: RoleId | undefined; tiers: readonly string[] },
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
      const sets = who.tiers.length > 0 ? ' · sets tier' : '';
      its.sub = fields === 0 ? 'No fields yet' : `${plural(fields, 'field')}${sets}`;
      its.tiers = who.tiers;
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
